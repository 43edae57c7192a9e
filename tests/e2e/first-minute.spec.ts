import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, FREE_PORT, snapshotOf, test } from '../support/e2e-app'
import { askThrough } from '../support/e2e-comfy'
import { Panel } from '../support/e2e-pages'

/** What "alive in ten seconds" allows. */
const ALIVE = { timeout: 10_000 }

const cords = (page: Page) => page.getByRole('button', { name: /^127\.0\.0\.\d+, on Studio [A-D]$/ })

/** People with open pages, requests that keep coming, and jobs under way. */
async function expectAlive(page: Page): Promise<void> {
  await expect(cords(page).nth(5)).toBeVisible(ALIVE)
  await expect.poll(async () => (await snapshotOf(page)).counts.openSockets, ALIVE).toBeGreaterThan(5)
  const { requests } = (await snapshotOf(page)).counts
  await expect.poll(async () => (await snapshotOf(page)).counts.requests, ALIVE).toBeGreaterThan(requests)
}

test('the first minute: nothing, the demo, the picture moves, my own list pasted, Apply, Start', async ({
  launch,
  comfy,
  settingsDir,
}) => {
  const [studio, render] = [await comfy('Studio'), await comfy('Render')]
  const app = await launch({ settings: { listen: FREE_PORT, theme: 'dark' } })
  const page = await app.page()
  const panel = new Panel(page)
  const addOne = async (list: string) => {
    await panel.open('Servers')
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByRole('dialog').getByRole('textbox').fill(list)
    await page.getByRole('button', { name: 'Add 1 server', exact: true }).click()
  }

  await page.getByRole('button', { name: 'See it with simulated servers' }).click()
  await expect(page.getByRole('region', { name: 'Demo' })).toBeVisible(ALIVE)
  await expectAlive(page)
  const { state } = await snapshotOf(page)
  expect(state.settings).toMatchObject({ theme: 'dark', listen: { host: '127.0.0.1' } })
  expect(state.addresses.map(({ host }) => host)).toEqual(['127.0.0.1'])
  expect(JSON.parse(await readFile(join(settingsDir, 'settings.json'), 'utf8')).servers ?? []).toEqual([])

  await addOne(studio.url)
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.getByText('The demo uses its simulated servers only.')).toBeVisible()

  await page.getByRole('button', { name: 'End the demo' }).click()
  await expect(page.getByRole('region', { name: 'Demo' })).toBeHidden()
  expect((await snapshotOf(page)).state).toMatchObject({ isDemo: false, status: { state: 'stopped' } })
  expect((await snapshotOf(page)).clients).toEqual([])

  await expect(page.getByLabel('Address of row 1', { exact: true })).toHaveValue(studio.url)
  await addOne(`# mine\n${studio.url}, ${render.url}`)
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await panel.startButton.click()
  await expect(panel.stopButton).toBeVisible()
  const { status } = (await snapshotOf(page)).state
  if (status.state !== 'running') throw new Error(`the proxy is ${status.state}`)
  expect(await askThrough(status.port, '127.0.0.2')).toBe('Studio')
  expect(await askThrough(status.port, '127.0.0.3')).toBe('Render')
})

test('the app started for the demo runs beside the person’s own, and is gone without a trace', async ({
  launch,
  settingsDir,
}) => {
  const own = await launch({ settings: { listen: FREE_PORT } })
  await own.page()
  const before = await readdir(settingsDir)
  const demo = await launch({ isDemo: true })
  const page = await demo.page()
  await expectAlive(page)
  const folder = await demo.electron.evaluate(({ app }) => app.getPath('userData'))
  expect(folder).not.toBe(settingsDir)
  expect((await snapshotOf(await own.page())).state).toMatchObject({ isDemo: false, settings: { servers: [] } })

  await page.getByRole('button', { name: 'End the demo' }).click()
  expect(await demo.exit).toBe(0)
  // Chromium writes a little after that; the next demo clears it away.
  const rest = existsSync(folder) ? await readdir(folder) : []
  expect(rest.filter((name) => name !== 'chromium')).toEqual([])
  expect(own.isRunning).toBe(true)
  expect(await readdir(settingsDir)).toEqual(before)
})

test('closing the window of a demo ends it without a question', async ({ launch }) => {
  const demo = await launch({ isDemo: true })
  await expect(cords(await demo.page()).first()).toBeVisible(ALIVE)
  await demo.answerQuestions(0)
  await demo.closeWindow()
  expect(await demo.exit).toBe(0)
})
