import { BrowserWindow, type BrowserWindowConstructorOptions, nativeTheme, screen } from 'electron'
import { type PageTrouble, watchPage } from './page-recovery'
import type { RendererSource } from './renderer-source'
import { clampBounds, type InitialBounds, MIN_SIZE, type WindowState, type WindowStateKeeper } from './window-state'

// The canvas colour of the panel, so that the first frame is not a flash.
const CANVAS = { dark: '#101416', light: '#eef1f2' } as const

export interface MainWindowOptions {
  readonly source: RendererSource
  readonly preloadFile: string
  readonly iconFile: string
  readonly isPackaged: boolean
  /** Where the window was when the app ran last. */
  readonly saved: WindowState | undefined
  readonly keeper: WindowStateKeeper
  readonly onClose: (window: BrowserWindow, event: { preventDefault(): void }) => void
  /** Windows logs off or shuts down: there are only moments left. */
  readonly onSessionEnd: () => void
  /** Somebody began or ended to see the window. */
  readonly onVisibility: () => void
  readonly onTrouble: (trouble: PageTrouble) => void
}

/** The one window of the panel; it exists from the first time it is shown. */
export interface MainWindow {
  /** The window while there is one that can be talked to. */
  readonly current: BrowserWindow | undefined
  readonly isVisible: boolean
  /** Creates it when needed, brings it back from wherever it is, and to the front. */
  show(): void
}

/** Opens nothing yet: see {@link MainWindow.show}. */
export function createMainWindow(options: MainWindowOptions): MainWindow {
  let window: BrowserWindow | undefined

  const open = (): BrowserWindow => {
    const workAreas = screen.getAllDisplays().map((display) => display.workArea)
    const created = new BrowserWindow(windowOptions(options, clampBounds(options.saved, workAreas), isDark()))
    listen(created, options)
    void created.loadURL(options.source.pageUrl).catch(() => {
      // Told and handled through did-fail-load.
    })
    return created
  }

  const current = (): BrowserWindow | undefined => (window?.isDestroyed() === false ? window : undefined)
  nativeTheme.on('updated', () => current()?.setBackgroundColor(canvas(isDark())))
  return {
    get current() {
      return current()
    },
    get isVisible() {
      const it = current()
      return it !== undefined && it.isVisible() && !it.isMinimized()
    },
    show: () => {
      const existing = current()
      if (existing === undefined) {
        window = open()
        return
      }
      if (existing.isMinimized()) existing.restore()
      existing.show()
      existing.focus()
    },
  }
}

function listen(window: BrowserWindow, options: MainWindowOptions): void {
  window.once('ready-to-show', () => {
    if (options.saved?.isMaximized === true) window.maximize()
    window.show()
  })
  window.on('close', (event) => options.onClose(window, event))
  window.on('session-end', () => options.onSessionEnd())
  window.on('show', () => options.onVisibility())
  window.on('hide', () => options.onVisibility())
  window.on('minimize', () => options.onVisibility())
  window.on('restore', () => options.onVisibility())
  window.on('closed', () => options.onVisibility())
  options.keeper.watch(window)
  watchPage(window, options.source.pageUrl, options.onTrouble)
}

function isDark(): boolean {
  return nativeTheme.shouldUseDarkColors
}

function canvas(dark: boolean): string {
  return dark ? CANVAS.dark : CANVAS.light
}

/** Every option that matters for security is stated, so that no default of some Electron decides it. */
export function windowOptions(
  { preloadFile, iconFile, isPackaged }: Pick<MainWindowOptions, 'preloadFile' | 'iconFile' | 'isPackaged'>,
  bounds: InitialBounds,
  dark: boolean,
): BrowserWindowConstructorOptions {
  return {
    ...bounds,
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    show: false,
    backgroundColor: canvas(dark),
    icon: iconFile,
    title: 'Comfy Switchboard',
    webPreferences: {
      preload: preloadFile,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Its dictionaries would be fetched from the net.
      spellcheck: false,
      devTools: !isPackaged,
    },
  }
}
