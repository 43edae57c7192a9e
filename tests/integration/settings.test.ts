import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ServerId } from '@shared/model/server-entry'
import { DEFAULT_SETTINGS, type Settings } from '@shared/model/settings'
import { describe, expect, it } from 'vitest'
import { readSettings } from '../../src/main/core/settings/settings-file'
import { SettingsStore } from '../../src/main/core/settings/settings-store'
import { makeTempDir } from '../support/temp-dir'

const NOW = new Date('2026-03-04T05:06:07.008Z')
const DARK: Settings = { ...DEFAULT_SETTINGS, theme: 'dark' }
const LIGHT: Settings = { ...DEFAULT_SETTINGS, theme: 'light' }

function fileText(settings: object, version: unknown = 1): string {
  return JSON.stringify({ version, ...settings })
}

/** A folder with a settings.json of this text. */
async function folderWith(text: string): Promise<string> {
  const dir = await makeTempDir()
  await writeFile(join(dir, 'settings.json'), text)
  return dir
}

async function open(dir: string) {
  const { store, problem } = await SettingsStore.open(dir, NOW)
  return { store, problem, settings: store.settings }
}

function onDisk(dir: string): Promise<string> {
  return readFile(join(dir, 'settings.json'), 'utf8')
}

describe('settings on the disk', () => {
  it('are the defaults in a new folder, which is not made before there is something to keep', async () => {
    const dir = join(await makeTempDir(), 'new', 'folder')
    const { store, settings, problem } = await open(dir)
    expect(settings).toEqual(DEFAULT_SETTINGS)
    expect(problem).toBeUndefined()
    await expect(stat(dir)).rejects.toThrow('ENOENT')
    expect(await store.update(DARK)).toBeUndefined()
    expect((await open(dir)).settings).toEqual(DARK)
  })

  it('are in a versioned file that its owner alone can read', async () => {
    const dir = await makeTempDir()
    await (await open(dir)).store.update(DARK)
    expect(JSON.parse(await onDisk(dir))).toEqual({ version: 1, ...DARK })
    expect((await stat(join(dir, 'settings.json'))).mode & 0o777).toBe(0o600)
  })

  it('are readable by their owner alone also when the file was open to others', async () => {
    const dir = await folderWith(fileText(LIGHT))
    await (await open(dir)).store.update(DARK)
    expect((await stat(join(dir, 'settings.json'))).mode & 0o777).toBe(0o600)
  })

  it('leave the file before them as a backup, and no other file', async () => {
    const dir = await makeTempDir()
    const { store } = await open(dir)
    await store.update(DARK)
    await store.update(LIGHT)
    expect((await readdir(dir)).sort()).toEqual(['settings.backup.json', 'settings.json'])
    expect(JSON.parse(await readFile(join(dir, 'settings.backup.json'), 'utf8')).theme).toBe('dark')
  })

  it('keep what the person wrote for a server', async () => {
    const dir = await makeTempDir()
    const written = { id: 's1' as ServerId, url: ' HTTP://Server1:80/ ', name: ' Big → 大 ', enabled: true }
    await (await open(dir)).store.update({ ...DEFAULT_SETTINGS, servers: [written] })
    expect((await open(dir)).settings.servers).toEqual([written])
  })

  it('are in use at once, before they are on the disk', async () => {
    const { store } = await open(await makeTempDir())
    const saved = store.update(DARK)
    expect(store.settings).toEqual(DARK)
    await saved
  })

  it('end, after many changes at once, with the last one', async () => {
    const dir = await makeTempDir()
    const { store } = await open(dir)
    const saves = Array.from({ length: 200 }, (_, index) =>
      store.update({ ...DEFAULT_SETTINGS, listen: { host: '', port: index + 1 } }),
    )
    expect(await Promise.all(saves)).toEqual(saves.map(() => undefined))
    expect((await open(dir)).settings.listen.port).toBe(200)
    await store.update(DARK)
    await store.flush()
    expect((await open(dir)).settings).toEqual(DARK)
  })

  it('are never half a file for another process that reads them meanwhile', async () => {
    const dir = await makeTempDir()
    const { store } = await open(dir)
    const servers = Array.from({ length: 500 }, (_, index) => ({
      id: `s${index}` as ServerId,
      url: `http://server-${index}:8188`,
      name: '',
      enabled: true,
    }))
    await store.update({ ...DEFAULT_SETTINGS, servers })
    const reader = startReader(join(dir, 'settings.json'))
    await reader.hasRead
    for (let port = 1; port <= 40; port++) {
      await store.update({ ...DEFAULT_SETTINGS, servers: servers.slice(port), listen: { host: '', port } })
    }
    const { reads, broken } = await reader.stop()
    expect(broken).toEqual([])
    expect(reads).toBeGreaterThan(10)
  })
})

