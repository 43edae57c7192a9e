import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { createInterface } from 'node:readline'
import dbus from 'dbus-next'

const WATCHER = 'org.kde.StatusNotifierWatcher'
const NOTIFICATIONS = 'org.freedesktop.Notifications'

/** A notification as the desktop was asked to show it. */
export interface ShownNotification {
  readonly id: number
  readonly title: string
  readonly body: string
}

/** One line of a tray menu. */
export interface TrayMenuItem {
  readonly id: number
  readonly label: string
  readonly isEnabled: boolean
}

/**
 * A desktop on a session bus of its own: it has a tray unless told otherwise, and shows notifications. What an app puts
 * there is reached the way a real desktop reaches it.
 */
export class FakeDesktop {
  readonly notifications = new NotificationServer()
  readonly #watcher = new TrayWatcher()
  readonly #daemon: ChildProcess
  readonly #bus: dbus.MessageBus

  private constructor(
    readonly busAddress: string,
    daemon: ChildProcess,
  ) {
    this.#daemon = daemon
    this.#bus = dbus.sessionBus({ busAddress })
    this.#bus.export('/StatusNotifierWatcher', this.#watcher)
    this.#bus.export('/org/freedesktop/Notifications', this.notifications)
  }

  static async start({ hasTray = true } = {}): Promise<FakeDesktop> {
    const args = ['--session', '--nofork', '--nopidfile', '--print-address=1']
    const daemon = spawn('dbus-daemon', args, { stdio: ['ignore', 'pipe', 'pipe'] })
    const errors: Buffer[] = []
    daemon.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
    const failure = once(daemon, 'exit').then(() => {
      throw new Error(`dbus-daemon ended: ${Buffer.concat(errors).toString()}`)
    })
    const [address] = await Promise.race([once(createInterface({ input: daemon.stdout }), 'line'), failure])
    // From here on its end is no failure: stop() brings it about.
    failure.catch(() => undefined)
    const desktop = new FakeDesktop(String(address), daemon)
    await desktop.#bus.requestName(NOTIFICATIONS, 0)
    if (hasTray) await desktop.showTray()
    return desktop
  }

  /** From now on the desktop has a tray. */
  async showTray(): Promise<void> {
    await this.#bus.requestName(WATCHER, 0)
  }

  /** The desktop loses its tray, and every icon in it. */
  async hideTray(): Promise<void> {
    await this.#bus.releaseName(WATCHER)
    this.#watcher.services.length = 0
  }

