import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as electron from '../../../support/electron-mock'

vi.mock('electron', () => import('../../../support/electron-mock'))

const running = { show: electron.recorder() }
const startApp = electron.spied(async (_context: unknown) => running)
vi.mock('../../../../src/main/start-app', () => ({ startApp }))

// Made once: the mock outlives the reset of the modules, so every entry gets this very one.
await import('electron')

const ERROR_EVENTS = ['uncaughtException', 'unhandledRejection'] as const
const realArgv = process.argv
const ownListeners = ERROR_EVENTS.map((event) => process.listeners(event as 'exit'))
let dir: string

beforeEach(async () => {
  electron.resetElectron()
  startApp.mockClear()
  running.show.mockClear()
  // The entry runs when it is imported, so every launch needs modules that were never loaded.
  vi.resetModules()
  dir = await mkdtemp(join(tmpdir(), 'launch-'))
})

afterEach(async () => {
  process.argv = realArgv
  vi.unstubAllEnvs()
  for (const [index, event] of ERROR_EVENTS.entries()) {
    process.removeAllListeners(event)
    for (const listener of ownListeners[index] ?? []) process.on(event as 'exit', listener)
  }
  await rm(dir, { recursive: true })
})

async function launch(...args: string[]): Promise<void> {
  process.argv = ['electron', ...args]
  await import('../../../../src/main/index')
  await Promise.resolve()
}

/** The names of the calls in the order they were made. */
function order(calls: Record<string, { mock: { invocationCallOrder: number[] } }>): string[] {
  return Object.entries(calls)
    .map(([name, { mock }]) => ({ name, at: mock.invocationCallOrder[0] ?? Number.POSITIVE_INFINITY }))
    .sort((a, b) => a.at - b.at)
    .map(({ name }) => name)
}

describe('launch', () => {
  it('sets the paths, takes the lock, and only then prepares what has to be there before ready', async () => {
    const errorHandlers = vi.spyOn(process, 'on')
    await launch('--settings-dir', dir)
    const steps = {
      ready: electron.app.whenReady,
      sandbox: electron.app.enableSandbox,
      scheme: electron.protocol.registerSchemesAsPrivileged,
      crashHandlers: errorHandlers,
      lock: electron.app.requestSingleInstanceLock,
      paths: electron.app.setPath,
      start: startApp,
    }
    expect(order(steps)).toEqual(['paths', 'lock', 'crashHandlers', 'scheme', 'sandbox', 'ready', 'start'])
    expect(electron.protocol.registerSchemesAsPrivileged).toHaveBeenCalledTimes(1)
    errorHandlers.mockRestore()
  })

  it('does nothing at all when another instance has the lock', async () => {
    electron.app.requestSingleInstanceLock.mockReturnValueOnce(false)
    await launch('--settings-dir', dir)
    expect(electron.app.exit).toHaveBeenCalledWith(0)
    for (const step of [
      electron.app.enableSandbox,
      electron.app.whenReady,
      electron.protocol.registerSchemesAsPrivileged,
      startApp,
    ]) {
      expect(step).not.toHaveBeenCalled()
    }
  })

  it('leaves out the sandbox of Chromium only where the person said so', async () => {
    electron.app.commandLine.hasSwitch.mockImplementationOnce((name) => name === 'no-sandbox')
    await launch('--settings-dir', dir, '--no-sandbox')
    expect(electron.app.enableSandbox).not.toHaveBeenCalled()
    expect(startApp).toHaveBeenCalledTimes(1)
  })

  it('shows the window when the app is launched again', async () => {
    await launch('--settings-dir', dir)
    electron.app.emit('second-instance', {}, [], '', { isHidden: false })
    await vi.waitFor(() => expect(running.show).toHaveBeenCalledTimes(1))
  })

  it('stays as it is when the app is launched again hidden', async () => {
    await launch('--settings-dir', dir)
    electron.app.emit('second-instance', {}, [], '', { isHidden: true })
    electron.app.emit('second-instance', {}, [], '', { isHidden: false })
    await vi.waitFor(() => expect(running.show).toHaveBeenCalledTimes(1))
  })

  it('tells the first instance whether this launch is hidden', async () => {
    await launch('--settings-dir', dir, '--hidden')
    expect(electron.app.requestSingleInstanceLock).toHaveBeenCalledWith({ isHidden: true })
  })

  it('has no application menu, and so no key that reloads the page', async () => {
    await launch('--settings-dir', dir)
    expect(electron.Menu.setApplicationMenu).toHaveBeenCalledWith(null)
  })

  it('takes the address of the development server only when it is not packaged', async () => {
    vi.stubEnv('ELECTRON_RENDERER_URL', 'http://localhost:5173')
    await launch('--settings-dir', dir)
    expect(startApp).toHaveBeenLastCalledWith(expect.objectContaining({ devUrl: 'http://localhost:5173' }))
    vi.resetModules()
    electron.app.isPackaged = true
    await launch('--settings-dir', dir)
    expect(startApp).toHaveBeenLastCalledWith(expect.objectContaining({ devUrl: undefined }))
  })

  it('ends with exit code 2 and one sentence when the folder is missing on the command line', async () => {
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    await launch('--settings-dir')
    expect(stderr).toHaveBeenCalledWith('--settings-dir needs the path of a folder\n')
    stderr.mockRestore()
    expect(electron.app.exit).toHaveBeenCalledWith(2)
    expect(electron.dialog.showErrorBox).not.toHaveBeenCalled()
    expect(startApp).not.toHaveBeenCalled()
  })
})
