import { type RateSample, ratesOf, withSample } from '@renderer/features/overview/rates'
import { NO_TRAFFIC, type Traffic, withTotals } from '@renderer/features/overview/traffic'
import { describe, expect, it } from 'vitest'
import { NO_COUNTS } from '../../support/ui-data'

const SECOND = 1000

const OWN = new Map([['10.0.0.1', 'own']])

function total(bytes: number): ReadonlyMap<string, number> {
  return new Map([['10.0.0.1', bytes]])
}

/** The step of a client that moves so many bytes a second, after ten seconds. */
function stepAt(bytesPerSecond: number): number | undefined {
  let traffic: Traffic = NO_TRAFFIC
  for (let second = 1; second <= 11; second++) {
    traffic = withTotals(traffic, second * SECOND, total(second * bytesPerSecond), OWN)
  }
  return traffic.steps.get('own')
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
    expect(withTotals(NO_TRAFFIC, SECOND, total(9e12), OWN).steps.get('own')).toBe(0)
  })

  it('falls back to nothing ten seconds after the last byte', () => {
    let traffic = withTotals(NO_TRAFFIC, SECOND, total(0), OWN)
    traffic = withTotals(traffic, 2 * SECOND, total(5_000_000), OWN)
    expect(traffic.steps.get('own')).toBeGreaterThan(0)
    for (let second = 3; second <= 13; second++) {
      traffic = withTotals(traffic, second * SECOND, total(5_000_000), OWN)
    }
    expect(traffic.steps.get('own')).toBe(0)
  })

  it('is what all clients move that share it, and not what one brings along that joins them', () => {
    const shared = new Map([
      ['10.0.0.1', 'rest'],
      ['10.0.0.2', 'rest'],
      ['10.0.0.3', 'rest'],
    ])
    const before = new Map([
      ['10.0.0.1', 0],
      ['10.0.0.2', 0],
    ])
    const after = new Map([
      ['10.0.0.1', 600_000],
      ['10.0.0.2', 600_000],
      ['10.0.0.3', 9e12],
    ])
    const traffic = withTotals(withTotals(NO_TRAFFIC, 1, before, shared), 2, after, shared)
    expect(traffic.steps.get('rest')).toBe(2)
  })

  it('forgets who is not there any more', () => {
    const traffic = withTotals(withTotals(NO_TRAFFIC, 1, total(1), OWN), 2, new Map(), OWN)
    expect(traffic.moved.size).toBe(0)
    expect(traffic.totals.size).toBe(0)
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
    expect(ratesOf(samples([0, 0], [2000, 1000], [4000, 1000], [8000, 1040]))).toMatchObject({ requests: 8 })
  })

  it('fall to nothing when nothing changes any more', () => {
    expect(ratesOf(samples([0, 0], [1000, 40], [60_000, 40]))).toEqual({ requests: 0, bytesUp: 0, bytesDown: 0 })
  })

  it('begin anew when the counts do', () => {
    expect(ratesOf(samples([0, 900], [1000, 950], [2000, 3]))).toBeUndefined()
  })
})