  /** The icon of the app, as soon as there is one. */
  async tray(): Promise<TrayItem> {
    const service = this.#watcher.services.at(-1) ?? String((await once(this.#watcher.registered, 'item'))[0])
    const slash = service.indexOf('/')
    return slash > 0
      ? new TrayItem(this.#bus, service.slice(0, slash), service.slice(slash))
      : new TrayItem(this.#bus, service, '/StatusNotifierItem')
  }

  async stop(): Promise<void> {
    const gone = once(this.#daemon, 'exit')
    this.#bus.disconnect()
    this.#daemon.kill('SIGTERM')
    await gone
  }
}

type Layout = [id: number, properties: Record<string, dbus.Variant>, children: dbus.Variant<Layout>[]]

/** One icon in the tray. Chromium's objects cannot be introspected, so every call is a raw message. */
export class TrayItem {
  constructor(
    private readonly bus: dbus.MessageBus,
    private readonly service: string,
    private readonly path: string,
  ) {}

  async tooltip(): Promise<string> {
    const [, , title] = (await this.#property('ToolTip')) as [string, unknown[], string]
    return title
  }

  /** The pixels of the icon; different icons have different ones. */
  async icon(): Promise<string> {
    return JSON.stringify(await this.#property('IconPixmap'))
  }

  /** The lines that have words; separators have none. */
  async menu(): Promise<TrayMenuItem[]> {
    const body = await this.#call(await this.#menuPath(), 'com.canonical.dbusmenu', 'GetLayout', 'iias', [0, -1, []])
    const [, , children] = body[1] as Layout
    return children
      .map(({ value: [id, properties] }) => ({
        id,
        label: String(properties.label?.value ?? ''),
        isEnabled: properties.enabled?.value !== false,
      }))
      .filter(({ label }) => label !== '')
  }

  async labels(): Promise<string[]> {
    return (await this.menu()).map(({ label }) => label)
  }

  async click(label: string): Promise<void> {
    const item = (await this.menu()).find((candidate) => candidate.label === label)
    if (item === undefined) throw new Error(`the tray menu has no ${label}, but ${(await this.labels()).join(', ')}`)
    this.bus.send(
      new dbus.Message({
        destination: this.service,
        path: await this.#menuPath(),
        interface: 'com.canonical.dbusmenu',
        member: 'Event',
        signature: 'isvu',
        body: [item.id, 'clicked', new dbus.Variant('s', ''), 0],
        // After Quit nobody is left to answer.
        flags: dbus.MessageFlag.NO_REPLY_EXPECTED,
      }),
    )
  }

  async #menuPath(): Promise<string> {
    return String(await this.#property('Menu'))
  }

  async #property(name: string): Promise<unknown> {
    const args = ['org.kde.StatusNotifierItem', name]
    const [variant] = await this.#call(this.path, 'org.freedesktop.DBus.Properties', 'Get', 'ss', args)
    return (variant as dbus.Variant).value
  }

  async #call(path: string, iface: string, member: string, signature: string, body: unknown[]): Promise<unknown[]> {
    const message = new dbus.Message({ destination: this.service, path, interface: iface, member, signature, body })
    return (await this.bus.call(message))?.body ?? []
  }
}

class TrayWatcher extends dbus.interface.Interface {
  readonly services: string[] = []
  readonly registered = new EventEmitter()

  constructor() {
    super(WATCHER)
  }

  RegisterStatusNotifierItem(service: string): void {
    this.services.push(service)
    this.registered.emit('item', service)
  }

  RegisterStatusNotifierHost(_service: string): void {
    // There is exactly one host: this desktop.
  }

  get RegisteredStatusNotifierItems(): string[] {
    return this.services
  }

  get IsStatusNotifierHostRegistered(): boolean {
    return true
  }

  get ProtocolVersion(): number {
    return 0
  }
}

TrayWatcher.configureMembers({
  methods: {
    RegisterStatusNotifierItem: { inSignature: 's' },
    RegisterStatusNotifierHost: { inSignature: 's' },
  },
  properties: {
    RegisteredStatusNotifierItems: { signature: 'as', access: 'read' },
    IsStatusNotifierHostRegistered: { signature: 'b', access: 'read' },
    ProtocolVersion: { signature: 'i', access: 'read' },
  },
})

class NotificationServer extends dbus.interface.Interface {
  readonly shown: ShownNotification[] = []

  constructor() {
    super(NOTIFICATIONS)
  }

  Notify(_app: string, _replaces: number, _icon: string, title: string, body: string): number {
    const id = this.shown.length + 1
    this.shown.push({ id, title, body })
    return id
  }

  CloseNotification(id: number): void {
    this.NotificationClosed(id, 3)
  }

  GetCapabilities(): string[] {
    return ['body', 'actions']
  }

  GetServerInformation(): string[] {
    return ['Fake desktop', 'Comfy Switchboard tests', '1.0', '1.2']
  }

  NotificationClosed(id: number, reason: number): number[] {
    return [id, reason]
  }

  /** The person clicks on the notification itself. */
  click(id: number): void {
    this.ActionInvoked(id, 'default')
  }

  ActionInvoked(id: number, key: string): unknown[] {
    return [id, key]
  }
}

NotificationServer.configureMembers({
  methods: {
    Notify: { inSignature: 'susssasa{sv}i', outSignature: 'u' },
    CloseNotification: { inSignature: 'u' },
    GetCapabilities: { outSignature: 'as' },
    GetServerInformation: { outSignature: 'ssss' },
  },
  signals: { NotificationClosed: { signature: 'uu' }, ActionInvoked: { signature: 'us' } },
})
