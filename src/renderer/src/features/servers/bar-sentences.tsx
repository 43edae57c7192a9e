import type { ServerId } from '@shared/model/server-entry'
import type { TFunction } from 'i18next'
import { Trans, useTranslation } from 'react-i18next'
import { useFormat } from '../../components/format'
import { Icon } from '../../components/icon'
import styles from './apply-bar.module.css'
import type { ClientMove } from './client-moves'
import { type DraftChanges, listToSave } from './draft-changes'
import { isBlank, type ServerDraft } from './server-draft'

/** Id of the sentence that says why Apply is off. */
export const WHY_OFF_ID = 'why-apply-is-off'

interface BarSentencesProps {
  readonly draft: ServerDraft
  readonly changes: DraftChanges
  readonly badRows: readonly ServerId[]
  readonly moves: readonly ClientMove[]
  readonly total: number
  readonly onShowRow: (id: ServerId) => void
}

/** First line: what changes and who moves. Second line: what keeps it from being applied, or what to know before. */
export function BarSentences({ draft, changes, badRows, moves, total, onShowRow }: BarSentencesProps) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  // Chinese full stops bring their own room: a Latin space after one is a hole.
  const gap = i18n.language.startsWith('zh') ? '' : ' '
  const isNoneLeft = !listToSave(draft).some(({ enabled }) => enabled)
  const later = moves.filter(({ isLater }) => isLater).length
  const cut = moves.reduce((sum, { isLater, openSockets }) => (isLater ? sum : sum + openSockets), 0)
  const hasBlank = draft.rows.some((row) => isBlank(draft, row))
  return (
    <>
      <p className={styles.first}>
        {t('servers.changes', { list: changeWords(changes, t) })}
        {gap}
        {badRows.length > 0 || total === 0 || isNoneLeft ? null : moves.length === 0 ? (
          t('servers.movesNone', { total: format.count(total) })
        ) : (
          <Trans
            i18nKey="servers.movesNow"
            values={{ total: format.count(total), moving: format.count(moves.length) }}
            components={{ b: <b /> }}
          />
        )}
      </p>
      {badRows[0] === undefined ? (
        <p className={styles.second}>
          {isNoneLeft ? <b className={styles.warn}>{t('servers.noneLeft')}</b> : null}
          {cut > 0 && !isNoneLeft ? <b className={styles.warn}>{t('servers.cutNow', { count: cut })}</b> : null}
          {cut > 0 && later > 0 ? gap : null}
          {later > 0 && !isNoneLeft ? t('servers.movesLater', { count: later }) : null}
          {hasBlank ? `${gap}${t('servers.blank')}` : null}
        </p>
      ) : (
        <ErrorLine draft={draft} first={badRows[0]} count={badRows.length} onShowRow={onShowRow} />
      )}
    </>
  )
}

interface ErrorLineProps {
  readonly draft: ServerDraft
  readonly first: ServerId
  readonly count: number
  readonly onShowRow: (id: ServerId) => void
}

function ErrorLine({ draft, first, count, onShowRow }: ErrorLineProps) {
  const { t } = useTranslation()
  const row = draft.rows.findIndex(({ entry }) => entry.id === first) + 1
  return (
    <p id={WHY_OFF_ID} className={styles.second}>
      <button
        type="button"
        className={styles.badLink}
        title={t('servers.showRow', { row })}
        onClick={() => onShowRow(first)}
      >
        <Icon name="degraded" size={14} />
        {count === 1 ? t('servers.oneError', { row }) : t('servers.someErrors', { count, row })}
      </button>
      {t('servers.correctFirst')}
    </p>
  )
}

function changeWords({ added, removed, changed, isReordered }: DraftChanges, t: TFunction): string {
  const words = [
    added > 0 ? t('servers.added', { count: added }) : '',
    removed > 0 ? t('servers.removed', { count: removed }) : '',
    changed > 0 ? t('servers.changed', { count: changed }) : '',
    isReordered ? t('servers.reordered') : '',
  ]
  return words.filter((word) => word !== '').join(t('servers.comma'))
}
