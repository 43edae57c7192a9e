import type { ServerId } from '@shared/model/server-entry'
import type { TrayItem } from '../support/desktop'
import { expect, FREE_PORT, type LaunchedApp, snapshotOf, test } from '../support/e2e-app'
import { askThrough, isListening } from '../support/e2e-comfy'
import { Panel } from '../support/e2e-pages'

/** The port in the state line of the tray, once the proxy runs. */
async function portInTray(tray: TrayItem): Promise<number> {
  await expect.poll(async () => (await tray.labels())[0]).toMatch(/^Running · http:\/\/127\.0\.0\.1:\d+$/)
  return Number(/\d+$/.exec((await tray.labels())[0] ?? '')?.[0])
}

test.describe('the tray', () => {
  test('stops and starts the proxy with its own menu, the window hidden or shown', async ({
    launch,
    desktop,
    comfy,
  }) => {
    const studio = await comfy('Studio')
    const servers = [{ id: 's1' as ServerId, url: studio.url, name: 'Studio', enabled: true }]
    const app = await launch({ settings: { listen: FREE_PORT, servers, trayNoticeShown: true } })
    const page = await app.page()
    const panel = new Panel(page)
    await expect(panel.startButton).toBeVisible()
    const tray = await desktop.tray()
    await expect.poll(() => tray.labels()).toEqual(['Stopped', 'Start', 'Open panel', 'Quit'])
    expect(await tray.tooltip()).toBe('Comfy Switchboard: Stopped')
    const stoppedIcon = await tray.icon()

    await tray.click('Start')
    const port = await portInTray(tray)
    await expect.poll(() => tray.labels()).toEqual([`Running · http://127.0.0.1:${port}`, 'Stop', 'Open panel', 'Quit'])
    expect(await tray.tooltip()).toBe(`Comfy Switchboard: Running · http://127.0.0.1:${port}`)
    expect(await tray.icon()).not.toBe(stoppedIcon)
    await expect(panel.stopButton).toBeVisible()
    expect(await askThrough(port, '127.0.0.2')).toBe('Studio')

    await app.closeWindow()
    await expect.poll(() => app.isWindowVisible()).toBe(false)
    expect(await askThrough(port, '127.0.0.2')).toBe('Studio')
    await tray.click('Stop')
    await expect.poll(() => tray.labels()).toContain('Start')
    expect(await isListening(port)).toBe(false)
    await tray.click('Start')
    const newPort = await portInTray(tray)
    expect(await askThrough(newPort, '127.0.0.2')).toBe('Studio')

    await tray.click('Open panel')
    await expect.poll(() => app.isWindowVisible()).toBe(true)
    await expect(panel.stopButton).toBeVisible()
    await panel.comeIntoSight()
    await panel.open('Routes')
    await expect(panel.route('127.0.0.2', 'GET', '/system_stats', 'Studio')).toHaveCount(3)
    expect(await askThrough(newPort, '127.0.0.2', '/queue')).toBe('Studio')
    await expect(panel.route('127.0.0.2', 'GET', '/queue', 'Studio')).toBeVisible()
  })

  test('works without a window ever having been opened', async ({ launch, desktop, comfy }) => {
    const studio = await comfy('Studio')
    const servers = [{ id: 's1' as ServerId, url: studio.url, name: 'Studio', enabled: true }]
    const app = await launch({ settings: { listen: FREE_PORT, servers }, args: ['--hidden'] })
    const tray = await desktop.tray()
    await tray.click('Start')
    expect(await askThrough(await portInTray(tray), '127.0.0.3')).toBe('Studio')
    expect(await app.windowCount()).toBe(0)
    await tray.click('Open panel')
    await expect(new Panel(await app.page()).stopButton).toBeVisible()
  })

  test('shows a server that does not answer', async ({ launch, desktop, comfy }) => {
    const studio = await comfy('Studio')
    const servers = [{ id: 's1' as ServerId, url: studio.url, name: 'Studio C', enabled: true }]
    await launch({ settings: { listen: FREE_PORT, servers, startProxyOnLaunch: true }, args: ['--hidden'] })
    const tray = await desktop.tray()
    const port = await portInTray(tray)
    const runningIcon = await tray.icon()
    await studio.stop()
    await expect(askThrough(port, '127.0.0.2')).rejects.toThrow('status 502')
    await expect
      .poll(async () => (await tray.labels())[0])
      .toBe(`Degraded: Studio C is down · http://127.0.0.1:${port}`)
    expect(await tray.icon()).not.toBe(runningIcon)
  })

  test('speaks the language of the settings, at once', async ({ launch, desktop }) => {
    const app = await launch({ settings: { listen: FREE_PORT } })
    const page = await app.page()
    const tray = await desktop.tray()
    await expect.poll(() => tray.labels()).toContain('Quit')
    await page.evaluate(() => window.panel.updateSettings({ language: 'zh' }))
    await expect.poll(() => tray.labels()).toEqual(['已停止', '启动', '打开面板', '退出'])
  })

  test('quits: the window, the process and the port are gone', async ({ launch, desktop }) => {
    const app = await launch({ settings: { listen: FREE_PORT, startProxyOnLaunch: true } })
    const tray = await desktop.tray()
    const port = await portInTray(tray)
    expect(await isListening(port)).toBe(true)
    await tray.click('Quit')
    expect(await app.exit).toBe(0)
    expect(await isListening(port)).toBe(false)
  })
})

test.describe('closing the window with a tray', () => {
  const hide = async (app: LaunchedApp): Promise<void> => {
    await app.closeWindow()
    await expect.poll(() => app.isWindowVisible()).toBe(false)
  }

  test('hides it, says so once, and a click on the notice brings it back', async ({ launch, desktop }) => {
    const app = await launch({ settings: { listen: FREE_PORT } })
    const page = await app.page()
    await desktop.tray()
    await hide(app)
    await expect.poll(() => desktop.notifications.shown.length).toBe(1)
    expect(desktop.notifications.shown[0]).toMatchObject({ title: 'Comfy Switchboard goes on in the tray' })
    desktop.notifications.click(1)
    await expect.poll(() => app.isWindowVisible()).toBe(true)
    await expect.poll(async () => (await snapshotOf(page)).state.settings.trayNoticeShown).toBe(true)
    await hide(app)
    expect(app.isRunning).toBe(true)
    expect(desktop.notifications.shown).toHaveLength(1)
  })

  test('quits when the person does not want it in the tray', async ({ launch, desktop }) => {
    const app = await launch({ settings: { listen: FREE_PORT, closeToTray: false } })
    await app.page()
    await desktop.tray()
    await app.closeWindow()
    expect(await app.exit).toBe(0)
  })

  test('brings it back when the desktop loses its tray', async ({ launch, desktop }) => {
    const app = await launch({ settings: { listen: FREE_PORT, trayNoticeShown: true } })
    await app.page()
    await desktop.tray()
    await hide(app)
    await desktop.hideTray()
    await expect.poll(() => app.isWindowVisible()).toBe(true)
    await desktop.showTray()
    expect(await (await desktop.tray()).labels()).toContain('Open panel')
  })
})
