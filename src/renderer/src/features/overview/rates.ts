import type { Counts } from '@shared/model/panel-snapshot'

const WINDOW_MS = 5000

interface Sample {
  readonly at: number
  readonly counts: Counts
}

export interface Rates {
  readonly requests: number
  readonly bytesUp: number
  readonly bytesDown: number
}

/** The samples that the next rates are made of: the last five seconds, and the new one. */
export function withSample(samples: readonly Sample[], at: number, counts: Counts): readonly Sample[] {
  const first = samples.at(-1)
  // Counts that fell are those of a new engine.
  const isOther = first !== undefined && counts.requests < first.counts.requests
  const recent = isOther ? [] : samples.filter((sample) => sample.at >= at - WINDOW_MS && sample.at < at)
  return [...recent, { at, counts }]
}

/** What happened per second over the samples; `undefined` until they span a second. */
export function ratesOf(samples: readonly Sample[]): Rates | undefined {
  const [first, last] = [samples[0], samples.at(-1)]
  if (first === undefined || last === undefined || last.at - first.at < 900) return undefined
  const per = (key: 'requests' | 'bytesUp' | 'bytesDown') =>
    ((last.counts[key] - first.counts[key]) * 1000) / (last.at - first.at)
  return { requests: per('requests'), bytesUp: per('bytesUp'), bytesDown: per('bytesDown') }
}

export type { Sample as RateSample }
