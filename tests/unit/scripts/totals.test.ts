import { describe, expect, test } from 'vitest'
import {
  judged,
  playwrightTotals,
  sum,
  totalsLine,
  type VitestReport,
  vitestTotals,
} from '../../../scripts/testing/totals.mjs'

const vitestReport: VitestReport = {
  numPassedTests: 10,
  numFailedTests: 2,
  numPendingTests: 1,
  numTodoTests: 3,
  testResults: [
    { status: 'passed', assertionResults: [{ status: 'passed' }] },
    { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'failed' }] },
  ],
}

describe('the totals of a test run', () => {
  test('count tests to be written as skipped', () => {
    expect(vitestTotals(vitestReport)).toEqual({ passed: 10, failed: 2, skipped: 4 })
  })

  test('count a file that could not be loaded as one failure', () => {
    const broken = { status: 'failed', assertionResults: [] }
    const testResults = [...vitestReport.testResults, broken]
    expect(vitestTotals({ ...vitestReport, testResults })).toMatchObject({ failed: 3 })
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
