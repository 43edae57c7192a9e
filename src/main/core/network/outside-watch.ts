import { isLoopback } from '@shared/model/server-url'
import { readOwnIps } from './own-addresses'

/** Long enough to spare a busy client of this machine, short enough to know an address that has just come. */
const KNOWN_FOR_MS = 1000

/** Notices the first client that is not this machine itself: until then a firewall may be in the way. */
export class OutsideWatch {
  readonly #readIps: () => readonly string[]
  #since: number | null = null
  #ownIps: ReadonlySet<string> = new Set()
  #readAt = Number.NEGATIVE_INFINITY

  constructor(readIps: () => readonly string[] = readOwnIps) {
    this.#readIps = readIps
  }

  /** When the first one came; `null` while none has. */
  get since(): number | null {
    return this.#since
  }

  /**
   * For every request, of refused clients too: whoever gets here is not held back by a firewall.
   * @returns whether this client is the first from outside
   */
  note(clientIp: string, now: number): boolean {
    if (this.#since !== null || this.#isThisMachine(clientIp, now)) return false
    this.#since = now
    return true
  }

  /** Those of these clients that are not this machine itself. */
  others(clientIps: readonly string[], now: number): string[] {
    return clientIps.filter((ip) => !this.#isThisMachine(ip, now))
  }

  #isThisMachine(ip: string, now: number): boolean {
    if (isLoopback(ip)) return true
    if (now - this.#readAt >= KNOWN_FOR_MS) {
      this.#ownIps = new Set(this.#readIps())
      this.#readAt = now
    }
    return this.#ownIps.has(ip)
  }
}
