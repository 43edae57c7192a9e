/** How busy a cord is, in four steps: nothing, below 100 kB/s, below 2 MB/s, more. */
export type TrafficStep = 0 | 1 | 2 | 3

const WINDOW_MS = 10_000

interface Moved {
  readonly at: number
  readonly bytes: number
}

/** What was moved along each cord in the last ten seconds, and how busy that makes it. */
export interface Traffic {
  readonly at: number
  /** What each client had moved in all, by IP. */
  readonly totals: ReadonlyMap<string, number>
  readonly moved: ReadonlyMap<string, readonly Moved[]>
  readonly steps: ReadonlyMap<string, TrafficStep>
}

export const NO_TRAFFIC: Traffic = { at: 0, totals: new Map(), moved: new Map(), steps: new Map() }

/**
 * Adds what each client has moved in all by now to the cord that `keyOf` names; clients that are not in `totals` are
 * forgotten. Several clients may share a cord.
 */
export function withTotals(
  traffic: Traffic,
  now: number,
  totals: ReadonlyMap<string, number>,
  keyOf: ReadonlyMap<string, string>,
): Traffic {
  const news = new Map<string, number>()
  for (const [ip, bytes] of totals) {
    const key = keyOf.get(ip)
    // A client that was not there before has moved nothing yet, whatever it says.
    if (key !== undefined) news.set(key, (news.get(key) ?? 0) + Math.max(0, bytes - (traffic.totals.get(ip) ?? bytes)))
  }
  const moved = new Map<string, readonly Moved[]>()
  const steps = new Map<string, TrafficStep>()
  for (const [key, bytes] of news) {
    const recent = (traffic.moved.get(key) ?? []).filter((one) => one.at > now - WINDOW_MS)
    const all = bytes === 0 ? recent : [...recent, { at: now, bytes }]
    moved.set(key, all)
    steps.set(key, stepOf(all.reduce((sum, one) => sum + one.bytes, 0)))
  }
  return { at: now, totals, moved, steps }
}

function stepOf(bytesInWindow: number): TrafficStep {
  const perSecond = bytesInWindow / (WINDOW_MS / 1000)
  if (perSecond <= 0) return 0
  if (perSecond < 100_000) return 1
  return perSecond < 2_000_000 ? 2 : 3
}
