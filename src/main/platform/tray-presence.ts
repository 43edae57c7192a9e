import dbus, { type Message, type MessageBus } from 'dbus-next'

const WATCHER = 'org.kde.StatusNotifierWatcher'
const ANSWER_LIMIT_MS = 1_000

const BUS = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' }

/** Whether this desktop shows tray icons. */
export interface TrayPresence {
  readonly isPresent: boolean
  close(): void
}

/**
 * Asks whether the desktop has a tray, and goes on listening. Windows and macOS always have one. On Linux there is one
 * while somebody owns the StatusNotifierWatcher's name; no session bus, or no answer within a second, means no.
 */
export async function watchTrayPresence(
  platform: NodeJS.Platform,
  onChange: (isPresent: boolean) => void,
): Promise<TrayPresence> {
  if (platform !== 'linux') return { isPresent: true, close: () => undefined }
  const bus = openSessionBus()
  if (bus === undefined) return { isPresent: false, close: () => undefined }
  let isPresent = false
  let isAsked = false
  const update = (next: boolean): void => {
    if (next === isPresent) return
    isPresent = next
    if (isAsked) onChange(next)
  }
  bus.on('message', (message: Message) => {
    if (message.member === 'NameOwnerChanged' && message.body[0] === WATCHER) update(message.body[2] !== '')
  })
  update(await hasOwner(bus))
  isAsked = true
  // With the bus goes every tray icon on it.
  bus.on('error', () => update(false))
  return {
    get isPresent() {
      return isPresent
    },
    close: () => bus.disconnect(),
  }
}

function openSessionBus(): MessageBus | undefined {
  try {
    return dbus.sessionBus()
  } catch {
    // There is no address of a session bus, so there is no tray on it.
    return undefined
  }
}

function hasOwner(bus: MessageBus): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ANSWER_LIMIT_MS)
    const answer = (isOwned: boolean): void => {
      clearTimeout(timer)
      resolve(isOwned)
    }
    bus.on('error', () => answer(false))
    const match = `type='signal',sender='${BUS.destination}',member='NameOwnerChanged',arg0='${WATCHER}'`
    // Listening first: a watcher that comes between the two calls is not missed.
    bus
      .call(new dbus.Message({ ...BUS, member: 'AddMatch', signature: 's', body: [match] }))
      .then(() => bus.call(new dbus.Message({ ...BUS, member: 'NameHasOwner', signature: 's', body: [WATCHER] })))
      .then(
        (reply) => answer(reply?.body[0] === true),
        () => answer(false),
      )
  })
}
