import type { ServerEntry } from '@shared/model/server-entry'
import type { ImportPreview } from '@shared/server-list/listed-server'
import { parseServerList } from '@shared/server-list/parse-server-list'
import { previewImport } from '@shared/server-list/preview-import'
import { describe, expect, it } from 'vitest'

const SELF = { listenHost: '', port: 8800, names: ['192.168.1.20'] }

function entries(...urls: string[]): ServerEntry[] {
  return urls.map((url, index) => ({ id: `s${index}`, url, name: '', enabled: true })) as unknown as ServerEntry[]
}

function preview(text: string, existing: readonly ServerEntry[] = []): ImportPreview {
  return previewImport(parseServerList(text), existing, SELF)
}

/** A row as `line kind: what`. */
function rowsOf({ rows }: ImportPreview): string[] {
  return rows.map((row) => {
    if (row.kind === 'error') return `${row.error.place.line} ${row.error.problem}: ${row.error.place.text}`
    const { url, place } = row.server
    if (row.kind === 'add') return `${place.line} add: ${url}`
    return `${place.line} duplicate of ${row.ofLine === undefined ? `row ${row.ofRow}` : `line ${row.ofLine}`}: ${url}`
  })
}

describe('the preview of an import', () => {
  it('says of each thing in the text, in its order, what becomes of it', () => {
    const text = 'http://a\nHTTP://OLD:80/\nhttp://b[2-1]\nhttp://c/x, A:80\nlocalhost:8800\nhttp://d'
    const found = preview(text, entries('http://first', 'http://old'))
    expect(rowsOf(found)).toEqual([
      '1 add: http://a',
      '2 duplicate of row 1: HTTP://OLD:80/',
      '3 RANGE_REVERSED: http://b[2-1]',
      '4 PATH: http://c/x',
      '4 duplicate of line 1: A:80',
      '5 OWN_ADDRESS: localhost:8800',
      '6 add: http://d',
    ])
    expect(found).toMatchObject({ form: 'text', duplicates: 2, errors: 3 })
    expect(found.added).toEqual([
      { url: 'http://a', name: '', enabled: true },
      { url: 'http://d', name: '', enabled: true },
    ])
  })

  it.each([
    ['ftp://a', 'SCHEME'],
    ['http://u:p@a', 'CREDENTIALS'],
    ['http://a/x', 'PATH'],
    ['http://a?x', 'QUERY'],
    ['http://', 'HOST'],
    ['192.168.1', 'DOTTED_NUMBER'],
    ['http://192.168.1.256', 'DOTTED_NUMBER'],
    ['http://a:0', 'PORT'],
    ['http://a:65536', 'PORT'],
    ['http://192.168.1.20:8800', 'OWN_ADDRESS'],
  ])('refuses the address %s: %s', (url, problem) => {
    expect(rowsOf(preview(`# ours\n${url}`))).toEqual([`2 ${problem}: ${url}`])
  })

  it.each([
    ['http://a', 'NO_PORT'],
    ['192.168.1.31/', 'NO_PORT'],
    ['http://[fd00::8188]', 'NO_PORT'],
    ['gpu[1-1]', 'NO_PORT'],
    ['http://a:80', undefined],
    ['http://[::1]:8188/', undefined],
    ['https://a', undefined],
  ])('notes where no port was written, for that means 80: %s', (url, note) => {
    expect(preview(url).rows).toMatchObject([note === undefined ? { kind: 'add' } : { kind: 'add', note }])
    expect(preview(url).rows.some((row) => 'note' in row)).toBe(note !== undefined)
  })

  it('refuses an entry without an address', () => {
    expect(rowsOf(preview('["", "http://a"]'))).toEqual(['1 EMPTY: ', '1 add: http://a'])
  })

  it('names the one address of a range that is there already or is our own', () => {
    expect(rowsOf(preview('http://localhost:[8799-8801]', entries('http://localhost:8799')))).toEqual([
      '1 duplicate of row 0: http://localhost:8799',
      '1 OWN_ADDRESS: http://localhost:8800',
      '1 add: http://localhost:8801',
    ])
  })

  it('adds what objects say, but no ids, and names as long as a name may be', () => {
    const list = [
      { url: 'http://a', id: 'x', name: 'Studio A', enabled: false },
      { url: 'b', name: 'n'.repeat(200) },
    ]
    expect(preview(JSON.stringify(list)).added).toEqual([
      { url: 'http://a', name: 'Studio A', enabled: false },
      { url: 'b', name: 'n'.repeat(100), enabled: true },
    ])
  })

  it('takes rows that are off for there already, and of rows that are no address no notice', () => {
    const existing = entries('', 'http://192.168.1', 'http://a').map((server) => ({ ...server, enabled: false }))
    expect(rowsOf(preview('http://a', existing))).toEqual(['1 duplicate of row 2: http://a'])
  })

  it('passes on the file that the text names', () => {
    const found = preview('DEV_SERVER_COMFYUI_FILE=file:///list')
    expect(found).toMatchObject({ form: 'env', rows: [], added: [], file: { path: 'file:///list' } })
  })

  it('stops when the list is full, and says once how many there would be', () => {
    const existing = entries(...Array.from({ length: 1997 }, (_, index) => `http://old${index}`))
    const found = preview('http://a[1-2]\nhttp://old5\nhttp://b[1-4]\nhttp://c/x\nhttp://a1', existing)
    expect(rowsOf(found)).toEqual([
      '1 add: http://a1',
      '1 add: http://a2',
      '2 duplicate of row 5: http://old5',
      '3 add: http://b1',
      '3 TOO_MANY: http://b[1-4]',
      '4 PATH: http://c/x',
      '5 duplicate of line 1: http://a1',
    ])
    expect(found.rows[4]).toMatchObject({ error: { params: { count: 2003, max: 2000 } } })
    expect(found.added).toHaveLength(3)
  })

  it('may fill the list to the last row', () => {
    expect(preview('http://a[1-2000]')).toMatchObject({ duplicates: 0, errors: 0 })
    expect(preview('http://a[1-2000]').added).toHaveLength(2000)
    expect(preview('http://a', entries(...Array.from({ length: 2000 }, (_, index) => `s${index}`))).added).toEqual([])
  })
})
