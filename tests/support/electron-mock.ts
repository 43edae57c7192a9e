import { EventEmitter } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Mock, vi } from 'vitest'

// A partial `electron` for tests of the glue: `vi.mock('electron', () => import('…/support/electron-mock'))`.
// It records; what would end the process or show something does nothing but count.

/** Records calls of any shape and answers with nothing. */
export function recorder(): Mock {
  return vi.fn<(...args: unknown[]) => unknown>()
}

/** Records calls of `implementation`. */
export function spied<F extends NonNullable<Parameters<typeof vi.fn>[0]>>(implementation: F): Mock<F> {
  return vi.fn<F>(implementation)
}

const systemPaths = new Map<string, string>()

class FakeApp extends EventEmitter {
  readonly name = 'Comfy Switchboard'
  isPackaged = false
  readonly setPath = spied((name: string, path: string) => void systemPaths.set(name, path))
  readonly getPath = spied((name: string) => systemPaths.get(name) ?? join(tmpdir(), 'no-such-folder-of-the-mock'))
  readonly requestSingleInstanceLock = spied((_data?: unknown) => true)
  readonly enableSandbox = recorder()
  readonly commandLine = { hasSwitch: spied((_name: string) => false) }
  readonly whenReady = spied(() => Promise.resolve())
  readonly quit = recorder()
  readonly exit = recorder()
  readonly setAppUserModelId = recorder()
  readonly setDesktopName = recorder()
  readonly getVersion = spied(() => '1.2.3')
  readonly getLocale = spied(() => 'en-US')
  readonly getPreferredSystemLanguages = spied((): string[] => ['en-US'])
}

export const app = new FakeApp()

export const protocol = { registerSchemesAsPrivileged: recorder(), handle: recorder() }

export const Menu = {
  setApplicationMenu: recorder(),
  buildFromTemplate: spied((template: unknown) => ({ template })),
}

export const dialog = {
  showErrorBox: recorder(),
  showMessageBox: spied(async (..._args: unknown[]) => ({ response: 0 })),
  showOpenDialog: spied(async (..._args: unknown[]) => ({ canceled: true, filePaths: [] as string[] })),
  showSaveDialog: spied(async (..._args: unknown[]) => ({ canceled: true, filePath: '' })),
}

export const nativeTheme = Object.assign(new EventEmitter(), { shouldUseDarkColors: true, themeSource: 'system' })

export const screen = { getAllDisplays: spied(() => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }]) }

export const nativeImage = { createFromPath: spied((path: string) => ({ path })) }

export const powerMonitor = new EventEmitter()

let nextBlocker = 0
export const powerSaveBlocker = { start: spied((_type: string) => nextBlocker++), stop: recorder() }

export const shell = { openPath: spied(async (_path: string) => '') }

type Listener = (event: FakeInvokeEvent, ...args: unknown[]) => unknown

/** The parts of an invoke event that a check of its sender may read. */
export interface FakeInvokeEvent {
  readonly sender: { readonly id: number }
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null
}

export const ipcMain = {
  handlers: new Map<string, Listener>(),
  handle: spied((channel: string, listener: Listener) => void ipcMain.handlers.set(channel, listener)),
}

export class FakeWebContents extends EventEmitter {
  readonly id = 7
  readonly send = recorder()
  readonly isDestroyed = spied(() => false)
  readonly isCrashed = spied(() => false)
  readonly setWindowOpenHandler = recorder()
}

/** A window that is where it was put, and tells when it is shown, hidden, minimised or closed. */
export class BrowserWindow extends EventEmitter {
  static readonly opened: BrowserWindow[] = []
  readonly webContents = new FakeWebContents()
  readonly loadURL = spied(async (_url: string) => undefined)
  readonly setBackgroundColor = recorder()
  readonly focus = recorder()
  bounds = { x: 10, y: 20, width: 1000, height: 700 }
  isShown = false
  isSmall = false
  isLarge = false
  isFull = false
  isGone = false

  constructor(readonly options: Record<string, unknown> = {}) {
    super()
    BrowserWindow.opened.push(this)
  }

  readonly show = spied(() => this.#become('isShown', true, 'show'))
  readonly hide = spied(() => this.#become('isShown', false, 'hide'))
  readonly minimize = spied(() => this.#become('isSmall', true, 'minimize'))
  readonly restore = spied(() => this.#become('isSmall', false, 'restore'))
  readonly maximize = spied(() => this.#become('isLarge', true, 'maximize'))
  readonly setFullScreen = spied((isFull: boolean) =>
    this.#become('isFull', isFull, isFull ? 'enter-full-screen' : 'leave-full-screen'),
  )
  readonly destroy = spied(() => this.#become('isGone', true, 'closed'))
  isVisible = (): boolean => this.isShown
  isMinimized = (): boolean => this.isSmall
  isMaximized = (): boolean => this.isLarge
  isFullScreen = (): boolean => this.isFull
  isDestroyed = (): boolean => this.isGone
  getBounds = (): BrowserWindow['bounds'] => this.bounds
  getNormalBounds = (): BrowserWindow['bounds'] => this.bounds

  #become(field: 'isShown' | 'isSmall' | 'isLarge' | 'isFull' | 'isGone', value: boolean, event: string): void {
    this[field] = value
    this.emit(event)
  }
}

export class Tray extends EventEmitter {
  static readonly created: Tray[] = []
  readonly setImage = recorder()
  readonly setToolTip = recorder()
  readonly setContextMenu = recorder()
  readonly destroy = recorder()

  constructor(readonly args: unknown) {
    super()
    Tray.created.push(this)
  }
}

export class Notification extends EventEmitter {
  static readonly shown: Notification[] = []
  static readonly isSupported = spied(() => true)

  constructor(readonly options: { title: string; body: string }) {
    super()
  }

  show(): void {
    Notification.shown.push(this)
  }
}

/** Forgets everything that was recorded. */
export function resetElectron(): void {
  vi.clearAllMocks()
  systemPaths.clear()
  ipcMain.handlers.clear()
  app.removeAllListeners()
  app.isPackaged = false
  nativeTheme.removeAllListeners()
  powerMonitor.removeAllListeners()
  for (const list of [BrowserWindow.opened, Tray.created, Notification.shown]) list.length = 0
}
