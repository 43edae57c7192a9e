import { SetupError } from '../setup/report.mjs'
import { sum, totalsLine } from './totals.mjs'

/** @typedef {import('./totals.mjs').Totals} Totals */
/** @typedef {{ name: string, seconds: number, totals: Totals, countsTests: boolean }} StageResult */

/** The stages of a test run: what they gave, and how long they took. */
export class Stages {
  /** @type {StageResult[]} */
  #results = []

  /**
   * Runs one stage. Throwing is one failure; so a stage without tests counts only when it fails.
   * @param {string} name
   * @param {() => Promise<Totals | void>} action
   * @returns {Promise<boolean>} whether it went well
   */
  async run(name, action) {
    console.log(`── ${name}`)
    const startedAt = performance.now()
    const totals = await action().catch((error) => {
      console.log(error instanceof SetupError ? `${name}: ${error.message}` : error)
      return { passed: 0, failed: 1, skipped: 0 }
    })
    const seconds = (performance.now() - startedAt) / 1000
    const nothing = { passed: 0, failed: 0, skipped: 0 }
    this.#results.push({ name, seconds, totals: totals ?? nothing, countsTests: (totals?.passed ?? 0) > 0 })
    return totals === undefined || totals.failed === 0
  }

  /** @returns {Totals} */
  get totals() {
    return sum(this.#results.map(({ totals }) => totals))
  }

  /** A table of the stages, and last, alone on its line, the sum. */
  summary() {
    const rows = this.#results.map(({ name, seconds, totals, countsTests }) => {
      const verdict = totals.failed === 0 ? 'ok' : 'FAILED'
      const tests = countsTests ? `   ${totalsLine(totals)}` : ''
      return `${name.padEnd(14)} ${verdict.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s${tests}`
    })
    return ['', ...rows, '', totalsLine(this.totals)].join('\n')
  }
}
