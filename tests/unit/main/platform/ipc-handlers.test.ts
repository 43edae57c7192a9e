import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ok } from '@shared/ipc/result'
import { DEFAULT_SETTINGS } from '@shared/model/settings'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AppPaths } from '../../../../src/main/platform/app-paths'
import { createIpcHandlers, type EngineCaller, isTrialRuntime } from '../../../../src/main/platform/ipc-handlers'
import { resetElectron, shell, spied } from '../../../support/electron-mock'

vi.mock('electron', () => import('../../../support/electron-mock'))

let dir: string
let paths: AppPaths
const engine = { call: spied(async () => ok('from the engine')) }

beforeEach(async () => {
  resetElectron()
  dir = await mkdtemp(join(tmpdir(), 'handlers-'))
  const logsDir = join(dir, 'logs')
  paths = {
    settingsDir: dir,
    logsDir,
    logFile: join(logsDir, 'switchboard.log'),
    crashLogFile: join(logsDir, 'main.log'),
    windowStateFile: join(dir, 'window-state.json'),
  }
})

afterEach(() => rm(dir, { recursive: true }))

const listFiles = { open: spied(async () => ok(null)), save: spied(async () => ok(true)) }
const demo = { start: spied(async () => ok(undefined)), end: spied(async () => ok(undefined)) }

const handlers = (): ReturnType<typeof createIpcHandlers> =>
  createIpcHandlers(engine as unknown as EngineCaller, { paths, listFiles, demo })

describe('the answers of the main process', () => {
  const { servers, ...settings } = DEFAULT_SETTINGS
  it.each([
    ['snapshot', undefined],
    ['startProxy', undefined],
    ['stopProxy', undefined],
    ['saveServers', servers],
    ['updateSettings', settings],
    ['dismissNotice', 3],
    ['explainIp', '10.0.0.1'],
  ] as const)('are the engine’s own for %s', async (name, argument) => {
    expect(await handlers()[name](argument as never)).toEqual(ok('from the engine'))
    expect(engine.call).toHaveBeenLastCalledWith(name, argument)
  })

  it('leave files to the dialogs of the desktop', async () => {
    expect(await handlers().openListFile({ path: '/a' })).toEqual(ok(null))
    expect(listFiles.open).toHaveBeenLastCalledWith({ path: '/a' })
    expect(await handlers().saveListFile({ name: 'servers.txt', text: 'a' })).toEqual(ok(true))
    expect(listFiles.save).toHaveBeenLastCalledWith({ name: 'servers.txt', text: 'a' })
  })

  it('turn the demo on and off', async () => {
    expect(await handlers().startDemo(undefined)).toEqual(ok(undefined))
    expect(demo.start).toHaveBeenCalledTimes(1)
    expect(await handlers().endDemo(undefined)).toEqual(ok(undefined))
    expect(demo.end).toHaveBeenCalledTimes(1)
  })

  it('say what runs and where it keeps things', async () => {
    expect(await handlers().about(undefined)).toMatchObject({
      ok: true,
      value: { version: '1.2.3', node: process.versions.node, settingsDir: dir, logFile: paths.logFile },
    })
  })

  it.each([
    ['25.1.1', true],
    ['39.9.9', true],
    ['40.0.0', false],
    ['45.4.1', false],
  ])('take Electron %s for a stand-in: %s', (version, isTrial) => {
    expect(isTrialRuntime(version)).toBe(isTrial)
  })

  it('open the folder of the logs, and no other', async () => {
    expect(await handlers().openLogs(undefined)).toEqual(ok(undefined))
    expect(shell.openPath).toHaveBeenCalledWith(paths.logsDir)
    expect((await stat(paths.logsDir)).isDirectory()).toBe(true)
  })

  it('say why the folder could not be opened', async () => {
    shell.openPath.mockResolvedValueOnce('no program for folders')
    expect(await handlers().openLogs(undefined)).toEqual({
      ok: false,
      error: { code: 'INTERNAL', detail: 'no program for folders' },
    })
  })
})
