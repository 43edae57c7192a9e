import { type ErrorInfo, toErrorInfo } from '@shared/errors'
import type { ClientPlace } from '@shared/model/client-row'
import { DEMO_CLIENT_HEADER } from '@shared/model/demo'
import type { PanelActivity, PanelSnapshot, PanelState } from '@shared/model/panel-snapshot'
import type { ProxyStatus } from '@shared/model/proxy-status'
import { normalUrl, type ServerEntry } from '@shared/model/server-entry'
import type { Settings, SettingsPatch } from '@shared/model/settings'
import { TurnQueue } from '@shared/turn-queue'
import { ActivityFeed, BATCH_MS } from './activity/activity-feed'
import { ActivityLog } from './activity/activity-log'
import { classicHash } from './balancing/strategies/ip-hash'
import { type Clock, systemClock } from './clock'
import { PassiveHealth } from './health/passive-health'
import { LogFile } from './logging/log-file'
import { canonicalIp } from './network/client-address'
import type { ListenAddress } from './network/listen'
import { OutsideWatch } from './network/outside-watch'
import { httpUrl } from './network/own-addresses'
import { NoticeBoard } from './notice-board'
import { addressesOf, composeState, listenAddressOf, selfAddressOf } from './panel-state'
import { classicLine, refusedLine } from './proxy/classic-line'
import { ProxyServer } from './proxy/proxy-server'
import type { RouteStart } from './proxy/route-sink'
import { SettingsStore } from './settings/settings-store'
import { checkDemoServers, checkDemoSettings, checkServerList, checkSettings } from './settings-check'
import { SleepWatch } from './sleep-watch'

/** A cable or a VPN may come and go: what people can open is looked up again every five seconds (25 batches). */
const ADDRESSES_EVERY = 25

export interface PanelServiceOptions {
  readonly settingsDir: string
  readonly run?: number
  readonly isDemo?: boolean
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
  readonly #feed: ActivityFeed
  readonly #outside = new OutsideWatch()
  #publishedAddresses = ''
  #cancelPublish: (() => void) | undefined
  readonly #sleep = new SleepWatch()
  /** Start, stop and every change of settings happen one after the other. */
  readonly #turns = new TurnQueue()

  private constructor(options: PanelServiceOptions, store: SettingsStore) {
    this.#options = options
    this.#clock = options.clock ?? systemClock
    this.#store = store
    this.#status = { state: 'stopped', since: this.#clock.now() }
    this.#health = new PassiveHealth(this.#clock, () => this.#publishSoon())
    this.#activity = new ActivityLog(this.#clock, (ip) => this.#seatOf(ip))
    this.#feed = new ActivityFeed({
      clock: this.#clock,
      activity: this.#activity,
      onActivity: options.onActivity,
      onTurn: (turn) => {
        if (turn % ADDRESSES_EVERY === 0 && this.#haveAddressesChanged()) this.#publish()
      },
    })
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
      { clock: this.#clock, clientHeader: options.isDemo === true ? DEMO_CLIENT_HEADER : undefined },
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
    return this.#turns.run(async () => {
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
    return this.#turns.run(async () => {
      if (this.#status.state === 'running') {
        this.#setStatus({ state: 'stopping', since: this.#clock.now() })
        await this.#proxy.stop()
        this.log('[LoadBalancer] Stopped')
      }
      if (this.#status.state !== 'stopped') this.#setStatus({ state: 'stopped', since: this.#clock.now() })
    })
  }

  /** @throws PanelError INVALID_SERVERS, DEMO_OWN_SERVERS */
  saveServers(servers: readonly ServerEntry[]): Promise<void> {
    return this.#turns.run(async () => {
      if (this.#options.isDemo === true) checkDemoServers(servers, this.#store.settings.servers)
      checkServerList(servers, selfAddressOf(this.#listenAddress))
      await this.#applySettings({ ...this.#store.settings, servers: [...servers] })
    })
  }

  /** @throws PanelError INVALID_SETTINGS, DEMO_ONLY_HERE, or of {@link ProxyServer.listen}; then nothing has changed */
  updateSettings(patch: SettingsPatch): Promise<void> {
    return this.#turns.run(async () => {
      const before = this.#store.settings
      // A field that is `undefined` is not changed.
      const changed = Object.entries(patch).filter(([, value]) => value !== undefined)
      const settings: Settings = { ...before, ...Object.fromEntries(changed) }
      if (this.#options.isDemo === true) checkDemoSettings(patch)
      checkSettings(patch, before.servers, selfAddressOf(settings.listen))
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

  /** Where a client would go; `null` when the text is not an IP address. */
  explainIp(text: string): ClientPlace | null {
    const ip = canonicalIp(text.trim())
    return ip === undefined ? null : { ip, ...this.#seatOf(ip) }
  }

  /** Activity is sent only while somebody looks, and from the first {@link snapshot} on. */
  setWatched(isWatched: boolean): void {
    this.#feed.setWatched(isWatched)
  }

  /** The computer goes to sleep, or is back. */
  power(event: 'suspend' | 'resume'): void {
    if (event === 'suspend') {
      const others = this.#outside.others(this.#activity.connectedClients, this.#clock.now())
      return this.#sleep.suspended(others.length)
    }
    const slept = this.#sleep.resumed()
    if (slept === undefined) return
    this.#notices.clear(slept.code)
    this.#postNotice(slept)
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
    if (this.#outside.note(clientIp, this.#clock.now())) this.#publishSoon()
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
      isAllowed: this.#proxy.allows(ip),
      serverId: server?.id ?? null,
      why: isHome ? ('hash' as const) : ('draining' as const),
      hash: classicHash(ip),
    }
  }

  #state(): PanelState {
    return composeState({
      revision: this.#revision,
      run: this.#options.run ?? 1,
      isDemo: this.#options.isDemo ?? false,
      status: this.#status,
      settings: this.#store.settings,
      outsideSince: this.#outside.since,
      notices: [...this.#notices.notices],
      serverStateOf: (url) => this.#health.stateOf(url),
    })
  }

  get #listenAddress(): ListenAddress {
    return listenAddressOf(this.#status, this.#store.settings)
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
    this.#publishedAddresses = JSON.stringify(state.addresses)
    this.#options.onState(state)
  }

  /** For what traffic shows: many servers may go down at once. */
  #publishSoon(): void {
    this.#cancelPublish ??= this.#clock.after(BATCH_MS, () => this.#publish())
  }

  #haveAddressesChanged(): boolean {
    return JSON.stringify(addressesOf(this.#status, this.#store.settings)) !== this.#publishedAddresses
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
}
