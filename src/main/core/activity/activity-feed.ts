import type { PanelActivity } from '@shared/model/panel-snapshot'
import type { Clock } from '../clock'
import type { ActivityLog } from './activity-log'

/** Activity goes out five times a second at most; open routes are measured every fifth time. */
export const BATCH_MS = 200
const PROGRESS_EVERY = 5

export interface ActivityFeedOptions {
  readonly clock: Clock
  readonly activity: ActivityLog
  readonly onActivity: (activity: PanelActivity) => void
  /** Called with each batch's turn, for what else has to be looked at while somebody watches. */
  readonly onTurn: (turn: number) => void
}

/** Sends what changed to those who watch, and does nothing while nobody does. */
export class ActivityFeed {
  readonly #options: ActivityFeedOptions
  #isWatched = false
  #cancelTurn: (() => void) | undefined
  #turns = 0

  constructor(options: ActivityFeedOptions) {
    this.#options = options
  }

  /** Activity is sent from the first snapshot on. */
  setWatched(isWatched: boolean): void {
    this.#isWatched = isWatched
    if (!isWatched) this.#options.activity.stopCollecting()
    this.#schedule()
  }

  #schedule(): void {
    this.#cancelTurn?.()
    this.#cancelTurn = this.#isWatched ? this.#options.clock.after(BATCH_MS, () => this.#turn()) : undefined
  }

  #turn(): void {
    const { activity, onActivity, onTurn } = this.#options
    this.#turns += 1
    if (this.#turns % PROGRESS_EVERY === 0) activity.noteProgress()
    onTurn(this.#turns)
    const changes = activity.takeChanges()
    if (changes !== undefined) onActivity(changes)
    this.#schedule()
  }
}
