export interface Totals {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** What is read of vitest's JSON report. */
export interface VitestReport {
  readonly testResults: readonly {
    readonly status: string
    readonly assertionResults: readonly { readonly status: string }[]
  }[]
}

/** What is read of Playwright's JSON report. */
export interface PlaywrightReport {
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
  readonly errors: readonly unknown[]
}

export function vitestTotals(report: VitestReport): Totals
export function playwrightTotals(report: PlaywrightReport): Totals
/** Nothing run is a failure, and so is a runner that fails though no test did. */
export function judged(totals: Totals | undefined, exitCode: number): Totals
export function sum(all: readonly Totals[]): Totals
export function totalsLine(totals: Totals): string