describe('a settings file that cannot be taken as it is', () => {
  it.each([
    ['', 'damaged'],
    ['{"version":1,"theme":"dark"', 'damaged'],
    ['not JSON', 'damaged'],
    ['null', 'foreign'],
    ['[1,2]', 'foreign'],
    ['"text"', 'foreign'],
    ['{"theme":"dark"}', 'foreign'],
    [fileText(DARK, '1'), 'foreign'],
    [fileText(DARK, 0), 'foreign'],
    [fileText(DARK, 2), 'future'],
    [fileText(DARK, 1.5), 'future'],
  ])('%j is set aside as %s, byte for byte, and told; the defaults are used', async (text, why) => {
    const dir = await folderWith(text)
    const { store, settings, problem } = await open(dir)
    expect(settings).toEqual(DEFAULT_SETTINGS)
    const aside = `settings.${why}-2026-03-04T05-06-07-008Z.json`
    expect(problem).toMatchObject({ code: 'SETTINGS_SET_ASIDE', params: { why, file: aside, restored: 'defaults' } })
    expect(await readdir(dir)).toEqual([aside])
    await store.update(DARK)
    expect(await readFile(join(dir, aside), 'utf8')).toBe(text)
    expect((await open(dir)).problem).toBeUndefined()
  })

  it('is replaced by its backup where there is one, now and at the next start', async () => {
    const dir = await folderWith('damaged')
    await writeFile(join(dir, 'settings.backup.json'), fileText(DARK))
    const first = await open(dir)
    expect(first.settings).toEqual(DARK)
    expect(first.problem).toMatchObject({ code: 'SETTINGS_SET_ASIDE', params: { restored: 'backup' } })
    const second = await open(dir)
    expect(second.settings).toEqual(DARK)
    expect(second.problem).toBeUndefined()
  })

  it('is replaced by the defaults when the backup is no better', async () => {
    const dir = await folderWith('damaged')
    await writeFile(join(dir, 'settings.backup.json'), 'damaged too')
    const { settings, problem } = await open(dir)
    expect(settings).toEqual(DEFAULT_SETTINGS)
    expect(problem).toMatchObject({ params: { restored: 'defaults' } })
    expect(await readFile(join(dir, 'settings.backup.json'), 'utf8')).toBe('damaged too')
  })

  it('keeps what can be read of it, and all of it under another name; it is told once', async () => {
    const text = fileText({ ...DARK, language: 'xx', servers: [{ id: 's1', url: 'a', name: '', enabled: true }, 7] })
    const dir = await folderWith(text)
    const { settings, problem } = await open(dir)
    expect(settings).toMatchObject({ theme: 'dark', language: 'system', servers: [{ id: 's1' }] })
    expect(problem).toMatchObject({
      code: 'SETTINGS_SET_ASIDE',
      params: { why: 'damaged', reason: 'servers, language', restored: 'partly' },
    })
    const aside = 'settings.damaged-2026-03-04T05-06-07-008Z.json'
    expect(await readFile(join(dir, aside), 'utf8')).toBe(text)
    const second = await open(dir)
    expect(second.problem).toBeUndefined()
    expect(second.settings).toEqual(settings)
    expect((await readdir(dir)).sort()).toEqual([aside, 'settings.json'])
  })

  it('that is a folder is set aside as unreadable', async () => {
    const dir = await makeTempDir()
    await mkdir(join(dir, 'settings.json'))
    const { store, settings, problem } = await open(dir)
    expect(settings).toEqual(DEFAULT_SETTINGS)
    expect(problem).toMatchObject({ code: 'SETTINGS_SET_ASIDE', params: { why: 'unreadable', reason: 'EISDIR' } })
    expect(await store.update(DARK)).toBeUndefined()
  })

  it('and cannot be set aside either is told, and never overwritten', async () => {
    const dir = await makeTempDir()
    const file = join(dir, 'settings.json')
    await writeFile(file, 'damaged')
    // In the place of the name that it would get, a folder that is not empty: renaming fails for root as well.
    const aside = join(dir, 'settings.damaged-2026-03-04T05-06-07-008Z.json')
    await mkdir(join(aside, 'x'), { recursive: true })
    const { store, settings, problem } = await open(dir)
    expect(settings).toEqual(DEFAULT_SETTINGS)
    expect(problem).toMatchObject({ code: 'SETTINGS_UNREADABLE', params: { why: 'damaged' } })
    expect(await store.update(DARK)).toMatchObject({ code: 'SETTINGS_NOT_SAVED', params: { reason: 'KEPT' } })
    expect(store.settings).toEqual(DARK)
    expect(await onDisk(dir)).toBe('damaged')
  })
})

