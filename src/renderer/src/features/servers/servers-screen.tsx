import { Button } from '@mantine/core'
import { MAX_SERVERS, type ServerId } from '@shared/model/server-entry'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../components/empty-state'
import { useFormat } from '../../components/format'
import { Icon } from '../../components/icon'
import { usePanel } from '../../state/use-panel'
import { ApplyBar } from './apply-bar'
import { describeChanges, findProblems, rowChanges } from './draft-changes'
import { applyDraft, changeDraft } from './draft-store'
import { ImportDialog } from './import/import-dialog'
import { openImport } from './import/import-store'
import { createRowCommands, type WantedFocus } from './row-commands'
import { isBlank, type ServerDraft } from './server-draft'
import { ServerTable } from './server-table'
import styles from './servers.module.css'
import { ServersHead } from './servers-head'
import { useServerDraft } from './use-server-draft'

/** The server list: a draft until Apply. */
export function ServersScreen() {
  const { t } = useTranslation()
  const format = useFormat()
  const self = usePanel((view) => view.state.self)
  const { draft, isApplying, refusal } = useServerDraft()
  const [wanted, setWanted] = useState<WantedFocus | null>(() => loneBlankRow(draft))
  const [commands] = useState(() => createRowCommands(setWanted))

  const changes = useMemo(() => describeChanges(draft), [draft])
  const changeOfRow = useMemo(() => rowChanges(draft), [draft])
  const problems = useMemo(() => findProblems(draft, self), [draft, self])
  const badRows: readonly ServerId[] = [...problems.keys()]
  const isFull = draft.rows.length >= MAX_SERVERS
  const isEmpty = draft.rows.length === 0

  const addButton = (
    <Button
      leftSection={<Icon name="plus" />}
      variant={isEmpty ? 'filled' : 'default'}
      disabled={isFull}
      title={isFull ? t('servers.full', { max: format.count(MAX_SERVERS) }) : undefined}
      onClick={() => commands.add()}
    >
      {t('servers.add')}
    </Button>
  )
  return (
    <div className={styles.screen}>
      <ServersHead draft={draft} isDraft={changes.isAny} isFull={isFull}>
        {isEmpty ? null : addButton}
      </ServersHead>
      {isEmpty ? (
        <div className={`panel ${styles.empty}`}>
          <EmptyState icon="server" title={t('servers.emptyTitle')} text={t('servers.emptyText')}>
            {addButton}
            <Button leftSection={<Icon name="add-many" />} onClick={() => openImport()}>
              {t('servers.pasteList')}
            </Button>
          </EmptyState>
        </div>
      ) : (
        <ServerTable
          draft={draft}
          changes={changeOfRow}
          problems={problems}
          commands={commands}
          wanted={wanted}
          onFocused={() => setWanted(null)}
        />
      )}
      {changes.isAny || badRows.length > 0 || isApplying ? (
        <ApplyBar
          draft={draft}
          changes={changes}
          badRows={badRows}
          isApplying={isApplying}
          refusal={refusal}
          onApply={() => void applyDraft()}
          onDiscard={() => changeDraft({ type: 'discard' })}
          onShowRow={(id) => setWanted({ id, part: 'url' })}
        />
      ) : null}
      <ImportDialog draft={draft} onAdded={(first) => setWanted({ id: first, part: 'url' })} />
    </div>
  )
}

/** A list of one blank row waits for its address, whoever added that row. */
function loneBlankRow(draft: ServerDraft): WantedFocus | null {
  const [row, ...others] = draft.rows
  return row !== undefined && others.length === 0 && isBlank(draft, row) ? { id: row.entry.id, part: 'url' } : null
}
