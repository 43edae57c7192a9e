import { describeChanges, listToSave } from '@renderer/features/servers/draft-changes'
import { badLinesOf, isList, nextError, readImport, serversToAdd } from '@renderer/features/servers/import/read-import'
import { draftOf, reduceDraft, type ServerDraft } from '@renderer/features/servers/server-draft'
import { MAX_SERVERS, type ServerEntry, type ServerId } from '@shared/model/server-entry'
import { describe, expect, it } from 'vitest'

const id = (text: string) => text as ServerId
const server = (name: string): ServerEntry => ({ id: id(name), url: `http://${name}:8188`, name, enabled: true })
const [a, b] = [server('a'), server('b')]
const self = { listenHost: '', port: 8800, names: ['192.168.1.20'] }
const addMany = (...servers: ServerEntry[]) => ({ type: 'addMany', servers }) as const
const urls = (draft: ServerDraft) => draft.rows.map(({ entry }) => entry.url)

describe('many servers that are added to the draft', () => {
  it('are one step, which undo takes back and redo brings again', () => {
    const draft = reduceDraft(draftOf([a]), addMany(b, server('c'), server('d')))
    expect(listToSave(draft).map((entry) => entry.id)).toEqual(['a', 'b', 'c', 'd'])
    expect(describeChanges(draft)).toMatchObject({ added: 3, changed: 0, isReordered: false })
    const undone = reduceDraft(draft, { type: 'undo' })
    expect(describeChanges(undone).isAny).toBe(false)
    expect(reduceDraft(undone, { type: 'redo' }).rows).toEqual(draft.rows)
  })

  it('take the place of rows with nothing in them, until undo', () => {
    const blank = reduceDraft(draftOf([a]), { type: 'add', id: id('blank') })
    const draft = reduceDraft(blank, addMany(b))
    expect(urls(draft)).toEqual([a.url, b.url])
    expect(urls(reduceDraft(draft, { type: 'undo' }))).toEqual([a.url, ''])
  })

  it('are no step when there are none', () => {
    const draft = draftOf([a])
    expect(reduceDraft(draft, addMany())).toBe(draft)
  })
})

describe('a text that is read for import', () => {
  it('says for each thing which row it becomes or already is', () => {
    const removed = reduceDraft(draftOf([server('gone'), a, b]), { type: 'remove', id: id('gone') })
    const draft = reduceDraft(removed, { type: 'add', id: id('blank') })
    const { lines } = readImport('http://c:8188 http://b:8188 http://c:8188\nftp://x\nhttp://d:8188', draft, self)
    expect(lines.map(({ row, number }) => [row.kind, number])).toEqual([
      ['add', 4],
      ['duplicate', 3],
      ['duplicate', null],
      ['error', null],
      ['add', 5],
    ])
  })

  it('may name again what the draft removes', () => {
    const draft = reduceDraft(draftOf([a, b]), { type: 'remove', id: id('a') })
    expect(readImport(a.url, draft, self).preview.added).toEqual([{ url: a.url, name: '', enabled: true }])
  })

  it('knows the lines that something is wrong with', () => {
    const reading = readImport('http://c:8188\nftp://x, http://[\nhttp://d:8188\n192.168.1.20:8800', draftOf([]), self)
    expect([...badLinesOf(reading)]).toEqual([2, 4])
  })

  it('has an error after each error, and the first one after the last', () => {
    const { lines } = readImport('http://c:8188\nftp://x ftp://y\nhttp://d:8188\nftp://z', draftOf([]), self)
    expect([0, 1, 2, 3, 4].map((index) => nextError(lines, index))).toEqual([1, 2, 4, 4, 1])
    expect(nextError(lines.slice(0, 1), 0)).toBe(-1)
  })

  it.each([
    ['at its start', 2, 1, 1],
    ['within it', 2, 2, 2],
    ['before it on its line', 2, 8, 2],
    ['on a line before it', 3, 14, 4],
    ['behind all', 4, 8, 1],
  ])('has an error behind the cursor: %s', (_where, line, column, index) => {
    const { lines } = readImport('http://c:8188\nftp://x ftp://y\nhttp://d:8188\nftp://z', draftOf([]), self)
    expect(nextError(lines, { line, column })).toBe(index)
  })

  it('adds no more than the list has room for', () => {
    const full = draftOf(Array.from({ length: MAX_SERVERS - 2 }, (_, index) => server(`s${index}`)))
    const reading = readImport('http://new[1-5]:8188', full, self)
    expect(serversToAdd(reading, full)).toHaveLength(2)
    expect(reading.lines.at(-1)?.row).toMatchObject({ kind: 'error', error: { problem: 'TOO_MANY' } })
  })
})

describe('the id of an imported server', () => {
  const idsOf = (draft: ServerDraft, ...written: (string | undefined)[]) => {
    const text = JSON.stringify(written.map((one, index) => ({ url: `http://new-${index}:8188`, id: one })))
    return serversToAdd(readImport(text, draft, self), draft).map((entry) => entry.id)
  }

  it('is the written one where it is free', () => {
    expect(idsOf(draftOf([a]), 'mine', 'yours')).toEqual(['mine', 'yours'])
  })

  it.each([
    ['a row has it', 'a'],
    ['a row that was removed has it', 'b'],
    ['it is too long', 'x'.repeat(65)],
    ['none is written', undefined],
  ])('is a new one when %s', (_why, written) => {
    const draft = reduceDraft(draftOf([a, b]), { type: 'remove', id: id('b') })
    expect(idsOf(draft, written)).toEqual([expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f-]{27}$/)])
  })

  it('is a new one when the text gives it twice', () => {
    const [first, second] = idsOf(draftOf([]), 'twice', 'twice')
    expect(first).toBe('twice')
    expect(second).not.toBe('twice')
  })
})

describe('what is pasted into one address', () => {
  it.each([
    'http://a:8188\nhttp://b:8188',
    'a:8188, b:8188',
    'http://gpu[01-20]:8188',
    'http://192.168.1[1-50]:8188',
    'http://a:8188 # my server',
    '["http://a:8188"]',
    '[http://a:8188]',
    'DEV_SERVER_COMFYUI_URL=http://a:8188',
    'DEV_SERVER_COMFYUI_FILE=file:///srv/list.txt',
  ])('is a list: %j', (text) => {
    expect(isList(text)).toBe(true)
  })

  it.each([
    'http://a:8188',
    ' a:8188\n',
    'http://[::1]:8188',
    'ftp://a/b?c',
    'gpu01',
    'two words',
    '',
    '  \n',
    '# only a comment',
  ])('is no list: %j', (text) => {
    expect(isList(text)).toBe(false)
  })
})
