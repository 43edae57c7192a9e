import type { RouteRow } from '@shared/model/route-row'

/** The log as it stood when it was paused, or when the person scrolled away from its live edge. */
export interface LogHold {
  readonly why: 'paused' | 'scrolled'
  readonly at: number
  /** Oldest first. They stay even when the store has dropped them. */
  readonly rows: readonly RouteRow[]
}

export interface Waiting {
  readonly count: number
  /** More may have come and gone than are kept. */
  readonly isAtLeast: boolean
}

/**
 * How many of the rows that were found came after the hold.
 * @param kept all rows that are kept now, found or not
 */
export function countWaiting(found: readonly RouteRow[], kept: readonly RouteRow[], hold: LogHold): Waiting {
  const newestHeld = hold.rows.at(-1)?.id ?? -1
  const firstWaiting = found.findIndex(({ id }) => id > newestHeld)
  if (firstWaiting < 0) return { count: 0, isAtLeast: false }
  const isAllNew = hold.rows.length > 0 && (kept[0]?.id ?? -1) > newestHeld
  return { count: found.length - firstWaiting, isAtLeast: isAllNew }
}

/** Ids begin anew with a new engine; what was held is then of another time. */
export function isOutdated(rows: readonly RouteRow[], hold: LogHold): boolean {
  return (rows.at(-1)?.id ?? -1) < (hold.rows.at(-1)?.id ?? -1)
}

/** The row of this id as it is now, in rows sorted by id; `undefined` when it is no longer kept. */
export function findRoute(rows: readonly RouteRow[], id: number): RouteRow | undefined {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((rows[middle]?.id ?? id) < id) low = middle + 1
    else high = middle
  }
  return rows[low]?.id === id ? rows[low] : undefined
}
