import type { ServerState } from '@shared/model/server-state'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../components/format'
import { ServerChip } from '../../components/server-chip'
import { ServerStateWord } from '../../components/server-state-word'
import type { NumberedServer } from '../../state/server-numbers'
import { usePanel } from '../../state/use-panel'
import { useServerFigures } from '../../state/use-server-figures'
import { useServers } from '../../state/use-servers'
import styles from './server-list-panel.module.css'

const ROW = 32
const TROUBLED_ROW = 48

/** Every server of the list with its state, the disabled ones too. Those that need somebody come first. */
export function ServerListPanel() {
  const { t } = useTranslation()
  const states = usePanel((view) => view.state.serverStates)
  const isTroubled = (server: NumberedServer | undefined) =>
    server !== undefined && server.entry.enabled && states[server.entry.id]?.state === 'down'
  const servers = [...useServers().values()].sort((a, b) => Number(isTroubled(b)) - Number(isTroubled(a)))
  const figures = useServerFigures()
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: servers.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (isTroubled(servers[index]) ? TROUBLED_ROW : ROW),
    // The heights of rows are known by their state, so a change of state has to measure anew.
    getItemKey: (index) => `${servers[index]?.entry.id} ${isTroubled(servers[index])}`,
    overscan: 6,
  })
  return (
    <section className={`panel ${styles.panel}`} aria-label={t('overview.serverStates')}>
      <h2 className={styles.title}>{t('overview.serverStates')}</h2>
      {/* The list scrolls, so the keyboard has to reach it. */}
      <div ref={scroller} className={styles.scroller} tabIndex={0} role="group" aria-label={t('overview.serverStates')}>
        <ul style={{ height: rows.getTotalSize() }} className={styles.rows}>
          {rows.getVirtualItems().map(({ key, index, start, size }) => {
            const server = servers[index]
            if (server === undefined) return null
            return (
              <li key={key} className={styles.row} style={{ height: size, transform: `translateY(${start}px)` }}>
                <ServerLine
                  server={server}
                  state={states[server.entry.id]}
                  clients={figures.get(server.entry.id)?.clients ?? 0}
                />
              </li>
            )
          })}
        </ul>
      </div>
    </section>
  )
}

interface ServerLineProps {
  readonly server: NumberedServer
  readonly state: ServerState | undefined
  readonly clients: number
}

function ServerLine({ server, state, clients }: ServerLineProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const shown = server.entry.enabled ? (state?.state ?? 'unknown') : 'disabled'
  return (
    <>
      <div className={styles.line}>
        <ServerChip number={server.number} label={server.label} />
        <span className={styles.clients}>{t('overview.clients', { count: clients, n: format.count(clients) })}</span>
        <ServerStateWord state={shown} />
      </div>
      {shown === 'down' && state?.since ? (
        <p className={styles.reason}>
          {t('status.since', { time: format.time(state.since) })}
          {state.reason === null ? '' : ` · ${t(`routeErrors.${state.reason}`)}`}
        </p>
      ) : null}
    </>
  )
}
