import { describe, expect, test } from 'vitest'
import {
  judged,
  playwrightTotals,
  sum,
  totalsLine,
  type VitestReport,
  vitestTotals,
} from '../../../scripts/testing/totals.mjs'

/** The report on one file. */
function fileOf(status: string, ...tests: readonly string[]): VitestReport['testResults'][number] {
  return { status, assertionResults: tests.map((each) => ({ status: each })) }
}

describe('the totals of a test run', () => {
  test('add up the tests of all files, and count tests to be written as skipped', () => {
    const testResults = [fileOf('passed', 'passed', 'passed', 'todo'), fileOf('failed', 'passed', 'failed', 'skipped')]
    expect(vitestTotals({ testResults })).toEqual({ passed: 3, failed: 1, skipped: 2 })
  })

  test('count a file that could not be loaded as one failure', () => {
    expect(vitestTotals({ testResults: [fileOf('failed')] })).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  test('count a test that never ended as a failure', () => {
    const testResults = [fileOf('passed', 'passed', 'pending')]
    expect(vitestTotals({ testResults })).toEqual({ passed: 1, failed: 1, skipped: 0 })
  })

  test('count a test that passed at a second try as passed, and an error outside of the tests as a failure', () => {
    const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{ message: 'no display' }] }
    expect(playwrightTotals(report)).toEqual({ passed: 6, failed: 2, skipped: 2 })
  })

  test('are a failure when there is no report', () => {
    expect(judged(undefined, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  test('are a failure when no test was run', () => {
    expect(judged({ passed: 0, failed: 0, skipped: 0 }, 0).failed).toBe(1)
    expect(judged({ passed: 0, failed: 0, skipped: 9 }, 0)).toEqual({ passed: 0, failed: 1, skipped: 9 })
  })

  test('are a failure when every test passed but the runner failed', () => {
    expect(judged({ passed: 3, failed: 0, skipped: 0 }, 1)).toEqual({ passed: 3, failed: 1, skipped: 0 })
  })

  test('stay as they are when some tests failed', () => {
    expect(judged({ passed: 3, failed: 2, skipped: 1 }, 1)).toEqual({ passed: 3, failed: 2, skipped: 1 })
  })

  test('of several runners are added up into one line', () => {
    const all = [
      { passed: 1, failed: 2, skipped: 3 },
      { passed: 10, failed: 20, skipped: 30 },
    ]
    expect(totalsLine(sum(all))).toBe('11 passed, 22 failed, 33 skipped')
  })
})
