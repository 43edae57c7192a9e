import { Button } from '@mantine/core'
import type { ErrorInfo } from '@shared/errors'
import type { ServerId } from '@shared/model/server-entry'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorWords } from '../../components/error-words'
import { Icon } from '../../components/icon'
import styles from './apply-bar.module.css'
import { BarSentences, WHY_OFF_ID } from './bar-sentences'
import type { DraftChanges } from './draft-changes'
import type { ServerDraft } from './server-draft'
import { useClientMoves } from './use-client-moves'
import { WhoMoves } from './who-moves'

interface ApplyBarProps {
  readonly draft: ServerDraft
  readonly changes: DraftChanges
  /** Rows with an error, in the order of the table. */
  readonly badRows: readonly ServerId[]
  readonly isApplying: boolean
  readonly refusal: ErrorInfo | null
  readonly onApply: () => void
  readonly onDiscard: () => void
  readonly onShowRow: (id: ServerId) => void
}

/** Says what Apply would do, and does it. Nothing of the draft holds before. */
export function ApplyBar(props: ApplyBarProps) {
  const { draft, changes, badRows, isApplying, refusal, onApply, onDiscard, onShowRow } = props
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  const hasErrors = badRows.length > 0
  const { moves, total } = useClientMoves(useDeferredValue(draft))
  const canOpen = !hasErrors && moves.length > 0
  return (
    <section className={styles.bar} aria-label={t('servers.bar')}>
      <div className={styles.line}>
        <div className={styles.sentences} aria-live="polite">
          <BarSentences
            draft={draft}
            changes={changes}
            badRows={badRows}
            moves={moves}
            total={total}
            onShowRow={onShowRow}
          />
          {refusal === null ? null : (
            <p className={styles.bad}>
              <Icon name="down" size={14} />
              <span>{t('servers.notSaved', { reason: errorWords(refusal, t) })}</span>
            </p>
          )}
        </div>
        {canOpen ? (
          <Button
            variant="subtle"
            color="gray"
            aria-expanded={isOpen}
            leftSection={<Icon name={isOpen ? 'chevron-down' : 'chevron-up'} />}
            onClick={() => setIsOpen(!isOpen)}
          >
            {t('servers.whoMoves')}
          </Button>
        ) : null}
        <Button onClick={onDiscard}>{t('servers.discard')}</Button>
        <Button
          className={styles.apply ?? ''}
          variant="filled"
          disabled={hasErrors || !changes.isAny}
          loading={isApplying}
          aria-describedby={hasErrors ? WHY_OFF_ID : undefined}
          onClick={onApply}
        >
          {t('servers.apply')}
        </Button>
      </div>
      {canOpen && isOpen ? <WhoMoves draft={draft} moves={moves} /> : null}
    </section>
  )
}
