import type { Counts } from '@shared/model/panel-snapshot'
import { useMemo } from 'react'
import { useNow } from '../../state/use-now'
import { watchPanel } from '../../state/use-panel'
import { type RateSample, type Rates, ratesOf, withSample } from './rates'

/** The samples outlive the screen, so that the figures are there when it opens again. */
let samples: readonly RateSample[] = []
let sampled: Counts | undefined

watchPanel(({ isLoaded, counts }) => {
  if (!isLoaded || counts === sampled) return
  sampled = counts
  samples = withSample(samples, Date.now(), counts)
})

// Nothing comes while the page is hidden: what is counted then did not happen when it is told.
document.addEventListener('visibilitychange', () => {
  samples = []
  sampled = undefined
})

/** Requests and bytes per second over the last five seconds, anew once a second; `undefined` until one has been seen. */
export function useRates(): Rates | undefined {
  const now = useNow()
  return useMemo(() => (sampled === undefined ? undefined : ratesOf(withSample(samples, now, sampled))), [now])
}
