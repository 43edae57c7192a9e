import type { RouteErrorCode } from '@shared/errors'
import type { ServerState } from '@shared/model/server-state'
import type { Clock } from '../clock'

const UNKNOWN: ServerState = { state: 'unknown', since: null, reason: null }

/** What passing traffic shows of each server: up after an answer, down after a failed connect. */
export class PassiveHealth {
  readonly #clock: Clock
  readonly #onChange: () => void
  readonly #states = new Map<string, ServerState>()

  /** @param onChange called on transitions only */
  constructor(clock: Clock, onChange: () => void) {
    this.#clock = clock
    this.#onChange = onChange
  }

  stateOf(serverUrl: string): ServerState {
    return this.#states.get(serverUrl) ?? UNKNOWN
  }

  answered(serverUrl: string): void {
    this.#set(serverUrl, 'up', null)
  }

  failed(serverUrl: string, reason: RouteErrorCode): void {
    this.#set(serverUrl, 'down', reason)
  }

  /** Forgets servers that are not in the list any more. */
  keepOnly(serverUrls: ReadonlySet<string>): void {
    for (const url of this.#states.keys()) if (!serverUrls.has(url)) this.#states.delete(url)
  }

  #set(serverUrl: string, state: 'up' | 'down', reason: RouteErrorCode | null): void {
    if (this.#states.get(serverUrl)?.state === state) return
    this.#states.set(serverUrl, { state, since: this.#clock.now(), reason })
    this.#onChange()
  }
}
