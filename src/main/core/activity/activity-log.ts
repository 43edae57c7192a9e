import type { RouteErrorCode } from '@shared/errors'
import type { ClientPlace, ClientRow } from '@shared/model/client-row'
import type { Counts, PanelActivity, PanelSnapshot } from '@shared/model/panel-snapshot'
import type { Clock } from '../clock'
import { type ClientRecord, ClientTable } from './client-table'
import { type NewRoute, RouteLog, type RouteRecord } from './route-log'

/** Where a client is, as a row of it says. */
export type Seat = Omit<ClientPlace, 'ip'>

/** Everything that traffic changes: routes, clients, counts. */
export class ActivityLog {
  readonly #clock: Clock
  readonly #seatOf: (clientIp: string) => Seat
  readonly #routes = new RouteLog()
  readonly #clients = new ClientTable()
  readonly #totals = { requests: 0, errors: 0, activeRequests: 0, openSockets: 0, bytesUp: 0, bytesDown: 0 }
  /** Bytes of each open route that the totals have already. */
  readonly #counted = new WeakMap<RouteRecord, { up: number; down: number }>()
  #isCollecting = false
  #isChanged = false

  constructor(clock: Clock, seatOf: (clientIp: string) => Seat) {
    this.#clock = clock
    this.#seatOf = seatOf
  }

  /** Clients with an open socket: those who would notice if we went away. */
  get connectedClients(): string[] {
    return this.#clients.connected
  }

  open(route: NewRoute): RouteRecord {
    const now = this.#clock.now()
    const record = this.#routes.add(route, now)
    const client = this.#clients.see(route.clientIp, now)
    client.requests += 1
    this.#totals.requests += 1
    this.#countOpen(record, client, 1)
    return record
  }

  end(record: RouteRecord, error: RouteErrorCode | null): void {
    const now = this.#clock.now()
    this.#routes.end(record, error, now)
    const client = this.#clients.see(record.clientIp, now)
    this.#countBytes(record, client)
    this.#countOpen(record, client, -1)
    if (isError(record)) this.#totals.errors += 1
  }

  /** Where clients go has changed: every row is told again. */
  reseat(): void {
    this.#isChanged = true
    this.#clients.touchAll()
  }

  /** Brings the counts of open routes up to date; for calling about once a second while somebody looks. */
  noteProgress(): void {
    const now = this.#clock.now()
    for (const record of this.#routes.open) {
      const { bytesUp, bytesDown } = record
      const counted = this.#counted.get(record)
      if (bytesUp === (counted?.up ?? 0) && bytesDown === (counted?.down ?? 0)) continue
      this.#countBytes(record, this.#clients.see(record.clientIp, now))
      this.#isChanged = true
    }
    this.#routes.noteProgress()
  }

  snapshot(): Omit<PanelSnapshot, 'state'> {
    this.noteProgress()
    this.#isCollecting = true
    this.#isChanged = false
    return {
      routes: this.#routes.snapshot(),
      clients: this.#clients.snapshot().map((client) => this.#tell(client)),
      counts: this.#counts(),
    }
  }

  stopCollecting(): void {
    this.#isCollecting = false
    this.#routes.stopCollecting()
    this.#clients.stopCollecting()
  }

  /** What changed since the last call; `undefined` when nothing did, or nobody has asked for a snapshot. */
  takeChanges(): PanelActivity | undefined {
    if (!this.#isCollecting || !this.#isChanged) return undefined
    const { routes, dropped } = this.#routes.takeChanges()
    const { clients, forgotten } = this.#clients.takeChanges()
    this.#isChanged = this.#routes.hasChanges || this.#clients.hasChanges
    return { routes, dropped, clients: clients.map((client) => this.#tell(client)), forgotten, counts: this.#counts() }
  }

  #countOpen(record: RouteRecord, client: ClientRecord, step: 1 | -1): void {
    this.#isChanged = true
    if (record.kind === 'http') this.#totals.activeRequests += step
    else if (record.serverId !== null) {
      this.#totals.openSockets += step
      client.openSockets += step
    }
  }

  #countBytes(record: RouteRecord, client: ClientRecord): void {
    const counted = this.#counted.get(record) ?? { up: 0, down: 0 }
    const up = record.bytesUp - counted.up
    const down = record.bytesDown - counted.down
    this.#counted.set(record, { up: record.bytesUp, down: record.bytesDown })
    client.bytesUp += up
    client.bytesDown += down
    this.#totals.bytesUp += up
    this.#totals.bytesDown += down
  }

  #tell(client: ClientRecord): ClientRow {
    return { ...client, ...this.#seatOf(client.ip) }
  }

  #counts(): Counts {
    return { ...this.#totals, clients: this.#clients.size }
  }
}

/** What somebody did on purpose is no error: leaving, removing a server, stopping. */
const INTENDED: ReadonlySet<RouteErrorCode> = new Set(['CLIENT_GONE', 'SERVER_REMOVED', 'STOPPED'])

function isError({ error, status }: RouteRecord): boolean {
  return (error !== null && !INTENDED.has(error)) || (status !== null && status >= 500)
}
