/** @typedef {{ passed: number, failed: number, skipped: number }} Totals */
/**
 * What we read of vitest's report.
 * @typedef {object} VitestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {{ status: string, assertionResults: { status: string }[] }[]} testResults by file
 */
/**
 * What we read of Playwright's report.
 * @typedef {object} PlaywrightReport
 * @property {{ expected: number, unexpected: number, flaky: number, skipped: number }} stats
 * @property {unknown[]} errors those outside of a test
 */

/**
 * Counts the tests in a JSON report of vitest. A file that could not be loaded has no tests, and is one failure.
 * @param {VitestReport} report
 * @returns {Totals}
 */
export function vitestTotals(report) {
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
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
