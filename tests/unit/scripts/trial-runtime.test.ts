import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { ensureTrialRuntime, TRIAL_RUNTIME, type TrialRuntime } from '../../../scripts/setup/trial-runtime.mjs'

/** A package as the real one is built, with a text for a binary. */
function packRuntime(folder: string): TrialRuntime {
  const inner = join(folder, 'inner')
  mkdirSync(join(inner, 'resources/app'), { recursive: true })
  writeFileSync(join(inner, '@wingconsoledesktop'), 'the binary')
  writeFileSync(join(inner, 'LICENSE.electron.txt'), 'the licence')
  writeFileSync(join(inner, 'resources/app/main.js'), 'somebody else’s application')
  writeFileSync(join(inner, 'resources/app-update.yml'), 'somebody else’s updates')
  mkdirSync(join(folder, 'package/release'), { recursive: true })
  execFileSync('tar', ['-czf', join(folder, 'package/release/app.tar.gz'), '-C', inner, '.'])
  execFileSync('tar', ['-czf', join(folder, 'runtime.tgz'), '-C', folder, 'package'])
  const hash = createHash('sha512').update(readFileSync(join(folder, 'runtime.tgz')))
  return { ...TRIAL_RUNTIME, integrity: `sha512-${hash.digest('base64')}` }
}

describe('the older runtime', { timeout: 60_000 }, () => {
  let folder: string
  let cache: string
  const packed = () => readFileSync(join(folder, 'npm.log'), 'utf8').trim().split('\n')

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'trial-runtime-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    cache = join(folder, 'cache/comfy-switchboard')
    writeFileSync(
      join(folder, 'npm-cli.js'),
      `const fs = require('node:fs')
       fs.appendFileSync(__dirname + '/npm.log', process.argv.slice(2, 4).join(' ') + '\\n')
       fs.copyFileSync(__dirname + '/runtime.tgz', process.argv[process.argv.indexOf('--pack-destination') + 1] + '/runtime.tgz')`,
    )
    vi.stubEnv('npm_execpath', join(folder, 'npm-cli.js'))
    vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'))
    onTestFinished(() => {
      vi.unstubAllEnvs()
    })
  })

  test('is fetched once, and kept in the cache folder of the person', async () => {
    const runtime = packRuntime(folder)
    const executable = await ensureTrialRuntime(runtime)
    expect(executable).toBe(join(cache, 'electron-25.1.1-linux-x64/electron'))
    expect(readFileSync(executable, 'utf8')).toBe('the binary')
    expect(await ensureTrialRuntime(runtime)).toBe(executable)
    expect(packed()).toEqual([`pack ${TRIAL_RUNTIME.spec}`])
  })

  test('is refused when its hash is another one, and nothing of it is left', async () => {
    packRuntime(folder)
    await expect(ensureTrialRuntime()).rejects.toThrow(/is not what it was .*not used/)
    expect(readdirSync(cache)).toEqual([])
  })

  test('comes without the application that it was packed with, and with a loader for a folder', async () => {
    await ensureTrialRuntime(packRuntime(folder))
    const runtime = join(cache, 'electron-25.1.1-linux-x64')
    expect(readdirSync(join(runtime, 'resources'))).toEqual(['default_app.asar'])
    expect(existsSync(join(runtime, 'LICENSE.electron.txt'))).toBe(true)
    expect(filesOfAsar(join(runtime, 'resources/default_app.asar'))).toEqual(
      Object.fromEntries(['package.json', 'main.js'].map((name) => [name, readFileSync(loaderFile(name), 'utf8')])),
    )
  })

  test('gets the present loader also when it was fetched with an earlier one', async () => {
    const runtime = packRuntime(folder)
    await ensureTrialRuntime(runtime)
    const loader = join(cache, 'electron-25.1.1-linux-x64/resources/default_app.asar')
    const present = readFileSync(loader)
    writeFileSync(loader, 'an earlier one')
    await ensureTrialRuntime(runtime)
    expect(readFileSync(loader)).toEqual(present)
  })
})

function loaderFile(name: string): string {
  return join(import.meta.dirname, '../../../scripts/electron-loader', name)
}

/** Reads an archive as Electron does: from the lengths at its beginning. */
function filesOfAsar(file: string): Record<string, string> {
  const archive = readFileSync(file)
  const contentStart = 8 + archive.readUInt32LE(4)
  const header = JSON.parse(archive.toString('utf8', 16, 16 + archive.readUInt32LE(12)))
  return Object.fromEntries(
    Object.entries<{ size: number; offset: string }>(header.files).map(([name, { size, offset }]) => {
      const start = contentStart + Number(offset)
      return [name, archive.toString('utf8', start, start + size)]
    }),
  )
}
