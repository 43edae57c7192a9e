import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeDemoDir, setAppPaths } from '../../../../src/main/platform/app-paths'
import { app, resetElectron } from '../../../support/electron-mock'

vi.mock('electron', () => import('../../../support/electron-mock'))

let dir: string

beforeEach(async () => {
  resetElectron()
  dir = await mkdtemp(join(tmpdir(), 'app-paths-'))
  app.setPath('temp', dir)
})

afterEach(() => rm(dir, { recursive: true }))

describe('paths of the app', () => {
  it('lie in the folder that was asked for, which is made when it is not there', async () => {
    const wanted = join(dir, 'new', 'folder')
    expect(setAppPaths(wanted)).toEqual({
      settingsDir: wanted,
      logsDir: join(wanted, 'logs'),
      logFile: join(wanted, 'logs', 'switchboard.log'),
      crashLogFile: join(wanted, 'logs', 'main.log'),
      windowStateFile: join(wanted, 'window-state.json'),
    })
    expect((await stat(wanted)).isDirectory()).toBe(true)
    expect(app.getPath('userData')).toBe(wanted)
  })

  it('lie in the usual place of the system when nothing was asked for', () => {
    const usual = join(dir, 'usual')
    app.setPath('userData', usual)
    expect(setAppPaths(undefined).settingsDir).toBe(usual)
  })

  it('keep the caches of the browser out of the way', () => {
    setAppPaths(dir)
    expect(app.getPath('sessionData')).toBe(join(dir, 'chromium'))
  })

  it('leave the settings where they were asked for when that folder cannot be written, and the lock elsewhere', async () => {
    const file = join(dir, 'a-file')
    await writeFile(file, '')
    const wanted = join(file, 'inside')
    expect(setAppPaths(wanted).settingsDir).toBe(wanted)
    const userData = app.getPath('userData')
    expect(userData).not.toBe(wanted)
    expect((await stat(userData)).isDirectory()).toBe(true)
  })
})

describe('the folder of a demo', () => {
  const exitListeners = process.listeners('exit')

  afterEach(() => {
    for (const listener of process.listeners('exit')) {
      if (!exitListeners.includes(listener)) process.off('exit', listener)
    }
  })

  it('is a new one among the temporary files, and goes when the program ends', async () => {
    const [first, second] = [makeDemoDir(), makeDemoDir()]
    expect(await readdir(dir)).toHaveLength(2)
    await writeFile(join(first, 'settings.json'), '{}')
    for (const listener of process.listeners('exit')) {
      if (!exitListeners.includes(listener)) (listener as (code: number) => void)(0)
    }
    expect(await readdir(dir)).toEqual([])
    expect(first).not.toBe(second)
  })

  it('clears away what an earlier demo left, but nothing that may be in use', async () => {
    const longAgo = new Date(Date.now() - 120_000)
    const folders = ['comfy-switchboard-demo-rest', 'comfy-switchboard-demo-running', 'comfy-switchboard-other']
    for (const name of [...folders, 'comfy-switchboard-demo-starting']) await mkdir(join(dir, name))
    await writeFile(join(dir, 'comfy-switchboard-demo-running', 'settings.json'), '{}')
    for (const name of folders) await utimes(join(dir, name), longAgo, longAgo)
    const killed = join(dir, 'comfy-switchboard-demo-killed')
    await mkdir(join(killed, 'logs'), { recursive: true })
    await writeFile(join(killed, 'settings.json'), '{}')
    await writeFile(join(killed, 'logs', 'switchboard.log'), '')
    const lastWeek = new Date(Date.now() - 7 * 86_400_000)
    await utimes(join(killed, 'logs', 'switchboard.log'), lastWeek, lastWeek)
    const made = makeDemoDir()
    const kept = (await readdir(dir)).filter((name) => !made.endsWith(name))
    expect(kept.sort()).toEqual([
      'comfy-switchboard-demo-running',
      'comfy-switchboard-demo-starting',
      'comfy-switchboard-other',
    ])
  })
})
