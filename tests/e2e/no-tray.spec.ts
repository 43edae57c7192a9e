import { expect, FREE_PORT, type LaunchedApp, snapshotOf, test } from '../support/e2e-app'
import { isListening } from '../support/e2e-comfy'

test.use({ hasTray: false })

async function runningPort(app: LaunchedApp): Promise<number> {
  const page = await app.page()
  const { status } = (await snapshotOf(page)).state
  if (status.state !== 'running') throw new Error(`the proxy is ${status.state}`)
  return status.port
}

test.describe('on a desktop without a tray', () => {
  test('closing the window quits at once while the proxy is stopped', async ({ launch }) => {
    const app = await launch({ settings: { listen: FREE_PORT } })
    await app.page()
    await app.answerQuestions(0)
    await app.closeWindow()
    expect(await app.exit).toBe(0)
  })

  test('closing the window asks while the proxy runs, and goes on when the person says so', async ({ launch }) => {
    const app = await launch({ settings: { listen: FREE_PORT, startProxyOnLaunch: true } })
    await expect.poll(() => runningPort(app).catch(() => 0)).toBeGreaterThan(0)
    const port = await runningPort(app)
    await app.answerQuestions(0)
    await app.closeWindow()
    await expect.poll(() => app.questions()).toEqual(['Quit while the proxy is running?'])
    expect(await app.isWindowVisible()).toBe(true)
    expect(await isListening(port)).toBe(true)
  })

  test('closing the window quits and frees the port when the person agrees', async ({ launch }) => {
    const app = await launch({ settings: { listen: FREE_PORT, startProxyOnLaunch: true } })
    await expect.poll(() => runningPort(app).catch(() => 0)).toBeGreaterThan(0)
    const port = await runningPort(app)
    await app.answerQuestions(1)
    await app.closeWindow()
    expect(await app.exit).toBe(0)
    expect(await isListening(port)).toBe(false)
  })

  test('a hidden launch shows the window all the same', async ({ launch }) => {
    const app = await launch({ settings: { listen: FREE_PORT }, args: ['--hidden'] })
    await app.page()
    await expect.poll(() => app.isWindowVisible()).toBe(true)
  })
})
