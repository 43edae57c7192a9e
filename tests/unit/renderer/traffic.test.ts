import { type RateSample, ratesOf, withSample } from '@renderer/features/overview/rates'
import { NO_TRAFFIC, type Traffic, withTotals } from '@renderer/features/overview/traffic'
import { describe, expect, it } from 'vitest'
import { NO_COUNTS } from '../../support/ui-data'

const SECOND = 1000

/** The step of a client that moves so many bytes a second, after ten seconds. */
function stepAt(bytesPerSecond: number): number | undefined {
  let traffic: Traffic = NO_TRAFFIC
  for (let second = 1; second <= 10; second++) {
    traffic = withTotals(traffic, second * SECOND, new Map([['10.0.0.1', second * bytesPerSecond]]))
  }
  return traffic.steps.get('10.0.0.1')
}

describe('how busy a cord is', () => {
  it.each([
    [0, 0],
    [5_000, 1],
    [150_000, 2],
    [3_000_000, 3],
  ])('%d bytes a second are step %d', (bytes, step) => {
    expect(stepAt(bytes)).toBe(step)
  })

  it('is nothing at first sight, whatever was moved before', () => {
    expect(withTotals(NO_TRAFFIC, SECOND, new Map([['10.0.0.1', 9e12]])).steps.get('10.0.0.1')).toBe(0)
  })

  it('falls back to nothing ten seconds after the last byte', () => {
    let traffic = withTotals(NO_TRAFFIC, SECOND, new Map([['10.0.0.1', 0]]))
    traffic = withTotals(traffic, 2 * SECOND, new Map([['10.0.0.1', 5_000_000]]))
    expect(traffic.steps.get('10.0.0.1')).toBeGreaterThan(0)
    for (let second = 3; second <= 13; second++) {
      traffic = withTotals(traffic, second * SECOND, new Map([['10.0.0.1', 5_000_000]]))
    }
    expect(traffic.steps.get('10.0.0.1')).toBe(0)
  })

  it('forgets who is not there any more', () => {
    const traffic = withTotals(withTotals(NO_TRAFFIC, 1, new Map([['10.0.0.1', 1]])), 2, new Map())
    expect(traffic.samples.size).toBe(0)
  })
})

describe('the rates', () => {
  function samples(...counts: readonly [at: number, requests: number][]): readonly RateSample[] {
    return counts.reduce<readonly RateSample[]>(
      (known, [at, requests]) => withSample(known, at, { ...NO_COUNTS, requests, bytesDown: requests * 10 }),
      [],
    )
  }

  it('are not known until a second has been seen', () => {
    expect(ratesOf([])).toBeUndefined()
    expect(ratesOf(samples([0, 5]))).toBeUndefined()
    expect(ratesOf(samples([0, 5], [400, 9]))).toBeUndefined()
  })

  it('are what came per second over the last five', () => {
    expect(ratesOf(samples([0, 0], [1000, 40]))).toEqual({ requests: 40, bytesUp: 0, bytesDown: 400 })
    expect(ratesOf(samples([0, 0], [2000, 1000], [4000, 1000], [8000, 1040]))).toMatchObject({ requests: 10 })
  })

  it('begin anew when the counts do', () => {
    expect(ratesOf(samples([0, 900], [1000, 950], [2000, 3]))).toBeUndefined()
  })
})
