import { type KeyboardEvent, memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../components/format'
import { Icon } from '../../components/icon'
import styles from './board.module.css'
import type { PlannedRow } from './board-plan'

interface ClientRowProps {
  readonly row: PlannedRow
  readonly left: number
  /** The server it is on just now, in words. */
  readonly serverLabel: string | undefined
  readonly isAway: boolean
  readonly isOpen: boolean
  readonly light: 'lit' | 'dim' | undefined
  readonly isTabStop: boolean
  readonly onSpot: (key: string | undefined) => void
  readonly onMove: (step: 1 | -1) => void
}

/** A client beside its socket, or the rest of a group. Arrow keys go from row to row. */
export const BoardRow = memo(function BoardRow(props: ClientRowProps) {
  const { row, left, serverLabel, isAway, isOpen, light, isTabStop, onSpot, onMove } = props
  const { t } = useTranslation()
  const format = useFormat()
  const rest = t(
    row.card.servers.length > 1 || row.middle === row.card.top + row.card.height / 2
      ? 'overview.clients'
      : 'overview.more',
    {
      count: row.rest.length,
      n: format.count(row.rest.length),
    },
  )
  const name = row.client?.ip ?? rest

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
        aria-label={serverLabel === undefined ? name : t('overview.rowLabel', { client: name, server: serverLabel })}
        onPointerEnter={() => onSpot(row.key)}
        onPointerLeave={() => onSpot(undefined)}
        onFocus={() => onSpot(row.key)}
        onBlur={() => onSpot(undefined)}
        onKeyDown={onKeyDown}
      >
        {isAway ? (
          <span className="tone-warn">
            <Icon name="drain" size={12} />
          </span>
        ) : null}
        {row.client === undefined ? (
          <span className={styles.rest}>{rest}</span>
        ) : (
          <code title={name}>{shortIp(name)}</code>
        )}
      </button>
    </li>
  )
})

const MAX_IP = 17

/** Long IPv6 addresses lose their middle: the ends tell them apart. */
function shortIp(ip: string): string {
  return ip.length <= MAX_IP ? ip : `${ip.slice(0, 6)}…${ip.slice(-(MAX_IP - 7))}`
}
