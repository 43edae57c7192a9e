import { setTimeout as after } from 'node:timers/promises'
import { quantile } from '../statistics.mjs'

/** Counts what happens between the end of the warm-up and the end of the measurement. */
export class Meter {
  /** @type {number[]} */
  #times = []
  #amount = 0
  #total = 0
  #from = Number.POSITIVE_INFINITY
  #to = Number.POSITIVE_INFINITY

  /**
   * @param {number} amount
   * @param {number} [timeMs] how long it took
   */
  count(amount, timeMs) {
    this.#total += amount
    const now = performance.now()
    if (now < this.#from || now >= this.#to) return
    this.#amount += amount
    if (timeMs !== undefined) this.#times.push(timeMs)
  }

  /**
   * Resolves when the time is over.
   * @param {number} warmUpMs
   * @param {number} measureMs
   */
  async run(warmUpMs, measureMs) {
    this.#from = performance.now() + warmUpMs
    this.#to = this.#from + measureMs
    await after(warmUpMs + measureMs)
  }

  /** @returns {import('../throughput.mjs').Measured} */
  result() {
    if (this.#amount === 0) throw new Error('nothing came through')
    const perSecond = (this.#amount / (this.#to - this.#from)) * 1000
    const total = this.#total
    if (this.#times.length === 0) return { perSecond, total }
    return { perSecond, total, p50Ms: quantile(this.#times, 0.5), p99Ms: quantile(this.#times, 0.99) }
  }
}
