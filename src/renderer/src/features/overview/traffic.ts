/** How busy a cord is, in four steps: nothing, below 100 kB/s, below 2 MB/s, more. */
export type TrafficStep = 0 | 1 | 2 | 3

const WINDOW_MS = 10_000

interface Sample {
  readonly at: number
  readonly bytes: number
}

/** What clients had moved in the last ten seconds, and how busy that makes them. */
export interface Traffic {
  readonly at: number
  readonly samples: ReadonlyMap<string, readonly Sample[]>
  readonly steps: ReadonlyMap<string, TrafficStep>
}

export const NO_TRAFFIC: Traffic = { at: 0, samples: new Map(), steps: new Map() }

/** Adds what each client has moved in all by now; clients that are not in `totals` are forgotten. */
export function withTotals(traffic: Traffic, now: number, totals: ReadonlyMap<string, number>): Traffic {
  const samples = new Map<string, readonly Sample[]>()
  const steps = new Map<string, TrafficStep>()
  for (const [key, bytes] of totals) {
    const recent = traffic.samples.get(key)?.filter((sample) => sample.at > now - WINDOW_MS) ?? []
    samples.set(key, [...recent, { at: now, bytes }])
    steps.set(key, stepOf(bytes - (recent[0]?.bytes ?? bytes)))
  }
  return { at: now, samples, steps }
}

function stepOf(bytesInWindow: number): TrafficStep {
  const perSecond = bytesInWindow / (WINDOW_MS / 1000)
  if (perSecond <= 0) return 0
  if (perSecond < 100_000) return 1
  return perSecond < 2_000_000 ? 2 : 3
}
