import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePanel } from '../../state/use-panel'
import { ClientTable } from '../clients/client-table'
import { shownStatus } from '../status/shown-status'
import { useBayMessage } from './bay-message'
import { Board } from './board'
import { BoardHead, type BoardView } from './board-head'
import { CountsPanel } from './counts-panel'
import { FirstRun } from './first-run'
import styles from './overview-screen.module.css'
import { ServerListPanel } from './server-list-panel'
import { useEnabledServers } from './use-seat-groups'

/** Who is where, at a glance: the switchboard, and beside it what happens right now. */
export function OverviewScreen() {
  const hasServers = usePanel((view) => view.state.settings.servers.length > 0)
  return hasServers ? <Overview /> : <FirstRun />
}

function Overview() {
  const { t } = useTranslation()
  const [view, setView] = useState<BoardView>('picture')
  const enabled = useEnabledServers()
  const serverCount = usePanel((panel) => panel.state.settings.servers.length)
  const clientCount = usePanel((panel) => panel.clients.size)
  const isPlugged = usePanel(({ state }) => state.status.state === 'running' && !isAllDown(state))
  const message = useBayMessage()
  return (
    <div className={styles.screen}>
      <h1 className="visually-hidden">{t('nav.overview')}</h1>
      <section className={`panel ${styles.board}`} aria-label={t('overview.board')}>
        <BoardHead clientCount={clientCount} serverCount={serverCount} view={view} onView={setView} />
        {view === 'picture' ? (
          <Board enabled={enabled} serverCount={serverCount} isPlugged={isPlugged} message={message} />
        ) : (
          <ClientTable columns={['ip', 'server', 'why', 'openSockets', 'lastSeen']} />
        )}
      </section>
      <aside className={styles.side}>
        <CountsPanel />
        <ServerListPanel />
      </aside>
    </div>
  )
}

function isAllDown(state: Parameters<typeof shownStatus>[0]): boolean {
  const { enabled, down } = shownStatus(state)
  return down.length === enabled.length
}
