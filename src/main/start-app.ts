import { join } from 'node:path'
import { PanelError } from '@shared/errors'
import { ok, type Result } from '@shared/ipc/result'
import { app, nativeTheme, session } from 'electron'
import { DemoMode } from './demo/demo-mode'
import { createEngineHost, type EngineHost } from './engine/engine-host'
import type { AppPaths } from './platform/app-paths'
import type { CrashHandlers } from './platform/crash-handlers'
import { confirmQuit, noticeHidden, tellError, tellPageGone } from './platform/dialogs'
import { createIpcHandlers } from './platform/ipc-handlers'
import { serveIpc } from './platform/ipc-server'
import { createKeepAwake } from './platform/keep-awake'
import { installLifecycle, type Lifecycle } from './platform/lifecycle'
import { createListFiles } from './platform/list-files'
import { createMainWindow, type MainWindow } from './platform/main-window'
import type { PageTrouble } from './platform/page-recovery'
import { watchPower } from './platform/power-events'
import { type RendererSource, rendererSource, servePanel } from './platform/renderer-source'
import { hardenContents, hardenSession } from './platform/session-hardening'
import { publishState } from './platform/state-publisher'
import { createTrayKeeper, type TrayKeeper } from './platform/tray-keeper'
import { trayView } from './platform/tray-view'
import { createCloseHandler } from './platform/window-closing'
import { createWindowStateKeeper, readWindowState, type WindowState } from './platform/window-state'
import { type Words, wordsFor } from './platform/words'

export interface AppContext {
  readonly paths: AppPaths
  readonly crashes: CrashHandlers
  /** Address of the development server, when there is one. */
  readonly devUrl: string | undefined
  readonly isHidden: boolean
  /** The app was started for the demo alone. */
  readonly isDemo: boolean
  /** Folder of this build's main process; everything else of the build lies beside it. */
  readonly codeDir: string
}

/** Builds the app and starts it. Runs after `ready`; resolves when window and tray are on their way. */
export async function startApp(context: AppContext): Promise<Pick<MainWindow, 'show'>> {
  const saved = await readWindowState(context.paths.windowStateFile)
  const { engine, window, tray, demo } = new PanelApp(context, saved)
  if (context.isDemo) void startAsDemo(demo)
  else engine.start()
  engine.log(`Comfy Switchboard ${app.getVersion()} started, Electron ${process.versions.electron}`)
  if (!context.isHidden) window.show()
  await tray.open()
  // Where no tray shows the way, a hidden start would leave nothing to click on.
  if (context.isHidden && !tray.hasTray) window.show()
  return window
}

/** @throws when there is no demo to show: without it there is nothing to start for */
async function startAsDemo(demo: DemoMode): Promise<void> {
  const started = await demo.start()
  if (!started.ok) throw new PanelError(started.error)
}

/** The composition root: makes every part once and ties it to the others. Its parts live as long as the process. */
class PanelApp {
  readonly engine: EngineHost
  readonly window: MainWindow
  readonly tray: TrayKeeper
  readonly demo: DemoMode
  readonly #keepAwake = createKeepAwake()
  readonly #lifecycle: Lifecycle
  readonly #context: AppContext

