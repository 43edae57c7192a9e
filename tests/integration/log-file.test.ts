import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ErrorInfo } from '@shared/errors'
import { describe, expect, it } from 'vitest'
import { LogFile } from '../../src/main/core/logging/log-file'
import { KEPT_FILES, MAX_FILE_BYTES, RotatingFile } from '../../src/main/core/logging/rotating-file'
import { makeTempDir } from '../support/temp-dir'

async function contentsOf(dir: string): Promise<Record<string, string>> {
  const names = (await readdir(dir)).sort()
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(dir, name), 'utf8')])),
  )
}

describe('a log file that rotates', () => {
  it('keeps three files of the newest texts', async () => {
    const dir = await makeTempDir()
    const file = new RotatingFile(join(dir, 'x.log'), 10)
    for (const text of ['aaaa\n', 'bbbb\n', 'cccc\n', 'dddd\n', 'eeee\n', 'ffff\n', 'gggg\n']) await file.append(text)
    await file.close()
    expect(await contentsOf(dir)).toEqual({ 'x.log': 'gggg\n', 'x.log.1': 'eeee\nffff\n', 'x.log.2': 'cccc\ndddd\n' })
  })

  it('is never larger, all files together, than three times its limit', async () => {
    const dir = await makeTempDir()
    const file = new RotatingFile(join(dir, 'x.log'), 1000)
    for (let count = 0; count < 200; count++) {
      await file.append(`${'x'.repeat((count * 37) % 400)}\n`)
      const sizes = await Promise.all((await readdir(dir)).map(async (name) => (await stat(join(dir, name))).size))
      expect(Math.max(...sizes)).toBeLessThanOrEqual(1000)
      expect(sizes.length).toBeLessThanOrEqual(KEPT_FILES)
    }
    await file.close()
    expect(await readdir(dir)).toHaveLength(KEPT_FILES)
  })

  it('goes on after a restart where it was, and rotates by the size that was there', async () => {
    const dir = await makeTempDir()
    for (const text of ['aaaa\n', 'bbbb\n', 'cccc\n']) {
      const file = new RotatingFile(join(dir, 'x.log'), 10)
      await file.append(text)
      await file.close()
    }
    expect(await contentsOf(dir)).toEqual({ 'x.log': 'cccc\n', 'x.log.1': 'aaaa\nbbbb\n' })
  })

  it('cuts a text that is larger than a whole file', async () => {
    const dir = await makeTempDir()
    const file = new RotatingFile(join(dir, 'x.log'), 10)
    await file.append('x'.repeat(100))
    await file.close()
    expect(await contentsOf(dir)).toEqual({ 'x.log': 'x'.repeat(10) })
  })

  it('is made anew, with its folder, when that was deleted while it was open', async () => {
    const dir = await makeTempDir()
    const file = new RotatingFile(join(dir, 'logs', 'x.log'))
    await file.append('before\n')
    await rm(join(dir, 'logs'), { recursive: true })
    await file.append('after\n')
    await file.close()
    expect(await contentsOf(join(dir, 'logs'))).toEqual({ 'x.log': 'after\n' })
  })

  it('can be read by its owner only', async () => {
    const dir = await makeTempDir()
    const file = new RotatingFile(join(dir, 'x.log'))
    await file.append('x\n')
    await file.close()
    expect((await stat(join(dir, 'x.log'))).mode & 0o777).toBe(0o600)
  })

  it('says that it cannot be written, and can once the cause is gone', async () => {
    const dir = await makeTempDir()
    await writeFile(join(dir, 'logs'), 'a file in the place of the folder')
    const file = new RotatingFile(join(dir, 'logs', 'x.log'))
    await expect(file.append('lost\n')).rejects.toThrow(/EEXIST|ENOTDIR/)
    await rm(join(dir, 'logs'))
    await file.append('kept\n')
    await file.close()
    expect(await contentsOf(join(dir, 'logs'))).toEqual({ 'x.log': 'kept\n' })
  })

  it('is at most three times 10 MB', () => {
    expect(MAX_FILE_BYTES * KEPT_FILES).toBeLessThanOrEqual(3 * 10 * 1024 * 1024)
  })
})

describe('the log of a settings folder', () => {
  it('is logs/switchboard.log, with every line that was added', async () => {
    const dir = await makeTempDir()
    const troubles: ErrorInfo[] = []
    const log = new LogFile(
      dir,
      () => undefined,
      (error) => troubles.push(error),
    )
    log.add('[LoadBalancer] one')
    log.add('[LoadBalancer] two → three')
    await log.close()
    expect(await contentsOf(join(dir, 'logs'))).toEqual({
      'switchboard.log': '[LoadBalancer] one\n[LoadBalancer] two → three\n',
    })
    expect(troubles).toEqual([])
  })

  it('tells what keeps it from being written, and that it can be written again', async () => {
    const dir = await makeTempDir()
    const heard: string[] = []
    await mkdir(join(dir, 'logs', 'switchboard.log'), { recursive: true })
    const log = new LogFile(
      dir,
      () => heard.push('written'),
      ({ code, params }) => heard.push(`${code} ${params?.reason}`),
    )
    log.add('lost')
    await log.close()
    await rm(join(dir, 'logs'), { recursive: true })
    log.add('kept')
    await log.close()
    expect(heard).toEqual(['LOG_NOT_WRITTEN EISDIR', 'written'])
    expect(await contentsOf(join(dir, 'logs'))).toEqual({ 'switchboard.log': 'kept\n' })
  })
})
