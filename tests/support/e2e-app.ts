import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  _electron,
  test as base,
  type ElectronApplication,
  expect as hastyExpect,
  type Page,
  type TestInfo,
} from '@playwright/test'
import type { PanelBridge } from '@shared/ipc/bridge'
import type { PanelSnapshot } from '@shared/model/panel-snapshot'
import type { Settings } from '@shared/model/settings'
import { FakeDesktop } from './desktop'
import { type ComfyStandIn, startComfy } from './e2e-comfy'

declare global {
  interface Window {
    readonly panel: PanelBridge
  }
}

const root = join(__dirname, '..', '..')

/** Waits as long as a slow machine may need. */
export const expect = hastyExpect.configure({ timeout: 15_000 })

const EXIT_LIMIT_MS = 10_000

/** The app as somebody launched it, and what can be learned of it from outside its window. */
export class LaunchedApp {
  readonly #process: ChildProcess
  /** The exit code, once the process is gone. */
  readonly exit: Promise<number | null>

  constructor(readonly electron: ElectronApplication) {
    this.#process = electron.process()
    this.exit = once(this.#process, 'exit').then(([code]) => code as number | null)
  }

  /** The page of the window; waits until the person can see it. */
  async page(): Promise<Page> {
    const page = await this.electron.firstWindow()
    await expect.poll(() => this.isWindowVisible()).toBe(true)
    return page
  }

  isWindowVisible(): Promise<boolean> {
    return this.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((it) => it.isVisible()))
  }

  windowCount(): Promise<number> {
    return this.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
  }

  /** Presses the close button of the window. */
  async closeWindow(): Promise<void> {
    await this.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  }

  /** From now on every question is answered with this button, counted from 0. The questions are kept. */
  async answerQuestions(button: number): Promise<void> {
    await this.electron.evaluate(({ dialog }, response) => {
      const asked: string[] = []
      Object.assign(globalThis, { asked })
      dialog.showMessageBox = (async (...args: unknown[]) => {
        asked.push((args.at(-1) as { message: string }).message)
        return { response, checkboxChecked: false }
      }) as typeof dialog.showMessageBox
    }, button)
  }

  questions(): Promise<string[]> {
    return this.electron.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)
  }

  kill(signal: NodeJS.Signals): void {
    this.#process.kill(signal)
  }

  get isRunning(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null
  }
}

/** The state that the page sees. */
export async function snapshotOf(page: Page): Promise<PanelSnapshot> {
  const result = await page.evaluate(() => window.panel.snapshot())
  if (!result.ok) throw new Error(result.error.detail)
  return result.value
}

export interface LaunchOptions {
  /** Written to the settings file before the launch; without it the file stays as it is. */
  readonly settings?: Partial<Settings>
  readonly args?: readonly string[]
  /** With `--demo`, which takes no settings folder. */
  readonly isDemo?: boolean
}

interface Fixtures {
  /** Whether the desktop has a tray from the start. */
  hasTray: boolean
  desktop: FakeDesktop
  settingsDir: string
  launch: (options?: LaunchOptions) => Promise<LaunchedApp>
  /** Launches the app once more with the same settings folder, the way a person does; resolves with the exit code. */
  launchAgain: (args?: readonly string[]) => Promise<number | null>
  comfy: (name: string) => Promise<ComfyStandIn>
}

