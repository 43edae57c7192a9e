/** @typedef {{ passed: number, failed: number, skipped: number }} Totals */
/**
 * What we read of vitest's report.
 * @typedef {object} VitestReport
 * @property {{ status: string, assertionResults: { status: string }[] }[]} testResults by file; a test is `passed`,
 *   `failed`, `skipped`, `todo`, or still `pending` because its process came to an end before it
 */
/**
 * What we read of Playwright's report.
 * @typedef {object} PlaywrightReport
 * @property {{ expected: number, unexpected: number, flaky: number, skipped: number }} stats
 * @property {unknown[]} errors those outside of a test
 */

/**
 * Counts the tests in a JSON report of vitest. A file that failed though none of its tests did (it could not be loaded)
 * is one failure, and so is a test that never ended.
 * @param {VitestReport} report
 * @returns {Totals}
 */
export function vitestTotals({ testResults }) {
  const totals = testResults.flatMap(({ status, assertionResults }) => {
    const tests = assertionResults.map((test) => outcomeOf(test.status))
    const isBroken = status === 'failed' && tests.every(({ failed }) => failed === 0)
    return isBroken ? [...tests, outcomeOf('failed')] : tests
  })
  return sum(totals)
}

/**
 * @param {string} status
 * @returns {Totals}
 */
function outcomeOf(status) {
  const passed = Number(status === 'passed')
  const skipped = Number(status === 'skipped' || status === 'todo')
  return { passed, failed: 1 - passed - skipped, skipped }
}

/**
 * Counts the tests in a JSON report of Playwright. Errors outside of a test are failures.
 * @param {PlaywrightReport} report
 * @returns {Totals}
 */
export function playwrightTotals({ stats, errors }) {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  }
}

/**
 * Nothing run is a failure, and so is a runner that says so though no test failed.
 * @param {Totals | undefined} totals undefined when the runner left no report
 * @param {number} exitCode
 * @returns {Totals}
 */
export function judged(totals, exitCode) {
  if (totals === undefined) return { passed: 0, failed: 1, skipped: 0 }
  const { passed, failed, skipped } = totals
  const isSuspicious = failed === 0 && (exitCode !== 0 || passed === 0)
  return { passed, failed: isSuspicious ? 1 : failed, skipped }
}

/**
 * @param {readonly Totals[]} all
 * @returns {Totals}
 */
export function sum(all) {
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const { passed, failed, skipped } of all) {
    total.passed += passed
    total.failed += failed
    total.skipped += skipped
  }
  return total
}

/** @param {Totals} totals */
export function totalsLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}
