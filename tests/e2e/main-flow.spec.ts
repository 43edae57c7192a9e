import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, FREE_PORT, snapshotOf, test } from '../support/e2e-app'
import { askThrough, openSocketThrough } from '../support/e2e-comfy'
import { Panel } from '../support/e2e-pages'

test('from an empty list to people on their servers: add, apply, start, and see who goes where', async ({
  launch,
  comfy,
  settingsDir,
}) => {
  const [studio, render] = [await comfy('Studio'), await comfy('Render')]
  const app = await launch({ settings: { listen: FREE_PORT } })
  const page = await app.page()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  const panel = new Panel(page)

  await panel.addServers([studio, render])
  await expect.poll(async () => (await snapshotOf(page)).state.settings.servers.length).toBe(2)
  await panel.startButton.click()
  await expect(panel.stopButton).toBeVisible()
  const { status } = (await snapshotOf(page)).state
  if (status.state !== 'running') throw new Error(`the proxy is ${status.state}`)

  // |h| of 127.0.0.2 is 1505998206 and of 127.0.0.3 is 1505998207; modulo 2 that is the first and the second server.
  expect(await askThrough(status.port, '127.0.0.2', '/system_stats?secret=1')).toBe('Studio')
  expect(await askThrough(status.port, '127.0.0.3')).toBe('Render')
  const socket = await openSocketThrough(status.port, '127.0.0.3')
  expect(socket.server).toBe('Render')
  expect(await socket.echo('prompt')).toBe('prompt')

  await panel.open('Overview')
  await expect(panel.cordOf('127.0.0.2', 'Studio')).toBeVisible()
  await expect(panel.cordOf('127.0.0.3', 'Render')).toBeVisible()

  await panel.open('Clients')
  await expect(panel.client('127.0.0.2', 'Studio', 'Hash')).toBeVisible()
  await expect(panel.client('127.0.0.3', 'Render', 'Hash')).toBeVisible()

  await panel.open('Routes')
  await expect(panel.route('127.0.0.2', 'GET', '/system_stats', 'Studio', '200')).toBeVisible()
  await expect(panel.route('127.0.0.3', 'WS', '/ws', 'Render', 'open')).toBeVisible()
  await socket.close()
  await expect(panel.route('127.0.0.3', 'WS', '/ws', 'Render', 'closed')).toBeVisible()

  const log = await readFile(join(settingsDir, 'logs', 'switchboard.log'), 'utf8')
  expect(log).toContain(`[LoadBalancer] GET /system_stats → ${studio.url} [client: 127.0.0.2]`)
  expect(log).toContain(`[LoadBalancer] WS /ws → ${render.url} [client: 127.0.0.3] (load balanced)`)
  expect(log).not.toContain('secret')
  expect(complaints).toEqual([])
})

test('settings and the place of the window survive a restart', async ({ launch, comfy, settingsDir }) => {
  const studio = await comfy('Studio')
  const first = await launch({ settings: { listen: FREE_PORT, closeToTray: false } })
  const page = await first.page()
  await new Panel(page).addServers([studio])
  await expect.poll(async () => (await snapshotOf(page)).state.settings.servers.length).toBe(1)
  expect(await page.evaluate(() => window.panel.updateSettings({ theme: 'dark', startProxyOnLaunch: true }))).toEqual({
    ok: true,
  })
  await first.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1100, 700))
  await first.closeWindow()
  expect(await first.exit).toBe(0)
  expect(JSON.parse(await readFile(join(settingsDir, 'window-state.json'), 'utf8'))).toMatchObject({
    width: 1100,
    height: 700,
  })

  const second = await launch()
  const again = await second.page()
  await expect(new Panel(again).stopButton).toBeVisible()
  const { settings, status } = (await snapshotOf(again)).state
  expect(settings).toMatchObject({ theme: 'dark', servers: [{ name: 'Studio', url: studio.url, enabled: true }] })
  expect(status.state).toBe('running')
  const size = await second.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getSize())
  expect(size).toEqual([1100, 700])
})
