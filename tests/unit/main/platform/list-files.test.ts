import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ok } from '@shared/ipc/result'
import { MAX_LIST_LENGTH } from '@shared/server-list/listed-server'
import type { BrowserWindow as ElectronWindow } from 'electron'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createListFiles } from '../../../../src/main/platform/list-files'
import { wordsFor } from '../../../../src/main/platform/words'
import { app, BrowserWindow, dialog, resetElectron } from '../../../support/electron-mock'

vi.mock('electron', () => import('../../../support/electron-mock'))

let dir: string
const window = new BrowserWindow() as unknown as ElectronWindow
const files = createListFiles({ window: () => window, words: () => wordsFor('en') })

beforeEach(async () => {
  resetElectron()
  dir = await mkdtemp(join(tmpdir(), 'list-files-'))
})

afterEach(() => rm(dir, { recursive: true }))

async function openFile(name: string, content: string | Uint8Array): Promise<Awaited<ReturnType<typeof files.open>>> {
  const file = join(dir, name)
  await writeFile(file, content)
  return choose(file)
}

function choose(file: string): ReturnType<typeof files.open> {
  dialog.showOpenDialog.mockResolvedValueOnce({ canceled: false, filePaths: [file] })
  return files.open({})
}

function saveTo(file: string, text = 'http://a:8188\n'): ReturnType<typeof files.save> {
  dialog.showSaveDialog.mockResolvedValueOnce({ canceled: false, filePath: file })
  return files.save({ name: 'servers.txt', text })
}

const unreadable = (name: string, reason: string) => ({
  ok: false,
  error: expect.objectContaining({ code: 'LIST_FILE_UNREADABLE', params: { name, reason } }),
})

describe('opening a list', () => {
  it('reads the file that the person chose, and gives its name without its folder', async () => {
    expect(await openFile('list.txt', 'http://a:8188\n')).toEqual(ok({ name: 'list.txt', text: 'http://a:8188\n' }))
  })

  it('asks in a dialog of the panel’s window, and answers nothing when the person chooses no file', async () => {
    expect(await files.open({})).toEqual(ok(null))
    expect(dialog.showOpenDialog.mock.lastCall?.[0]).toBe(window)
    expect(dialog.showOpenDialog.mock.lastCall?.[1]).not.toHaveProperty('defaultPath')
  })

  it.each([
    ['a path', (file: string) => file],
    ['a file URL', (file: string) => pathToFileURL(file).href],
  ])('proposes the file that a list names by %s', async (_kind, written) => {
    const file = join(dir, 'ein Ordner', 'servers.json')
    await files.open({ path: written(file) })
    expect(dialog.showOpenDialog).toHaveBeenCalledWith(window, expect.objectContaining({ defaultPath: file }))
  })

  it('proposes nothing for a URL that names no file of this system', async () => {
    await files.open({ path: 'file://%zz' })
    expect(dialog.showOpenDialog.mock.lastCall?.[1]).not.toHaveProperty('defaultPath')
  })

  it('leaves a byte order mark out', async () => {
    expect(await openFile('list.txt', '\uFEFFhttp://a:8188')).toMatchObject({ value: { text: 'http://a:8188' } })
  })

  it('takes the longest list there may be, and none that is longer', async () => {
    const longest = '长'.repeat(MAX_LIST_LENGTH)
    expect(await openFile('long.txt', longest)).toEqual(ok({ name: 'long.txt', text: longest }))
    const reason = 'it is too long to be a list of servers'
    expect(await openFile('longer.txt', 'x'.repeat(MAX_LIST_LENGTH + 1))).toEqual(unreadable('longer.txt', reason))
    expect(await openFile('huge.txt', new Uint8Array(4 * MAX_LIST_LENGTH))).toEqual(unreadable('huge.txt', reason))
  })

  it.each([
    ['bytes that are no UTF-8', Buffer.from([0x68, 0xff, 0xfe])],
    ['UTF-16', Buffer.from('\uFEFFhttp://a', 'utf16le')],
    ['a program', Buffer.from('MZ\0\0')],
  ])('refuses what is not text in UTF-8: %s', async (_what, content) => {
    expect(await openFile('list', content)).toEqual(unreadable('list', 'it is not text in UTF-8'))
  })

  it('refuses a folder, and a file that is gone', async () => {
    await mkdir(join(dir, 'folder'))
    expect(await choose(join(dir, 'folder'))).toEqual(unreadable('folder', 'it is a folder'))
    expect(await choose(join(dir, 'gone.txt'))).toEqual(unreadable('gone.txt', 'the file or its folder does not exist'))
  })
})

describe('saving a list', () => {
  it('writes it where the person says, proposing its name among the documents', async () => {
    app.getPath.mockReturnValueOnce(dir)
    const file = join(dir, 'mine.txt')
    expect(await saveTo(file)).toEqual(ok(true))
    expect(await readFile(file, 'utf8')).toBe('http://a:8188\n')
    expect(dialog.showSaveDialog).toHaveBeenCalledWith(
      window,
      expect.objectContaining({ defaultPath: join(dir, 'servers.txt') }),
    )
  })

  it('writes nothing when the person chooses no place', async () => {
    expect(await files.save({ name: 'servers.txt', text: 'x' })).toEqual(ok(false))
    expect(await readdir(dir)).toEqual([])
  })

  it('proposes no other folder, whatever the name says', async () => {
    app.getPath.mockReturnValueOnce(dir)
    await files.save({ name: '../../servers.txt', text: 'x' })
    expect(dialog.showSaveDialog.mock.lastCall?.[1]).toMatchObject({ defaultPath: join(dir, 'servers.txt') })
  })

  it('says why it could not be saved, in the language of the person', async () => {
    const chinese = createListFiles({ window: () => undefined, words: () => wordsFor('zh') })
    dialog.showSaveDialog.mockResolvedValueOnce({ canceled: false, filePath: join(dir, 'gone', 'mine.txt') })
    expect(await chinese.save({ name: 'mine.txt', text: 'x' })).toEqual({
      ok: false,
      error: expect.objectContaining({
        code: 'LIST_FILE_NOT_SAVED',
        params: { name: 'mine.txt', reason: '文件或文件夹不存在' },
      }),
    })
  })
})
