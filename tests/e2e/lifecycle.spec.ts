import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ServerId } from '@shared/model/server-entry'
import { expect, FREE_PORT, type LaunchedApp, snapshotOf, test } from '../support/e2e-app'
import { askThrough, isListening, openSocketThrough } from '../support/e2e-comfy'
import { Panel } from '../support/e2e-pages'

async function runningPort(app: LaunchedApp): Promise<number> {
  const page = await app.page()
  await expect(new Panel(page).stopButton).toBeVisible()
  const { status } = (await snapshotOf(page)).state
  if (status.state !== 'running') throw new Error(`the proxy is ${status.state}`)
  return status.port
}

test.describe('a second launch', () => {
  test('shows the window of the first one and ends', async ({ launch, launchAgain, desktop }) => {
    const app = await launch({ settings: { listen: FREE_PORT, trayNoticeShown: true } })
    await app.page()
    await desktop.tray()
    await app.closeWindow()
    await expect.poll(() => app.isWindowVisible()).toBe(false)
    expect(await launchAgain()).toBe(0)
    await expect.poll(() => app.isWindowVisible()).toBe(true)
    expect(await app.windowCount()).toBe(1)
  })

  test('opens a window when the first one never had any', async ({ launch, launchAgain, desktop }) => {
    const app = await launch({ settings: { listen: FREE_PORT }, args: ['--hidden'] })
    await desktop.tray()
    expect(await launchAgain()).toBe(0)
    await expect.poll(() => app.isWindowVisible()).toBe(true)
  })

  test('leaves the first one alone when it is hidden', async ({ launch, launchAgain, desktop }) => {
    const app = await launch({ settings: { listen: FREE_PORT }, args: ['--hidden'] })
    await desktop.tray()
    expect(await launchAgain(['--hidden'])).toBe(0)
    expect(await app.windowCount()).toBe(0)
  })
})

test.describe('the end', () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    test(`comes with exit code 0 and a free port after ${signal}, open connections or not`, async ({
      launch,
      comfy,
    }) => {
      const studio = await comfy('Studio')
      const servers = [{ id: 's1' as ServerId, url: studio.url, name: '', enabled: true }]
      const app = await launch({ settings: { listen: FREE_PORT, servers, startProxyOnLaunch: true } })
      const port = await runningPort(app)
      const socket = await openSocketThrough(port, '127.0.0.2')
      app.kill(signal)
      await socket.closed
      expect(await app.exit).toBe(0)
      expect(await isListening(port)).toBe(false)
    })
  }
})

test.describe('the proxy', () => {
  test('goes on while the page of the window dies, and the page comes back', async ({ launch, comfy }) => {
    const studio = await comfy('Studio')
    const servers = [{ id: 's1' as ServerId, url: studio.url, name: 'Studio', enabled: true }]
    const app = await launch({ settings: { listen: FREE_PORT, servers, startProxyOnLaunch: true } })
    const port = await runningPort(app)
    const socket = await openSocketThrough(port, '127.0.0.2')
    await app.electron.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      if (contents === undefined) throw new Error('no window')
      const isBack = new Promise<void>((resolve) => contents.once('did-finish-load', () => resolve()))
      contents.forcefullyCrashRenderer()
      await isBack
    })
    expect(await socket.echo('still here')).toBe('still here')
    expect(await askThrough(port, '127.0.0.2')).toBe('Studio')
    const text = (): Promise<string> =>
      app.electron.evaluate(
        ({ BrowserWindow }) =>
          BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.body.innerText') as Promise<string>,
      )
    await expect.poll(text).toContain('127.0.0.2')
  })

  test('cannot be disturbed by a settings folder that cannot be written', async ({ launch, comfy, settingsDir }) => {
    const studio = await comfy('Studio')
    await writeFile(join(settingsDir, 'a-file'), '')
    const app = await launch({ args: ['--settings-dir', join(settingsDir, 'a-file', 'inside')] })
    const page = await app.page()
    await page.evaluate((listen) => window.panel.updateSettings({ listen }), FREE_PORT)
    await new Panel(page).addServers([studio])
    await new Panel(page).startButton.click()
    expect(await askThrough(await runningPort(app), '127.0.0.2')).toBe('Studio')
    const { notices } = (await snapshotOf(page)).state
    expect(notices.map(({ error }) => error.code)).toContain('SETTINGS_NOT_SAVED')
  })
})
