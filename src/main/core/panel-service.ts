import { type ErrorInfo, toErrorInfo } from '@shared/errors'
import type { PanelActivity, PanelSnapshot, PanelState } from '@shared/model/panel-snapshot'
import type { ProxyStatus } from '@shared/model/proxy-status'
import { normalUrl, type ServerEntry } from '@shared/model/server-entry'
import type { ServerState } from '@shared/model/server-state'
import type { SelfAddress } from '@shared/model/server-url'
import type { Settings, SettingsPatch } from '@shared/model/settings'
import { ActivityLog } from './activity/activity-log'
import { classicHash } from './balancing/strategies/ip-hash'
import { type Clock, systemClock } from './clock'
import { PassiveHealth } from './health/passive-health'
import { LogFile } from './logging/log-file'
import type { ListenAddress } from './network/listen'
import { httpUrl, readOwnNames, readReachableAddresses } from './network/own-addresses'
import { NoticeBoard } from './notice-board'
import { classicLine, refusedLine } from './proxy/classic-line'
import { ProxyServer } from './proxy/proxy-server'
import type { RouteStart } from './proxy/route-sink'
import { SettingsStore } from './settings/settings-store'
import { checkServerList, checkSettings } from './settings-check'

/** Activity goes out five times a second at most; open routes are measured every fifth time. */
const BATCH_MS = 200
const PROGRESS_EVERY = 5
/** A cable or a VPN may come and go: what people can open is looked up again every five seconds. */
const ADDRESSES_EVERY = 25

export interface PanelServiceOptions {
  readonly settingsDir: string
  readonly onState: (state: PanelState) => void
  readonly onActivity: (activity: PanelActivity) => void
  readonly priorFailure?: ErrorInfo | undefined
  readonly clock?: Clock
}

/** The use cases of the panel: the one thing that knows settings, proxy, activity and log, and all that glue may call. */
export class PanelService {
  readonly #options: PanelServiceOptions
  readonly #clock: Clock
  readonly #store: SettingsStore
  readonly #notices = new NoticeBoard()
  readonly #health: PassiveHealth
  readonly #activity: ActivityLog
  readonly #proxy: ProxyServer
  readonly #log: LogFile
  #status: ProxyStatus
  #revision = 0
  #publishedAddresses = ''
  #cancelPublish: (() => void) | undefined
  #isWatched = false
  #cancelTick: (() => void) | undefined
  #ticks = 0
  /** Start, stop and every change of settings happen one after the other. */
  #queue: Promise<unknown> = Promise.resolve()