describe('a folder that cannot be written', () => {
  it('is told with its reason, and the settings are in use all the same', async () => {
    const dir = join(await makeTempDir(), 'folder')
    await writeFile(dir, 'a file in the place of the folder')
    const { store, settings, problem } = await open(dir)
    expect(settings).toEqual(DEFAULT_SETTINGS)
    expect(problem).toMatchObject({ code: 'SETTINGS_UNREADABLE', params: { reason: 'ENOTDIR' } })
    expect(await store.update(DARK)).toMatchObject({ code: 'SETTINGS_NOT_SAVED', params: { dir } })
    expect(store.settings).toEqual(DARK)
  })

  it('that cannot even be made is told when there is something to keep', async () => {
    const file = join(await makeTempDir(), 'file')
    const { store } = await open(join(file, 'folder'))
    await writeFile(file, 'a file in the way')
    expect(await store.update(DARK)).toMatchObject({ code: 'SETTINGS_NOT_SAVED', params: { reason: 'ENOTDIR' } })
    expect(store.settings).toEqual(DARK)
  })

  it('is written again as soon as it can be', async () => {
    const dir = await makeTempDir()
    const { store } = await open(dir)
    await mkdir(join(dir, 'settings.json', 'x'), { recursive: true })
    expect(await store.update(DARK)).toMatchObject({ code: 'SETTINGS_NOT_SAVED' })
    await rm(join(dir, 'settings.json'), { recursive: true })
    expect(await store.update(LIGHT)).toBeUndefined()
    expect((await open(dir)).settings).toEqual(LIGHT)
  })
})

describe('reading a settings file without owning it', () => {
  it('never touches it, whatever its state', async () => {
    const dir = await folderWith('damaged')
    expect(await readSettings(join(dir, 'settings.json'))).toMatchObject({ kind: 'damaged' })
    expect(await readdir(dir)).toEqual(['settings.json'])
    await copyFile(join(dir, 'settings.json'), join(dir, 'other.json'))
    expect(await readSettings(join(dir, 'missing.json'))).toEqual({ kind: 'missing' })
    expect(await onDisk(dir)).toBe('damaged')
  })
})

/** Reads and parses a file over and over in another thread. */
function startReader(path: string) {
  const worker = new Worker(
    `const { readFileSync } = require('node:fs')
     const { parentPort, workerData } = require('node:worker_threads')
     let reads = 0
     let isStopped = false
     const broken = []
     parentPort.once('message', () => { isStopped = true })
     const readOnce = () => {
       reads += 1
       try { JSON.parse(readFileSync(workerData, 'utf8')) } catch (error) { broken.push(error.message) }
       if (reads === 1) parentPort.postMessage('has read')
       if (isStopped) parentPort.postMessage({ reads, broken })
       else setImmediate(readOnce)
     }
     readOnce()`,
    { eval: true, workerData: path },
  )
  const next = () => new Promise<unknown>((resolve) => worker.once('message', resolve))
  return {
    hasRead: next(),
    async stop(): Promise<{ reads: number; broken: string[] }> {
      const result = next()
      worker.postMessage('stop')
      return (await result) as { reads: number; broken: string[] }
    },
  }
}
