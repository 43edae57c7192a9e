import { type KeyboardEvent, memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../components/format'
import { Icon, type IconName } from '../../components/icon'
import { openClientsOf } from '../clients/client-choice'
import styles from './board.module.css'
import type { PlannedRow } from './board-plan'
import type { Light } from './use-spot'

/** What is special about where a client is. */
export type RowMark = 'away' | 'down' | 'pinned' | 'refused'

const MARKS: Record<RowMark, { readonly icon: IconName; readonly tone: string }> = {
  away: { icon: 'drain', tone: 'tone-warn' },
  down: { icon: 'down', tone: 'tone-bad' },
  pinned: { icon: 'pin', tone: 'tone-quiet' },
  refused: { icon: 'lock', tone: 'tone-quiet' },
}

interface ClientRowProps {
  readonly row: PlannedRow
  readonly left: number
  /** The server it is on just now, in words. */
  readonly serverLabel: string | undefined
  readonly mark: RowMark | undefined
  readonly isOpen: boolean
  readonly light: Light
  readonly isTabStop: boolean
  readonly onSpot: (key: string | undefined) => void
  readonly onMove: (step: 1 | -1) => void
}

/** A client beside its socket, or the rest of a group, which leads to the list of them. */
export const BoardRow = memo(function BoardRow(props: ClientRowProps) {
  const { row, left, serverLabel, mark, isOpen, light, isTabStop, onSpot, onMove } = props
  const { t } = useTranslation()
  const format = useFormat()
  const count = { count: row.rest.length, n: format.count(row.rest.length) }
  const name = row.client?.ip ?? t(row.isAll ? 'overview.clients' : 'overview.more', count)

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    onMove(event.key === 'ArrowDown' ? 1 : -1)
  }

  return (
    <li className={styles.row} style={{ width: left - 2, transform: `translateY(${row.middle - 12}px)` }}>
      <button
        type="button"
        className={styles.rowButton}
        data-row={row.key}
        data-light={light}
        data-idle={!isOpen || undefined}
        tabIndex={isTabStop ? 0 : -1}
        aria-label={labelOf(name, serverLabel, mark, t)}
        onPointerMove={() => onSpot(row.key)}
        onPointerLeave={() => onSpot(undefined)}
        onFocus={() => onSpot(row.key)}
        onBlur={() => onSpot(undefined)}
        onKeyDown={onKeyDown}
        onClick={() => row.client === undefined && openClientsOf(row.card?.key ?? 'refused')}
      >
        {mark === undefined ? null : (
          <span className={MARKS[mark].tone}>
            <Icon name={MARKS[mark].icon} size={12} />
          </span>
        )}
        {row.client === undefined ? (
          <span className={styles.rest}>
            {name} <Icon name="chevron-right" size={12} />
          </span>
        ) : (
          <code title={name}>{shortIp(name)}</code>
        )}
      </button>
    </li>
  )
})

type Translate = ReturnType<typeof useTranslation>['t']

function labelOf(client: string, server: string | undefined, mark: RowMark | undefined, t: Translate): string {
  if (mark === 'refused') return t('overview.rowRefused', { client })
  if (server === undefined) return client
  const label = t('overview.rowLabel', { client, server })
  return mark === undefined ? label : t('overview.rowMarked', { label, mark: t(`overview.marks.${mark}`) })
}

const MAX_IP = 17

/** Long IPv6 addresses lose their middle: the ends tell them apart. */
function shortIp(ip: string): string {
  return ip.length <= MAX_IP ? ip : `${ip.slice(0, 6)}…${ip.slice(-(MAX_IP - 7))}`
}
