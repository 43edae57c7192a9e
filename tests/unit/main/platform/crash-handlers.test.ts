import { readFileSync, statSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest'
import { installCrashHandlers } from '../../../../src/main/platform/crash-handlers'
import { createCrashLog } from '../../../../src/main/platform/crash-log'
import { app, dialog, recorder, resetElectron } from '../../../support/electron-mock'

vi.mock('electron', () => import('../../../support/electron-mock'))

let dir: string
let file: string
let stderr: MockInstance

beforeEach(async () => {
  resetElectron()
  dir = await mkdtemp(join(tmpdir(), 'crash-'))
  file = join(dir, 'logs', 'main.log')
  stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
})

afterEach(async () => {
  vi.restoreAllMocks()
  await rm(dir, { recursive: true })
})

/** Installs the handlers without leaving them on the process of the tests. */
function install(): {
  handlers: ReturnType<typeof installCrashHandlers>
  raise: (kind: string, error: unknown) => void
} {
  const registered = new Map<string, (error: unknown) => void>()
  const on = vi.spyOn(process, 'on').mockImplementation((name, listener) => {
    registered.set(String(name), listener as (error: unknown) => void)
    return process
  })
  const handlers = installCrashHandlers(file)
  on.mockRestore()
  return { handlers, raise: (kind, error) => registered.get(kind)?.(error) }
}

describe('an error that nobody caught in the main process', () => {
  it.each(['uncaughtException', 'unhandledRejection'])('is written down with its stack: %s', (kind) => {
    const { handlers, raise } = install()
    const audience = { log: recorder(), tellPerson: recorder() }
    handlers.attach(audience)
    raise(kind, new Error('tray exploded'))
    expect(readFileSync(file, 'utf8')).toMatch(/tray exploded[\s\S]*crash-handlers\.test/)
    expect(audience.log).toHaveBeenCalledWith(expect.stringContaining('tray exploded'))
  })

  it('is told to the person once, and the app goes on', () => {
    const { handlers, raise } = install()
    const audience = { log: recorder(), tellPerson: recorder() }
    handlers.attach(audience)
    raise('uncaughtException', new Error('one'))
    raise('uncaughtException', new Error('two'))
    expect(audience.tellPerson).toHaveBeenCalledTimes(1)
    expect(audience.log).toHaveBeenCalledTimes(2)
    expect(app.exit).not.toHaveBeenCalled()
  })

  it('ends the app with exit code 1 while it is still starting', () => {
    install().raise('uncaughtException', new Error('no display'))
    expect(dialog.showErrorBox).toHaveBeenCalledWith('Comfy Switchboard', 'Error: no display')
    expect(app.exit).toHaveBeenCalledWith(1)
  })

  it('may be anything that can be thrown', () => {
    install().raise('unhandledRejection', 'just text')
    expect(readFileSync(file, 'utf8')).toContain('unhandled rejection: just text')
  })
})

describe('a process of Chromium that died', () => {
  it('is written down', () => {
    install()
    app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 5 })
    expect(readFileSync(file, 'utf8')).toContain('GPU process gone: crashed (exit code 5)')
  })
})

describe('the log of the main process', () => {
  it('keeps at most two files of half a megabyte', () => {
    const write = createCrashLog(file)
    for (let i = 0; i < 30; i++) write('x'.repeat(64 * 1024))
    expect(statSync(file).size).toBeLessThanOrEqual(512 * 1024)
    expect(statSync(`${file}.1`).size).toBeLessThanOrEqual(512 * 1024)
    expect(statSync(`${file}.1`).size).toBeGreaterThan(400 * 1024)
  })

  it('says on standard error when it cannot be written, and does not throw', async () => {
    await writeFile(join(dir, 'logs'), 'a file where the folder should be')
    createCrashLog(file)('lost')
    expect(stderr).toHaveBeenLastCalledWith(expect.stringContaining(`cannot write ${file}`))
  })
})
