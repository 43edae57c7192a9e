import type { RouteErrorCode } from '@shared/errors'
import type { RouteRow } from '@shared/model/route-row'
import type { ServerId } from '@shared/model/server-entry'

export const MAX_KEPT_ROUTES = 5000
/** Rows of one batch: five batches a second stay cheap for the panel whatever the traffic. */
export const MAX_BATCH_ROUTES = 400
const MAX_TARGET_LENGTH = 2048

/** What a route is made of when it starts. */
export interface NewRoute {
  readonly kind: 'http' | 'ws'
  readonly method: string
  readonly target: string
  readonly clientIp: string
  readonly serverId: ServerId | null
  readonly serverUrl: string | null
}

/** A row while its route lives: the proxy counts in it, the log hands out copies. */
export interface RouteRecord extends NewRoute {
  readonly id: number
  readonly at: number
  seq: number
  isOpen: boolean
  status: number | null
  durationMs: number | null
  bytesUp: number
  bytesDown: number
  error: RouteErrorCode | null
  /** The panel has a row of it, so that its end must be told. */
  isShown: boolean
  /** Bytes that were told last. */
  toldBytes: number
}

/** The newest routes and all open ones, and which of them the panel does not know yet. */
export class RouteLog {
  readonly #ring: (RouteRecord | undefined)[] = Array.from({ length: MAX_KEPT_ROUTES })
  readonly #open = new Set<RouteRecord>()
  readonly #changed = new Set<RouteRecord>()
  #nextId = 1
  #nextSeq = 1
  #isCollecting = false
  #dropped = 0

  get open(): ReadonlySet<RouteRecord> {
    return this.#open
  }

  get hasChanges(): boolean {
    return this.#changed.size > 0
  }

  add({ kind, method, target, clientIp, serverId, serverUrl }: NewRoute, at: number): RouteRecord {
    // Field by field: a spread that is added to costs a hundred times as much, and this is done for every request.
    const record: RouteRecord = {
      at,
      kind,
      method,
      target: target.length > MAX_TARGET_LENGTH ? `${target.slice(0, MAX_TARGET_LENGTH)}…` : target,
      clientIp,
      serverId,
      serverUrl,
      id: this.#nextId++,
      seq: 0,
      isOpen: true,
      status: null,
      durationMs: null,
      bytesUp: 0,
      bytesDown: 0,
      error: null,
      isShown: false,
      toldBytes: 0,
    }
    const slot = record.id % MAX_KEPT_ROUTES
    const oldest = this.#ring[slot]
    this.#ring[slot] = record
    if (oldest !== undefined) this.#dropUntold(oldest)
    this.#open.add(record)
    this.#touch(record)
    return record
  }

  end(record: RouteRecord, error: RouteErrorCode | null, now: number): void {
    record.isOpen = false
    record.error = error
    record.durationMs = Math.max(0, now - record.at)
    this.#open.delete(record)
    this.#touch(record)
    if (this.#ring[record.id % MAX_KEPT_ROUTES] !== record) this.#dropUntold(record)
  }

  /** Marks the open routes whose byte counts or status moved since they were told. */
  noteProgress(): void {
    if (!this.#isCollecting) return
    for (const record of this.#open) if (record.bytesUp + record.bytesDown !== record.toldBytes) this.#touch(record)
  }

  /** All rows, oldest first; from here on changes are collected for {@link takeChanges}. */
  snapshot(): RouteRow[] {
    this.#isCollecting = true
    this.#changed.clear()
    this.#dropped = 0
    const records = new Set(this.#open)
    for (const record of this.#ring) if (record !== undefined) records.add(record)
    return [...records].sort((a, b) => a.id - b.id).map(tell)
  }

  /** Nobody looks: changes are not collected until the next {@link snapshot}. */
  stopCollecting(): void {
    this.#isCollecting = false
    this.#changed.clear()
    this.#dropped = 0
  }

  /** At most {@link MAX_BATCH_ROUTES} changed rows. What the panel knows is told in full, later if need be. */
  takeChanges(): { routes: RouteRow[]; dropped: number } {
    const routes: RouteRow[] = []
    for (const record of this.#changed) {
      if (routes.length < MAX_BATCH_ROUTES) {
        this.#changed.delete(record)
        routes.push(tell(record))
      } else this.#dropUntold(record)
    }
    const dropped = this.#dropped
    this.#dropped = 0
    return { routes, dropped }
  }

  /** What is over before the panel heard of it is counted only, so that what waits to be told is bounded. */
  #dropUntold(record: RouteRecord): void {
    if (!record.isShown && !record.isOpen && this.#changed.delete(record)) this.#dropped += 1
  }

  #touch(record: RouteRecord): void {
    record.seq = this.#nextSeq++
    if (this.#isCollecting) this.#changed.add(record)
  }
}

/** A row of its own: the record goes on changing, and may carry what cannot leave its thread. */
function tell(record: RouteRecord): RouteRow {
  const { id, seq, at, clientIp, kind, method, target, serverId, serverUrl } = record
  const { isOpen, status, durationMs, bytesUp, bytesDown, error } = record
  record.isShown = true
  record.toldBytes = bytesUp + bytesDown
  const start = { id, seq, at, clientIp, kind, method, target, serverId, serverUrl }
  return { ...start, isOpen, status, durationMs, bytesUp, bytesDown, error }
}
