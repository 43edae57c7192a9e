import { describe, expect, test } from 'vitest'
import { median, medianRatio, quantile, spread } from '../../../bench/statistics.mjs'

describe('the statistics of a bench', () => {
  test.for([
    [[7], 7],
    [[30, 10, 20], 20],
    [[4, 1, 3, 2], 2.5],
    [[9, 10, 100], 10],
  ] as const)('have for %j the median %d', ([values, expected]) => {
    expect(median(values)).toBe(expected)
  })

  test('interpolate between two values, and reach the smallest and the greatest', () => {
    const values = [50, 10, 40, 20, 30]
    expect([0, 0.25, 0.9, 1].map((share) => quantile(values, share))).toEqual([10, 20, 46, 50])
  })

  test('leave the order of what they are given as it was', () => {
    const values = [3, 1, 2]
    median(values)
    expect(values).toEqual([3, 1, 2])
  })

  test('have nothing to say without values', () => {
    expect(() => median([])).toThrow('no value')
  })

  test('tell the median with the smallest and the greatest', () => {
    expect(spread([5, 1, 3])).toEqual({ median: 3, min: 1, max: 5 })
  })

  test('compare round by round: a round in which the machine was ten times slower changes nothing', () => {
    expect(medianRatio([80, 8, 80], [100, 10, 100])).toBeCloseTo(0.8)
    // Of the medians alone it would be 80 / 10.
    expect(medianRatio([80, 80, 8], [100, 10, 10])).toBeCloseTo(0.8)
  })

  test('do not compare what was measured in other rounds', () => {
    expect(() => medianRatio([1, 2], [1])).toThrow('same rounds')
  })
})
