export const MAX_CLIENTS = 10_000
export const MAX_BATCH_CLIENTS = 400

/** What is remembered of one client. */
export interface ClientRecord {
  readonly ip: string
  requests: number
  openSockets: number
  bytesUp: number
  bytesDown: number
  readonly firstSeen: number
  lastSeen: number
}

/** The clients seen last, bounded; one with an open socket is never forgotten. */
export class ClientTable {
  /** In the order of being seen: the one not seen for longest is first. */
  readonly #clients = new Map<string, ClientRecord>()
  readonly #changed = new Set<ClientRecord>()
  /** Clients that the panel has a row of: only of these it must be told that they are forgotten. */
  #told = new Set<string>()
  #forgotten: string[] = []
  #isCollecting = false

  get size(): number {
    return this.#clients.size
  }

  /** Addresses of those with an open socket. */
  get connected(): string[] {
    return [...this.#clients.values()].filter(({ openSockets }) => openSockets > 0).map(({ ip }) => ip)
  }

  get hasChanges(): boolean {
    return this.#changed.size > 0
  }

  /** The client's record, now seen last. */
  see(ip: string, now: number): ClientRecord {
    const client = this.#clients.get(ip) ?? {
      ip,
      requests: 0,
      openSockets: 0,
      bytesUp: 0,
      bytesDown: 0,
      firstSeen: now,
      lastSeen: now,
    }
    this.#clients.delete(ip)
    this.#clients.set(ip, client)
    client.lastSeen = now
    this.touch(client)
    if (this.#clients.size > MAX_CLIENTS) this.#forgetOne()
    return client
  }

  touch(client: ClientRecord): void {
    if (this.#isCollecting) this.#changed.add(client)
  }

  touchAll(): void {
    for (const client of this.#clients.values()) this.touch(client)
  }

  /** All clients; from here on changes are collected for {@link takeChanges}. */
  snapshot(): ClientRecord[] {
    this.#isCollecting = true
    this.#changed.clear()
    this.#told = new Set(this.#clients.keys())
    this.#forgotten = []
    return [...this.#clients.values()]
  }

  stopCollecting(): void {
    this.#isCollecting = false
    this.#changed.clear()
    this.#told.clear()
    this.#forgotten = []
  }

  /** At most {@link MAX_BATCH_CLIENTS} changed clients; the others wait for the next call. */
  takeChanges(): { clients: ClientRecord[]; forgotten: string[] } {
    const clients: ClientRecord[] = []
    for (const client of this.#changed) {
      if (clients.length === MAX_BATCH_CLIENTS) break
      this.#changed.delete(client)
      this.#told.add(client.ip)
      clients.push(client)
    }
    const forgotten = this.#forgotten
    this.#forgotten = []
    return { clients, forgotten }
  }

  #forgetOne(): void {
    for (const client of this.#clients.values()) {
      if (client.openSockets > 0) continue
      this.#clients.delete(client.ip)
      this.#changed.delete(client)
      if (this.#told.delete(client.ip)) this.#forgotten.push(client.ip)
      return
    }
  }
}
