const MAX_PENDING_CHARS = 1024 * 1024

/**
 * Lines on their way to a file or to standard output, in order, without anybody waiting for them. What a slow or stuck
 * reader leaves behind is bounded: beyond that lines are left out, and a line says how many.
 */
export class LineWriter {
  readonly #write: (text: string) => Promise<void>
  readonly #onError: (error: unknown) => void
  #pending: string[] = []
  #pendingChars = 0
  #leftOut = 0
  #writing: Promise<void> | undefined

  /** @param write appends a text; @param onError told of each failed write, whose lines are lost */
  constructor(write: (text: string) => Promise<void>, onError: (error: unknown) => void) {
    this.#write = write
    this.#onError = onError
  }

  add(line: string): void {
    if (this.#pendingChars + line.length > MAX_PENDING_CHARS) this.#leftOut += 1
    else {
      this.#pending.push(line)
      this.#pendingChars += line.length + 1
    }
    this.#writing ??= this.#drain()
  }

  /** Resolves when all that was added is written or lost. */
  async flush(): Promise<void> {
    await this.#writing
  }

  async #drain(): Promise<void> {
    // One turn of the event loop gathers its lines into one write.
    await new Promise(setImmediate)
    while (this.#pending.length > 0 || this.#leftOut > 0) {
      const lines = this.#pending
      if (this.#leftOut > 0) lines.push(`[LoadBalancer] ${this.#leftOut} lines left out`)
      this.#pending = []
      this.#pendingChars = 0
      this.#leftOut = 0
      try {
        await this.#write(`${lines.join('\n')}\n`)
      } catch (error) {
        this.#onError(error)
      }
    }
    this.#writing = undefined
  }
}
