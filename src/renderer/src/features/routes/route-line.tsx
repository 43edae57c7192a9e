import type { RouteRow } from '@shared/model/route-row'
import { memo } from 'react'
import type { Format } from '../../components/format'
import { Icon } from '../../components/icon'
import { ServerChip } from '../../components/server-chip'
import { useNow } from '../../state/use-now'
import styles from './route-line.module.css'
import { statusLook } from './status-look'
import type { LineTexts } from './use-line-texts'

interface RouteLineProps {
  readonly row: RouteRow
  readonly texts: LineTexts
  readonly kind: 'table' | 'list'
  /** Place in the table, from 1, its head included. */
  readonly rowIndex?: number
}

/** One request or WebSocket. */
export const RouteLine = memo(function RouteLine({ row, texts, kind, rowIndex }: RouteLineProps) {
  const { format } = texts
  const cell = kind === 'table' ? 'cell' : undefined
  const method = row.kind === 'ws' ? 'WS' : row.method
  return (
    <div
      role={kind === 'table' ? 'row' : 'listitem'}
      className={styles.line}
      aria-rowindex={kind === 'table' ? rowIndex : undefined}
    >
      <code role={cell} className={styles.time} title={format.dateTime(row.at)}>
        {format.timeWithSeconds(row.at)}
        <i>{format.milliseconds(row.at)}</i>
      </code>
      <code role={cell} className={styles.client} title={row.clientIp}>
        {row.clientIp}
      </code>
      <span role={cell} className={styles.method} data-method={method}>
        {method}
      </span>
      <PathCell row={row} texts={texts} role={cell} />
      <span role={cell}>
        <ServerCell row={row} texts={texts} />
      </span>
      <StatusCell row={row} texts={texts} role={cell} />
      <span role={cell} className={styles.figure}>
        {row.durationMs === null ? <Age at={row.at} format={format} /> : format.took(row.durationMs)}
      </span>
      <span role={cell} className={styles.figure}>
        {format.bytes(row.bytesUp)}
      </span>
      <span role={cell} className={styles.figure}>
        {format.bytes(row.bytesDown)}
      </span>
    </div>
  )
})

interface CellProps {
  readonly row: RouteRow
  readonly texts: LineTexts
  readonly role: 'cell' | undefined
}

function PathCell({ row, texts: { t }, role }: CellProps) {
  const queryAt = row.target.indexOf('?')
  const path = queryAt < 0 ? row.target : row.target.slice(0, queryAt)
  const { tone } = statusLook(row)
  return (
    <span role={role} className={styles.path}>
      <code title={row.target}>
        {path}
        <i>{row.target.slice(path.length)}</i>
      </code>
      {row.error === null ? null : (
        <em className={`${styles.reason} tone-${tone}`} title={t(`routeErrors.${row.error}`)}>
          <Icon name="degraded" size={12} />
          <span>{t(`routeErrors.${row.error}`)}</span>
        </em>
      )}
    </span>
  )
}

function ServerCell({ row, texts: { t, servers } }: Omit<CellProps, 'role'>) {
  if (row.serverId === null) return <i>–</i>
  const server = servers.get(row.serverId)
  if (server !== undefined) return <ServerChip number={server.number} label={server.label} />
  const host = (row.serverUrl ?? '').replace(/^https?:\/\//, '')
  return (
    <span title={t('routes.removedServer', { url: row.serverUrl ?? '' })}>
      <ServerChip number={null} label={host} />
    </span>
  )
}

function StatusCell({ row, texts: { t }, role }: CellProps) {
  const { tone, word } = statusLook(row)
  return (
    <span role={role} className={styles.status} data-tone={tone}>
      {word === 'open' ? <span className={styles.dot} /> : null}
      {word === null ? (row.status ?? '–') : t(`routes.${word}`)}
    </span>
  )
}

/** How long a route has been open: ticks with the one clock of the page. */
function Age({ at, format }: { readonly at: number; readonly format: Format }) {
  const now = useNow()
  return format.span(now - at)
}
