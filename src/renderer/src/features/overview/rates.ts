import type { Counts } from '@shared/model/panel-snapshot'

const WINDOW_MS = 5000

export interface RateSample {
  readonly at: number
  readonly counts: Counts
}

export interface Rates {
  readonly requests: number
  readonly bytesUp: number
  readonly bytesDown: number
}

/**
 * The samples that the next rates are made of: those of the last five seconds, and what was counted when they began. A
 * sample is taken when counts change, so between two of them nothing happened.
 */
export function withSample(samples: readonly RateSample[], at: number, counts: Counts): readonly RateSample[] {
  const last = samples.at(-1)
  // Counts that fell are those of a new engine.
  if (last === undefined || counts.requests < last.counts.requests) return [{ at, counts }]
  const begin = at - WINDOW_MS
  const before = samples.filter((sample) => sample.at < begin).at(-1)
  const recent = samples.filter((sample) => sample.at >= begin)
  const kept = before === undefined ? recent : [{ at: begin, counts: before.counts }, ...recent]
  return at > last.at ? [...kept, { at, counts }] : kept
}

/** What happened per second over the samples; `undefined` until they span a second. */
export function ratesOf(samples: readonly RateSample[]): Rates | undefined {
  const [first, last] = [samples[0], samples.at(-1)]
  if (first === undefined || last === undefined || last.at - first.at < 900) return undefined
  const per = (key: 'requests' | 'bytesUp' | 'bytesDown') =>
    ((last.counts[key] - first.counts[key]) * 1000) / (last.at - first.at)
  return { requests: per('requests'), bytesUp: per('bytesUp'), bytesDown: per('bytesDown') }
}