  constructor(context: AppContext, saved: WindowState | undefined) {
    const { paths, codeDir, crashes } = context
    this.#context = context
    this.engine = createEngineHost({ workerFile: join(codeDir, 'engine-worker.js'), settingsDir: paths.settingsDir })
    this.demo = new DemoMode({
      engine: this.engine,
      workerFile: join(codeDir, 'demo-worker.js'),
      settingsDir: paths.settingsDir,
      demoDir: context.isDemo ? paths.settingsDir : undefined,
    })
    const keeper = createWindowStateKeeper(paths.windowStateFile, (line) => this.engine.log(line))
    this.tray = this.#makeTray()
    const source = rendererSource(context.devUrl)
    this.window = createMainWindow({
      source,
      saved,
      keeper,
      isPackaged: app.isPackaged,
      preloadFile: join(codeDir, '../preload/index.js'),
      iconFile: join(codeDir, '../../resources/icon.png'),
      onClose: this.#makeCloseHandler(),
      onSessionEnd: () => this.#lifecycle.endSession(),
      onVisibility: () => publishVisibility(),
      onTrouble: (trouble) => void this.#onTrouble(trouble),
    })
    const publishVisibility = publishState(this.engine, this.window)
    this.#lifecycle = installLifecycle({
      dispose: async () => {
        this.tray.close()
        this.#keepAwake.dispose()
        this.engine.log('Comfy Switchboard quits')
        await Promise.all([this.engine.dispose(), keeper.flush()])
        await this.demo.dispose()
      },
      hasTray: () => this.tray.hasTray,
      onActivate: () => this.window.show(),
      onError: (error) => crashes.write(`quit: ${String(error)}`),
    })
    this.#servePage(source)
    this.#followState()
    crashes.attach({ log: (line) => this.engine.log(line), tellPerson: () => void this.#tellError() })
  }

  #words(): Words {
    return wordsFor(this.engine.state?.settings.language ?? 'system')
  }

  #makeTray(): TrayKeeper {
    return createTrayKeeper({
      iconDir: join(this.#context.codeDir, '../../resources/tray'),
      platform: process.platform,
      view: () => trayView(this.engine.state, this.#words()),
      actions: {
        start: () => void this.engine.call('startProxy', undefined),
        stop: () => void this.engine.call('stopProxy', undefined),
        openPanel: () => this.window.show(),
        quit: () => app.quit(),
      },
      onLost: () => {
        if (!this.window.isVisible) this.window.show()
      },
    })
  }

  #makeCloseHandler(): ReturnType<typeof createCloseHandler> {
    return createCloseHandler({
      isQuitting: () => this.#lifecycle.isQuitting,
      hasTray: () => this.tray.hasTray,
      state: () => this.engine.state,
      confirmQuit: (window) => confirmQuit(window, this.#words()),
      tellHidden: () => {
        const isShown = noticeHidden(this.#words(), () => this.window.show())
        if (isShown) void this.engine.call('updateSettings', { trayNoticeShown: true })
      },
      quit: () => app.quit(),
    })
  }

  #servePage(source: RendererSource): void {
    const log = (line: string): void => this.engine.log(line)
    const hardening = { source, hasDevTools: !app.isPackaged, log }
    hardenContents(hardening)
    hardenSession(session.defaultSession, hardening)
    servePanel(join(this.#context.codeDir, '../renderer'))
    const desktop = {
      paths: this.#context.paths,
      listFiles: createListFiles({ window: () => this.window.current, words: () => this.#words() }),
      demo: { start: () => this.demo.start(), end: () => this.#endDemo() },
    }
    serveIpc(createIpcHandlers(this.engine, desktop), {
      source,
      isPanel: (id) => this.window.current?.webContents.id === id,
      log,
    })
  }

  /** An app that was started for the demo alone has nothing to go back to. */
  async #endDemo(): Promise<Result<void>> {
    if (!this.#context.isDemo) return this.demo.end()
    app.quit()
    return ok(undefined)
  }

  #followState(): void {
    const { crashes } = this.#context
    const leaveFirst = this.engine.onState(({ settings, status }) => {
      if (status.state === 'failed') return
      leaveFirst()
      if (settings.startProxyOnLaunch) void this.engine.call('startProxy', undefined)
    })
    watchPower((event) => this.engine.power(event))
    this.engine.onState((state) => {
      const { settings, status } = state
      nativeTheme.themeSource = settings.theme
      this.#keepAwake.follow(state)
      this.tray.refresh()
      if (status.state === 'failed' && status.error.code === 'ENGINE_GONE') crashes.write(status.error.detail)
    })
  }

  async #onTrouble({ line, isGivenUp, reload }: PageTrouble): Promise<void> {
    this.engine.log(line)
    if (isGivenUp && (await tellPageGone(this.window.current, this.#words()))) reload()
  }

  async #tellError(): Promise<void> {
    if (await tellError(this.window.current, this.#context.paths.crashLogFile, this.#words())) app.quit()
  }
}
