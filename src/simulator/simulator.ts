import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { TurnQueue } from '@shared/turn-queue'
import { FileStore } from './files/file-store'
import { createHttpListener, HttpServer, type SimulatedRequest } from './http/http-server'
import { type CompleteOptions, completeOptions, type SimulatorOptions } from './options'
import { type Disk, ServerLife } from './server-life'

export type { SimulatedRequest } from './http/http-server'
export type { SimulatorClock, SimulatorFaults, SimulatorOptions } from './options'

const MAX_REQUESTS = 1000

/** A ComfyUI server without a model. */
export interface Simulator {
  readonly url: string
  readonly port: number
  /** What it has done so far; what has ended counts over all its starts. */
  readonly jobs: {
    readonly queued: number
    readonly running: number
    readonly finished: number
    readonly failed: number
  }
  readonly openSockets: number
  /** The last 1,000. */
  readonly requests: readonly SimulatedRequest[]
  /** The next job that starts fails. */
  failNextJob(): void
  /** Sudden end: every socket breaks (1006), the port is closed. */
  kill(): Promise<void>
  /**
   * Listens again on the same port, with an empty queue and history; what was saved is still there, temp is not.
   * @throws when another program has the port by now; it may be free later
   */
  restart(): Promise<void>
  /** Ends for good: it cannot be started again. */
  stop(): Promise<void>
}

/** @returns once it listens; with a `startDelayMs` at once, and the port opens later */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = new LocalSimulator(completeOptions(options))
  await simulator.start()
  return simulator
}

class LocalSimulator implements Simulator {
  readonly #options: CompleteOptions
  readonly #disk: Disk
  readonly #counts = { finished: 0, failed: 0 }
  readonly #requests: SimulatedRequest[] = []
  readonly #turns = new TurnQueue()
  #faultsToCome = 0
  #port: number
  #life: ServerLife | undefined
  #http: HttpServer | undefined
  #cancelStart: (() => void) | undefined
  #isStopped = false

  constructor(options: CompleteOptions) {
    this.#options = options
    this.#port = options.port
    this.#disk = { files: new FileStore(() => options.clock.now()), settings: new Map(), users: new Map() }
  }

  get url(): string {
    const { host } = this.#options
    return `http://${host.includes(':') ? `[${host}]` : host}:${this.#port}`
  }

  get port(): number {
    return this.#port
  }

  get jobs() {
    const { pending = [], running } = this.#life?.worker.known ?? {}
    return { queued: pending.length, running: running === undefined ? 0 : 1, ...this.#counts }
  }

  get openSockets(): number {
    return this.#life?.sockets.openCount ?? 0
  }

  get requests(): readonly SimulatedRequest[] {
    return this.#requests
  }

  async start(): Promise<void> {
    const { startDelayMs, clock } = this.#options
    await this.restart()
    if (startDelayMs === 0) return
    // Bound once, so that the port is known while it is closed.
    await this.kill()
    // Another program may have taken the port meanwhile: then this server stays down.
    this.#cancelStart = clock.after(startDelayMs, () => void this.restart().catch(() => undefined))
  }

  failNextJob(): void {
    this.#faultsToCome += 1
  }

  kill(): Promise<void> {
    this.#cancelStart?.()
    return this.#turns.run(() => this.#close())
  }

  restart(): Promise<void> {
    this.#cancelStart?.()
    return this.#turns.run(() => this.#open())
  }

  stop(): Promise<void> {
    this.#isStopped = true
    return this.kill()
  }

  async #close(): Promise<void> {
    const ended = this.#http
    this.#life?.end()
    this.#life = undefined
    this.#http = undefined
    if (ended === undefined) return
    const closed = once(ended.server, 'close')
    ended.server.close()
    ended.breakAll()
    await closed
  }

  async #open(): Promise<void> {
    if (this.#isStopped || this.#life !== undefined) return
    const server = createHttpListener()
    server.listen({ host: this.#options.host, port: this.#port })
    await once(server, 'listening')
    this.#port = (server.address() as AddressInfo).port
    const life = new ServerLife(this.#options, this.#port, this.#disk, this.#counts, () => this.#takeFault())
    this.#http = new HttpServer(server, life, (request) => this.#remember(request))
    this.#life = life
  }

  #remember(request: SimulatedRequest): void {
    this.#requests.push(request)
    if (this.#requests.length > MAX_REQUESTS) this.#requests.shift()
  }

  #takeFault(): boolean {
    if (this.#options.faults.failJobs) return true
    if (this.#faultsToCome === 0) return false
    this.#faultsToCome -= 1
    return true
  }
}
