import { ActionIcon, Button } from '@mantine/core'
import { MAX_SERVERS } from '@shared/model/server-entry'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../components/format'
import { Icon } from '../../components/icon'
import { PageHead } from '../../components/page-head'
import { changeDraft } from './draft-store'
import { ExportMenu } from './export-menu'
import { openImport } from './import/import-store'
import type { ServerDraft } from './server-draft'
import styles from './servers.module.css'

interface ServersHeadProps {
  readonly draft: ServerDraft
  /** The draft differs from the saved list. */
  readonly isDraft: boolean
  readonly isFull: boolean
  /** The button that adds a server, where it stands in the head. */
  readonly children: ReactNode
}

/** What can be done to the whole list. */
export function ServersHead({ draft, isDraft, isFull, children }: ServersHeadProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const enabled = draft.base.filter((server) => server.enabled).length
  const note = t('servers.inUse', { count: enabled, formatted: format.count(enabled) })
  const hasSteps = draft.past.length + draft.future.length > 0
  return (
    <PageHead title={t('nav.servers')} note={isDraft ? `${note} · ${t('servers.draft')}` : note}>
      {draft.rows.length === 0 && !hasSteps ? null : (
        <>
          <StepButton
            icon="undo"
            label={t('servers.undo')}
            isOff={draft.past.length === 0}
            onClick={() => changeDraft({ type: 'undo' })}
          />
          <StepButton
            icon="redo"
            label={t('servers.redo')}
            isOff={draft.future.length === 0}
            onClick={() => changeDraft({ type: 'redo' })}
          />
          <span className={styles.separator} />
        </>
      )}
      {draft.base.length === 0 ? null : <ExportMenu servers={draft.base} isDraft={isDraft} />}
      <Button
        leftSection={<Icon name="add-many" />}
        disabled={isFull}
        title={isFull ? t('servers.full', { max: format.count(MAX_SERVERS) }) : undefined}
        onClick={() => openImport()}
      >
        {t('servers.import')}
      </Button>
      {children}
    </PageHead>
  )
}

interface StepButtonProps {
  readonly icon: 'undo' | 'redo'
  readonly label: string
  readonly isOff: boolean
  readonly onClick: () => void
}

function StepButton({ icon, label, isOff, onClick }: StepButtonProps) {
  return (
    <ActionIcon variant="default" size={32} aria-label={label} title={label} disabled={isOff} onClick={onClick}>
      <Icon name={icon} />
    </ActionIcon>
  )
}
