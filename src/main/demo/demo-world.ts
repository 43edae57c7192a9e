import { setTimeout as pause } from 'node:timers/promises'
import type { ServerEntry, ServerId } from '@shared/model/server-entry'
import { type Simulator, startSimulator } from '../../simulator/simulator'
import { DemoClient } from './demo-client'
import { canUseLoopback, DemoConnection } from './demo-connection'
import { between, createRandom, type Random } from './random'

const GIB = 2 ** 30
const SERVERS = [
  { name: 'Studio A', gpu: { name: 'NVIDIA GeForce RTX 4090', vramBytes: 24 * GIB }, stepMs: 70 },
  { name: 'Studio B', gpu: { name: 'NVIDIA GeForce RTX 4080 SUPER', vramBytes: 16 * GIB }, stepMs: 110 },
  { name: 'Studio C', gpu: { name: 'NVIDIA GeForce RTX 3090', vramBytes: 24 * GIB }, stepMs: 130 },
  { name: 'Studio D', gpu: { name: 'NVIDIA RTX A4000', vramBytes: 16 * GIB }, stepMs: 160 },
] as const

/** The last parts of 127.0.0.x: those who are there from the start, and those who drop in later. */
const REGULARS = [21, 22, 23, 24, 25, 26, 27, 28, 31, 34, 35, 37] as const
const VISITORS = [52, 64, 71, 88] as const

const BETWEEN_EVENTS_MS = [9_000, 16_000] as const
const OUTAGE_MS = 12_000
const VISIT_MS = 60_000

type Event = (world: DemoWorld) => Promise<void> | void

/** What happens now and then, in turn; what takes a while goes on beside the rest. */
const EVENTS: readonly Event[] = [
  (world) => world.hurry(),
  (world) => world.welcome(),
  (world) => world.breakServer(),
  (world) => world.failJob(),
]

/** Simulated servers, and simulated people who use them through the proxy. */
export class DemoWorld {
  readonly #simulators: readonly Simulator[]
  readonly #random: Random
  readonly #hasOwnAddresses: boolean
  readonly #people = new Set<DemoClient>()
  readonly #lives = new Set<Promise<void>>()
  readonly #end = new AbortController()
  #port: number | null = null
  #isPeopled = false

  private constructor(simulators: readonly Simulator[], random: Random, hasOwnAddresses: boolean) {
    this.#simulators = simulators
    this.#random = random
    this.#hasOwnAddresses = hasOwnAddresses
  }

  /** Starts the servers; the people come when they hear where the proxy listens. */
  static async open(seed: number, canUse: (ip: string) => Promise<boolean> = canUseLoopback): Promise<DemoWorld> {
    const [simulators, hasOwnAddresses] = await Promise.all([
      Promise.all(SERVERS.map((server) => startSimulator(server))),
      canUse(`127.0.0.${REGULARS[0]}`),
    ])
    return new DemoWorld(simulators, createRandom(seed), hasOwnAddresses)
  }

  /** As lines of a server list. */
  get servers(): ServerEntry[] {
    return this.#simulators.map(({ url }, index) => ({
      id: `demo-${index + 1}` as ServerId,
      url,
      name: SERVERS[index]?.name ?? '',
      enabled: true,
    }))
  }

  /** @param port where the proxy listens; `null`: not at all */
  connect(port: number | null): void {
    this.#port = port
    if (port === null || this.#isPeopled) return
    this.#isPeopled = true
    this.#run(this.#arrive())
    this.#run(this.#happen())
  }

  /** Everybody leaves and the servers end. */
  async close(): Promise<void> {
    this.#end.abort()
    for (const person of this.#people) person.leave()
    await Promise.all(this.#lives)
    await Promise.all(this.#simulators.map((simulator) => simulator.stop()))
  }

  hurry(): void {
    const people = [...this.#people]
    people[Math.floor(this.#random() * people.length)]?.hurry(5)
  }

  welcome(): void {
    const ip = VISITORS[Math.floor(this.#random() * VISITORS.length)] ?? VISITORS[0]
    const visitor = this.#enter(ip)
    this.#run(this.#pause(VISIT_MS).finally(() => visitor.leave()))
  }

  breakServer(): void {
    const simulator = this.#simulators[Math.floor(this.#random() * this.#simulators.length)]
    if (simulator === undefined) return
    this.#run(
      simulator
        .kill()
        .then(() => this.#pause(OUTAGE_MS))
        // Another program may have taken the port meanwhile: then this server stays down.
        .then(() => simulator.restart().catch(() => undefined)),
    )
  }

  failJob(): void {
    this.#simulators[Math.floor(this.#random() * this.#simulators.length)]?.failNextJob()
  }

  async #arrive(): Promise<void> {
    for (const last of REGULARS) {
      this.#enter(last)
      await this.#pause(between(this.#random, 60, 350))
    }
  }

  async #happen(): Promise<void> {
    for (let turn = 0; ; turn++) {
      await this.#pause(between(this.#random, ...BETWEEN_EVENTS_MS))
      await EVENTS[turn % EVENTS.length]?.(this)
    }
  }

  #enter(last: number): DemoClient {
    const ip = `127.0.0.${last}`
    const person = new DemoClient({
      ip,
      connection: new DemoConnection(ip, this.#hasOwnAddresses),
      random: this.#random,
      port: () => this.#port,
    })
    this.#people.add(person)
    this.#run(person.live().finally(() => this.#people.delete(person)))
    return person
  }

  #pause(ms: number): Promise<void> {
    return pause(ms, undefined, { signal: this.#end.signal })
  }

  /** Keeps what goes on beside the rest, so that {@link close} can wait for it. */
  #run(life: Promise<void>): void {
    const kept = life
      .catch((error: unknown) => {
        // Closing is the one way out of a pause.
        if (!this.#end.signal.aborted) throw error
      })
      .finally(() => this.#lives.delete(kept))
    this.#lives.add(kept)
  }
}