  private constructor(options: PanelServiceOptions, store: SettingsStore) {
    this.#options = options
    this.#clock = options.clock ?? systemClock
    this.#store = store
    this.#status = { state: 'stopped', since: this.#clock.now() }
    this.#health = new PassiveHealth(this.#clock, () => this.#publishSoon())
    this.#activity = new ActivityLog(this.#clock, (ip) => this.#seatOf(ip))
    this.#log = new LogFile(
      options.settingsDir,
      () => this.#resolveNotice('LOG_NOT_WRITTEN'),
      (error) => this.#postNotice(error),
    )
    this.#proxy = new ProxyServer(
      {
        open: (start) => this.#openRoute(start),
        serverAnswered: ({ url }) => this.#health.answered(url),
        serverFailed: ({ url }, reason) => this.#health.failed(url, reason),
      },
      { clock: this.#clock },
    )
  }

  /** Reads the settings and publishes the first state. The proxy is stopped. */
  static async open(options: PanelServiceOptions): Promise<PanelService> {
    const now = (options.clock ?? systemClock).now()
    const { store, problem } = await SettingsStore.open(options.settingsDir, new Date(now))
    const service = new PanelService(options, store)
    if (options.priorFailure !== undefined) service.#notices.post(options.priorFailure, now)
    if (problem !== undefined) service.#notices.post(problem, now)
    service.#proxy.configure(store.settings)
    const enabled = store.settings.servers.filter((server) => server.enabled)
    service.log(`[LoadBalancer] Loaded ${enabled.length} servers from settings`)
    service.#publish()
    return service
  }

  snapshot(): PanelSnapshot {
    return { state: this.#state(), ...this.#activity.snapshot() }
  }

  /** @throws PanelError of {@link ProxyServer.listen}; the status is `failed` then */
  startProxy(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#status.state === 'running') return
      this.#setStatus({ state: 'starting', since: this.#clock.now() })
      try {
        await this.#listen(this.#store.settings.listen)
      } catch (error) {
        this.#setStatus({ state: 'failed', since: this.#clock.now(), error: toErrorInfo(error) })
        throw error
      }
    })
  }

  stopProxy(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#status.state === 'running') {
        this.#setStatus({ state: 'stopping', since: this.#clock.now() })
        await this.#proxy.stop()
        this.log('[LoadBalancer] Stopped')
      }
      if (this.#status.state !== 'stopped') this.#setStatus({ state: 'stopped', since: this.#clock.now() })
    })
  }

  /** @throws PanelError INVALID_SERVERS */
  saveServers(servers: readonly ServerEntry[]): Promise<void> {
    return this.#inTurn(async () => {
      checkServerList(servers, this.#self(this.#listenAddress))
      await this.#applySettings({ ...this.#store.settings, servers: [...servers] })
    })
  }

  /** @throws PanelError INVALID_SETTINGS, or of {@link ProxyServer.listen}; then nothing has changed */
  updateSettings(patch: SettingsPatch): Promise<void> {
    return this.#inTurn(async () => {
      const before = this.#store.settings
      // A field that is `undefined` is not changed.
      const changed = Object.entries(patch).filter(([, value]) => value !== undefined)
      const settings: Settings = { ...before, ...Object.fromEntries(changed) }
      checkSettings(patch, before.servers, this.#self(settings.listen))
      const { host, port } = settings.listen
      const isMoved = host !== before.listen.host || port !== before.listen.port
      if (isMoved && this.#status.state === 'running') await this.#listen(settings.listen)
      await this.#applySettings(settings)
    })
  }

  dismissNotice(id: number): void {
    this.#notices.dismiss(id)
    this.#publish()
  }

  /** Activity is sent only while somebody looks, and from the first {@link snapshot} on. */
  setWatched(isWatched: boolean): void {
    this.#isWatched = isWatched
    if (!isWatched) this.#activity.stopCollecting()
    this.#scheduleTick()
  }

  log(line: string): void {
    this.#log.add(line)
  }

  /** Stops the proxy and writes what is unwritten. */
  async dispose(): Promise<void> {
    this.setWatched(false)
    await this.stopProxy()
    await this.#store.flush()
    await this.#log.close()
    this.#cancelPublish?.()
  }

  async #listen(listen: ListenAddress): Promise<void> {
    const port = await this.#proxy.listen(listen)
    this.log(`[LoadBalancer] Listening on ${httpUrl(listen.host || 'localhost', port)}`)
    this.#setStatus({ state: 'running', since: this.#clock.now(), host: listen.host, port })
  }

  async #applySettings(settings: Settings): Promise<void> {
    const saved = this.#store.update(settings)
    this.#proxy.configure(settings)
    this.#health.keepOnly(new Set(settings.servers.map(normalUrl)))
    this.#activity.reseat()
    this.#publish()
    const problem = await saved
    if (problem === undefined) this.#resolveNotice('SETTINGS_NOT_SAVED')
    else this.#postNotice(problem)
  }

  #openRoute(start: RouteStart) {
    const { kind, method, target, clientIp, server } = start
    const record = this.#activity.open({
      kind,
      method,
      target,
      clientIp,
      serverId: server?.id ?? null,
      serverUrl: server?.url ?? null,
    })
    if (server !== undefined) this.log(classicLine({ kind, method, target, clientIp, serverUrl: server.url }))
    return Object.assign(record, {
      end: (error: typeof record.error) => {
        if (server === undefined) this.log(refusedLine(start, record.status ?? 0, error ?? ''))
        this.#activity.end(record, error)
      },
    })
  }

  #seatOf(ip: string) {
    const server = this.#proxy.serverFor(ip)
    const isHome = server?.url === this.#proxy.homeOf(ip)?.url
    return {
      serverId: server?.id ?? null,
      why: isHome ? ('hash' as const) : ('draining' as const),
      hash: classicHash(ip),
    }
  }

  #state(): PanelState {
    const listen = this.#listenAddress
    const { settings } = this.#store
    return {
      revision: this.#revision,
      status: this.#status,
      settings,
      serverStates: Object.fromEntries(settings.servers.map((server) => [server.id, this.#serverState(server)])),
      addresses: readReachableAddresses(listen),
      self: this.#self(listen),
      notices: [...this.#notices.notices],
    }
  }

  /** Where we are while we run, with the real port; else where we would be. */
  get #listenAddress(): ListenAddress {
    return this.#status.state === 'running' ? this.#status : this.#store.settings.listen
  }

  #serverState(server: ServerEntry): ServerState {
    return server.enabled ? this.#health.stateOf(normalUrl(server)) : { state: 'disabled', since: null, reason: null }
  }

  #self({ host, port }: ListenAddress): SelfAddress & { names: string[] } {
    return { listenHost: host, port, names: readOwnNames() }
  }

  #setStatus(status: ProxyStatus): void {
    this.#status = status
    this.#publish()
  }

  #publish(): void {
    this.#cancelPublish?.()
    this.#cancelPublish = undefined
    this.#revision += 1
    const state = this.#state()
    this.#publishedAddresses = state.addresses.join()
    this.#options.onState(state)
  }

  /** For what traffic shows: many servers may go down at once. */
  #publishSoon(): void {
    this.#cancelPublish ??= this.#clock.after(BATCH_MS, () => this.#publish())
  }

  #scheduleTick(): void {
    this.#cancelTick?.()
    this.#cancelTick = this.#isWatched ? this.#clock.after(BATCH_MS, () => this.#tick()) : undefined
  }

  #tick(): void {
    this.#ticks += 1
    if (this.#ticks % PROGRESS_EVERY === 0) this.#activity.noteProgress()
    if (this.#ticks % ADDRESSES_EVERY === 0 && this.#haveAddressesChanged()) this.#publish()
    const changes = this.#activity.takeChanges()
    if (changes !== undefined) this.#options.onActivity(changes)
    this.#scheduleTick()
  }

  #haveAddressesChanged(): boolean {
    return readReachableAddresses(this.#listenAddress).join() !== this.#publishedAddresses
  }

  /** A cause that goes on is told once. */
  #postNotice(error: ErrorInfo): void {
    if (this.#notices.has(error.code)) return
    this.#notices.post(error, this.#clock.now())
    this.#publish()
  }

  #resolveNotice(code: ErrorInfo['code']): void {
    if (!this.#notices.has(code)) return
    this.#notices.clear(code)
    this.#publish()
  }

  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(run)
    // Whoever asked hears of a failure; the next in turn does not.
    this.#queue = result.catch(() => undefined)
    return result
  }
}
