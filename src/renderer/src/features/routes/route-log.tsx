import type { RouteRow } from '@shared/model/route-row'
import { useTranslation } from 'react-i18next'
import { PausedBar, ToLatest } from './hold-bar'
import { countWaiting, findRoute } from './log-hold'
import { OpenSockets } from './open-sockets'
import { RouteHead } from './route-head'
import { RouteRows } from './route-rows'
import styles from './routes.module.css'
import type { HeldLog } from './use-held-log'

interface RouteLogProps {
  /** All rows that are kept now. */
  readonly live: readonly RouteRow[]
  /** What the search found among them. */
  readonly foundLive: readonly RouteRow[]
  /** What the search found among the rows of the log, which may be held. */
  readonly found: readonly RouteRow[]
  readonly log: HeldLog
}

/** The live log: follows its newest row until the person scrolls away or pauses. */
export function RouteLog({ live, foundLive, found, log }: RouteLogProps) {
  const { t } = useTranslation()
  const { hold } = log
  const waiting = hold === null ? null : countWaiting(foundLive, live, hold)

  return (
    <div className={`panel ${styles.panel}`}>
      <RouteHead isPicture />
      <OpenSockets rows={foundLive.filter(({ isOpen, kind }) => isOpen && kind === 'ws')} />
      {hold?.why === 'paused' && waiting !== null ? <PausedBar hold={hold} waiting={waiting} /> : null}
      <div role="table" className={styles.table} aria-label={t('routes.table')} aria-rowcount={found.length + 1}>
        <RouteHead />
        <RouteRows
          rows={found}
          kind="table"
          label={t('routes.table')}
          isLive={hold === null}
          refresh={(row) => findRoute(live, row.id) ?? row}
          onScroll={(scrollTop) => (scrollTop < 1 ? log.releaseReading() : log.holdForReading())}
        />
      </div>
      {hold?.why === 'scrolled' && waiting !== null ? <ToLatest waiting={waiting} onRelease={log.release} /> : null}
    </div>
  )
}
