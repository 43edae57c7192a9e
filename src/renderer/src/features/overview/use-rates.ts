import { useState } from 'react'
import { useNow } from '../../state/use-now'
import { usePanel } from '../../state/use-panel'
import { type RateSample, type Rates, ratesOf, withSample } from './rates'

/** Requests and bytes per second over the last five seconds; `undefined` until a second has been seen. */
export function useRates(): Rates | undefined {
  const now = useNow()
  const counts = usePanel((view) => view.counts)
  const [samples, setSamples] = useState<readonly RateSample[]>([])
  if (samples.at(-1)?.at === now) return ratesOf(samples)
  const next = withSample(samples, now, counts)
  setSamples(next)
  return ratesOf(next)
}