/** Every test has a desktop, a settings folder and servers of its own. */
export const test = base.extend<Fixtures>({
  hasTray: [true, { option: true }],
  desktop: async ({ hasTray }, provide) => {
    const desktop = await FakeDesktop.start({ hasTray })
    await provide(desktop)
    await desktop.stop()
  },
  settingsDir: async ({ browserName: _unused }, provide) => {
    const dir = await mkdtemp(join(tmpdir(), 'switchboard-e2e-'))
    await provide(dir)
    await rm(dir, { recursive: true, force: true, maxRetries: 5 })
  },
  launch: async ({ desktop, settingsDir }, provide, testInfo) => {
    const apps: LaunchedApp[] = []
    await provide(async ({ settings, args = [], isDemo = false } = {}) => {
      if (settings !== undefined) await writeSettings(settingsDir, settings)
      const electron = await _electron.launch({
        executablePath: electronPath(),
        args: [root, ...(isDemo ? ['--demo'] : ['--settings-dir', settingsDir]), ...COMMON_ARGS, ...args],
        env: cleanEnv(desktop.busAddress),
      })
      const app = new LaunchedApp(electron)
      apps.push(app)
      return app
    })
    if (testInfo.status !== testInfo.expectedStatus) await attachEvidence(testInfo, settingsDir, apps)
    for (const app of apps) await end(app)
  },
  launchAgain: async ({ desktop, settingsDir }, provide) => {
    await provide(async (args = []) => {
      const child = spawn(electronPath(), [root, '--settings-dir', settingsDir, ...COMMON_ARGS, ...args], {
        env: cleanEnv(desktop.busAddress),
        stdio: 'ignore',
      })
      const [code] = (await once(child, 'exit')) as [number | null]
      return code
    })
  },
  comfy: async ({ browserName: _unused }, provide) => {
    const servers: ComfyStandIn[] = []
    await provide(async (name) => {
      const server = await startComfy(name)
      servers.push(server)
      return server
    })
    await Promise.all(servers.map((server) => server.stop()))
  },
})

/** Listens on a port that the system picks, on this machine only. */
export const FREE_PORT = { host: '127.0.0.1', port: 0 } as const

async function writeSettings(settingsDir: string, settings: Partial<Settings>): Promise<void> {
  await writeFile(join(settingsDir, 'settings.json'), JSON.stringify({ version: 1, ...settings }))
}

function electronPath(): string {
  const path = process.env.ELECTRON_EXEC_PATH
  if (path === undefined) throw new Error('the global set-up did not say where Electron is')
  return path
}

const isRoot = process.platform === 'linux' && process.getuid?.() === 0
const COMMON_ARGS = ['--lang=en-US', ...(isRoot ? ['--no-sandbox'] : [])]

/** Nothing of the environment may turn Electron into plain Node, and the language is the same everywhere. */
function cleanEnv(busAddress: string): Record<string, string> {
  const { ELECTRON_RUN_AS_NODE: _plainNode, NODE_OPTIONS: _options, INIT_CWD: _folder, ...rest } = process.env
  return { ...rest, DBUS_SESSION_BUS_ADDRESS: busAddress, LANGUAGE: 'en_US', LC_ALL: 'C.UTF-8' } as Record<
    string,
    string
  >
}

/** Quits, and insists: a test may not leave a process behind. */
async function end(app: LaunchedApp): Promise<void> {
  if (!app.isRunning) return
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), EXIT_LIMIT_MS)
  })
  const quit = app.electron
    .evaluate(({ app: electronApp }) => electronApp.quit())
    .catch(() => {
      // The process may be gone before it could answer.
    })
  const result = await Promise.race([Promise.all([quit, app.exit]), limit])
  clearTimeout(timer)
  if (result !== 'late') return
  app.kill('SIGKILL')
  throw new Error(`the app did not quit within ${EXIT_LIMIT_MS} ms`)
}

async function attachEvidence(testInfo: TestInfo, settingsDir: string, apps: readonly LaunchedApp[]): Promise<void> {
  for (const log of ['switchboard.log', 'main.log']) {
    const body = await readFile(join(settingsDir, 'logs', log)).catch(() => undefined)
    if (body !== undefined) await testInfo.attach(log, { body, contentType: 'text/plain' })
  }
  for (const app of apps.filter(({ isRunning }) => isRunning)) {
    for (const page of app.electron.windows()) {
      const body = await page.screenshot({ timeout: 2_000 }).catch(() => undefined)
      if (body !== undefined) await testInfo.attach('window', { body, contentType: 'image/png' })
    }
  }
}
