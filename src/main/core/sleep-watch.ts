import type { ErrorInfo } from '@shared/errors'

/** Remembers who was connected when the computer went to sleep: they lost their connection, and the host should know. */
export class SleepWatch {
  #connected = 0

  suspended(connectedClients: number): void {
    this.#connected = connectedClients
  }

  /** @returns what the host should be told, if anything */
  resumed(): ErrorInfo | undefined {
    const count = this.#connected
    this.#connected = 0
    if (count === 0) return undefined
    return { code: 'HOST_SLEPT', detail: `the computer slept while ${count} clients were connected`, params: { count } }
  }
}
