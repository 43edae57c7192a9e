/** Runs what it is given one after the other. */
export class TurnQueue {
  #last: Promise<unknown> = Promise.resolve()

  run<T>(action: () => Promise<T>): Promise<T> {
    const result = this.#last.then(action)
    // Whoever asked hears of a failure; the next in turn does not.
    this.#last = result.catch(() => undefined)
    return result
  }
}
