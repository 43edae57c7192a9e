import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { _electron, test as base, type ElectronApplication, expect, type Page } from '@playwright/test'
import type { CallResult } from '@shared/ipc/contract'
import type { Result } from '@shared/ipc/result'
import { ok } from '@shared/ipc/result'
import type { PanelSnapshot } from '@shared/model/panel-snapshot'
import en from '@shared/words/en.json'
import zh from '@shared/words/zh.json'
import { answerSilently, CALL_NAMES, type FakePanel, fakePanelOf, PUSH_NAMES } from './fake-bridge'

import { NOW } from './ui-data'

const root = join(__dirname, '..', '..')

/** Where the built page lies; another folder for a build that must not disturb others. */
const pageDir = process.env.PANEL_UI_PAGE ?? join(root, 'out', 'renderer')

type ScreenName = 'overview' | 'servers' | 'clients' | 'routes' | 'settings'

export const SIZES = { wide: { width: 1280, height: 800 }, small: { width: 960, height: 600 } } as const

/** The built page in a real window, with the fake bridge behind it. */
export interface PanelPage {
  readonly page: Page
  readonly fake: FakePanel
  /** Answers the page's first question, and lets the calls of the test succeed. */
  load(snapshot: PanelSnapshot): Promise<void>
  resize(size: { width: number; height: number }): Promise<void>
  /** Goes to a screen by the rail, in either language. */
  open(screen: ScreenName): Promise<void>
  /** Hides the page or shows it again as far as the page can tell; the browser keeps it drawn for the test. */
  setVisible(isVisible: boolean): Promise<void>
  /** What the last copy has left on the clipboard. */
  clipboard(): Promise<string>
  /** No axe violation, and nothing wider than the window. */
  expectReachable(): Promise<void>
}

interface WorkerFixtures {
  electronApp: ElectronApplication
}

interface TestFixtures {
  panel: PanelPage
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  electronApp: [
    // Playwright reads from the first parameter which fixtures are wanted: none.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, provide) => {
      const userData = await mkdtemp(join(tmpdir(), 'panel-ui-'))
      const app = await _electron.launch({
        executablePath: process.env.ELECTRON_EXEC_PATH ?? '',
        args: [
          join(root, 'tests', 'ui', 'ui-main.js'),
          '--lang=en-US',
          `--user-data-dir=${userData}`,
          ...sandboxArguments(),
        ],
        env: electronEnvironment(),
      })
      await provide(app)
      await app.close()
      await rm(userData, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],
  panel: async ({ electronApp }, provide) => {
    const page = await electronApp.firstWindow()
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    await page.emulateMedia({ reducedMotion: null, colorScheme: null })
    const panel = panelPage(electronApp, page)
    // The window outlives its tests: one of them may have stopped the clock.
    await page.clock.resume()
    await page.clock.setFixedTime(NOW)
    await panel.resize(SIZES.wide)
    await page.mouse.move(0, 0)
    await page.reload()
    await provide(panel)
    page.removeAllListeners('console')
    page.removeAllListeners('pageerror')
    expect(complaints, 'the page must not complain, nor break its CSP').toEqual([])
  },
})

/** Chromium's sandbox does not start for root, as which tests in containers run. */
function sandboxArguments(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : []
}

function electronEnvironment(): Record<string, string> {
  const { ELECTRON_RUN_AS_NODE: _node, NODE_OPTIONS: _options, ...environment } = process.env
  return {
    ...(environment as Record<string, string>),
    PANEL_UI_PAGE: pageDir,
    PANEL_UI_BRIDGE: JSON.stringify({ calls: CALL_NAMES, pushes: PUSH_NAMES }),
  }
}

function panelPage(app: ElectronApplication, page: Page): PanelPage {
  const fake = fakePanelOf(page)
  return {
    page,
    fake,
    async load(snapshot) {
      await answerSilently(fake)
      await fake.answer('snapshot', ok(snapshot) as Result<CallResult<'snapshot'>>)
      await expect(page.getByRole('status', { name: /Loading|正在加载/ })).toHaveCount(0)
    },
    resize: ({ width, height }) =>
      app.evaluate(
        ({ BrowserWindow }, size) => {
          BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height)
        },
        { width, height },
      ),
    open: (screen) =>
      page
        .getByRole('navigation')
        .getByRole('button', { name: new RegExp(`^(${en.nav[screen]}|${zh.nav[screen]})$`) })
        .click(),
    setVisible: (isVisible) =>
      page.evaluate(
        (state) => {
          Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state })
          document.dispatchEvent(new Event('visibilitychange'))
        },
        isVisible ? 'visible' : 'hidden',
      ),
    clipboard: () => app.evaluate(({ clipboard }) => clipboard.readText()),
    async expectReachable() {
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    },
  }
}

export { expect }
