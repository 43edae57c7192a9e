import type { ServerId } from '@shared/model/server-entry'
import { serverLabel } from '@shared/model/server-entry'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icon'
import { ServerChip } from '../../components/server-chip'
import styles from './apply-bar.module.css'
import type { ClientMove } from './client-moves'
import type { ServerDraft } from './server-draft'

const SHOWN = 12

interface WhoMovesProps {
  readonly draft: ServerDraft
  readonly moves: readonly ClientMove[]
}

/** The clients that move, from where to where, and what it costs them; the busiest first. */
export function WhoMoves({ draft, moves }: WhoMovesProps) {
  const { t } = useTranslation()
  const chips = new Map(
    draft.rows.map(({ entry }, index) => [entry.id, { number: index + 1, label: serverLabel(entry) }]),
  )
  const chip = (id: ServerId) => <ServerChip {...(chips.get(id) ?? { number: null, label: '–' })} />
  const shown = [...moves].sort((a, b) => b.openSockets - a.openSockets).slice(0, SHOWN)
  const rest = moves.length - shown.length
  return (
    <div className={styles.moves}>
      <ul>
        {shown.map((move) => (
          <li key={move.ip}>
            <code>{move.ip}</code>
            {chip(move.from)}
            <Icon name="arrow" size={14} />
            {chip(move.to)}
            <em>{costWords(move)}</em>
          </li>
        ))}
      </ul>
      {rest > 0 ? <p>{t('servers.moreMoves', { count: rest })}</p> : null}
    </div>
  )

  function costWords({ openSockets, isLater }: ClientMove): string {
    if (openSockets === 0) return t('servers.moveIdle')
    return isLater ? t('servers.moveLater', { count: openSockets }) : t('servers.moveNow', { count: openSockets })
  }
}
