import type { RouteRow } from '@shared/model/route-row'
import { useState } from 'react'
import { isOutdated, type LogHold } from './log-hold'

export interface HeldLog {
  /** What the log shows: the rows of the hold, else the live ones. */
  readonly rows: readonly RouteRow[]
  readonly hold: LogHold | null
  readonly pause: () => void
  /** Holds the log while the person reads further down; a pause stays a pause. */
  readonly holdForReading: () => void
  readonly release: () => void
  /** The person is back at the live edge. */
  readonly releaseReading: () => void
}

/** Lets the log stand still while rows go on arriving. */
export function useHeldLog(live: readonly RouteRow[]): HeldLog {
  const [held, setHeld] = useState<LogHold | null>(null)
  const hold = held !== null && !isOutdated(live, held) ? held : null
  const rows = hold?.rows ?? live
  return {
    rows,
    hold,
    pause: () => setHeld({ why: 'paused', at: Date.now(), rows }),
    holdForReading: () => {
      if (hold === null) setHeld({ why: 'scrolled', at: Date.now(), rows })
    },
    release: () => setHeld(null),
    releaseReading: () => {
      if (hold?.why === 'scrolled') setHeld(null)
    },
  }
}
