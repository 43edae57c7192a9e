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
import type { FoundPlace } from './found-place'
import { IpBox } from './ip-box'
import styles from './overview-screen.module.css'
import { ServerListPanel } from './server-list-panel'
import { useIpPlace } from './use-ip-place'
import { useEnabledServers } from './use-seating'

/** Who is where, at a glance: the switchboard, and beside it what happens right now. */
export function OverviewScreen() {
  const hasServers = usePanel((view) => view.state.settings.servers.length > 0)
  return hasServers ? <Overview /> : <FirstRun />
}

function Overview() {
  const { t } = useTranslation()
  const [view, setView] = useState<BoardView>('picture')
  const [ip, setIp] = useState('')
  const [place, setPlace] = useState<FoundPlace>()
  const answer = useIpPlace(ip)
  const found = answer.state === 'place' ? answer.place.ip : undefined
  const isHere = usePanel((panel) => found !== undefined && panel.clients.has(found))
  const enabled = useEnabledServers()
  const serverCount = usePanel((panel) => panel.state.settings.servers.length)
  const clientCount = usePanel((panel) => panel.clients.size)
  const isPlugged = usePanel(({ state }) => state.status.state === 'running' && !isAllDown(state))
  const message = useBayMessage()
  return (
    <div className={styles.screen}>
      <h1 className="visually-hidden">{t('nav.overview')}</h1>
      <section className={`panel ${styles.board}`} aria-label={t('overview.board')}>
        <BoardHead
          clientCount={clientCount}
          enabledCount={enabled.length}
          serverCount={serverCount}
          view={view}
          onView={setView}
        />
        {view === 'picture' ? (
          <Board
            enabled={enabled}
            serverCount={serverCount}
            isPlugged={isPlugged}
            message={message}
            found={isHere ? found : undefined}
            onFound={setPlace}
          />
        ) : (
          <ClientTable columns={['ip', 'server', 'why', 'openSockets', 'lastSeen']} sortedBy="server" />
        )}
      </section>
      <aside className={styles.side}>
        <CountsPanel />
        <ServerListPanel />
        <IpBox
          text={ip}
          onText={setIp}
          answer={answer}
          found={view === 'picture' ? place : undefined}
          enabled={enabled}
          serverCount={serverCount}
        />
      </aside>
    </div>
  )
}

function isAllDown(state: Parameters<typeof shownStatus>[0]): boolean {
  const { enabled, down } = shownStatus(state)
  return down.length === enabled.length
}
