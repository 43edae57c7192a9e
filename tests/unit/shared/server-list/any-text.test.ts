import { MAX_LIST_LENGTH } from '@shared/server-list/listed-server'
import { parseServerList } from '@shared/server-list/parse-server-list'
import { previewImport } from '@shared/server-list/preview-import'
import { describe, expect, it, vi } from 'vitest'
import { randomFrom } from './random'

// Times are taken, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 })

const SELF = { listenHost: '', port: 8800, names: [] }

const PIECES = [
  ...'[]{}"\'`:,;#/\\-=.@%?* \t\n\r0189aé，；、。“」（\u0000\u2028\uFEFF\uD800'.split(''),
  'http://',
  'a:8188',
  '[1-3]',
  '[01-20]',
  '[1-999999999]',
  '[::1]',
  '"url"',
  '{"url":"a"}',
  '"http://a[1-2]"',
  '192.168.1[1-50]',
  '//',
  '/*',
  '\\u',
  'DEV_SERVER_COMFYUI_URL=',
  '\nDEV_SERVER_COMFYUI_FILE=',
  'export ',
  'null',
]

/** Fastest of several runs, in milliseconds: what else the machine does slows some of them. */
function fastest(run: () => void): number {
  const times = Array.from({ length: 3 }, () => {
    const start = performance.now()
    run()
    return performance.now() - start
  })
  return Math.min(...times)
}

describe('any text at all', () => {
  it('is read without an exception, within the bounds, and with places that are in it', () => {
    const random = randomFrom(3)
    for (let round = 0; round < 5000; round++) {
      const length = 1 + Math.floor(random() * 40)
      const text = Array.from({ length }, () => PIECES[Math.floor(random() * PIECES.length)]).join('')
      const parsed = parseServerList(text)
      const { rows, added } = previewImport(parsed, [], SELF)
      expect(added.length).toBeLessThanOrEqual(parsed.servers.length)
      expect(parsed.servers.length).toBeLessThanOrEqual(2000)
      const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
      for (const row of rows) {
        const { line, column, text: excerpt } = row.kind === 'error' ? row.error.place : row.server.place
        expect(lines[line - 1]?.length).toBeGreaterThanOrEqual(column - 1)
        expect(excerpt.length).toBeLessThanOrEqual(80)
      }
    }
  })

  it.each([
    ['letters', 'a'],
    ['opening brackets', '['],
    ['opening braces', '{"a":'],
    ['JSON without an end', '["a",'],
    ['JSON with holes', '[,'],
    ['comments', ' #\u2028'],
    ['lines of comment', '\n# a'],
    ['quotes', '"'],
    ['quotes before a word', '"”'],
    ['backslashes', '\\'],
    ['spaces', ' '],
    ['lines', '\n'],
    ['ranges', 'a[1-2]'],
    ['ranges on lines', 'a[1-2]\n'],
    ['impossible ranges', '192.168.1[1-999]\n'],
    ['brackets with text', '[1-'],
    ['variables with a quote', 'DEV_SERVER_COMFYUI_URL="\n'],
    ['variables', 'export DEV_SERVER_COMFYUI_URL=a\n'],
    ['bullets', '-'],
    ['lines of many ranges without a dot', `${'1[1-2]'.repeat(330)}\n`],
    ['lines of a range without a dot', '1[1-2]\n'],
    ['dots', '0.'],
    ['words', 'a '],
    ['words around an address', 'a.b 1 c '],
    ['slashes', '/'],
    ['slashes apart', ' //'],
    ['numbers', '1'],
    ['numbers with hyphens', '1.1.1.1-'],
  ])('costs no more than its length: %s', (_what, piece) => {
    const run = (length: number) => {
      const text = piece.repeat(Math.ceil(length / piece.length)).slice(0, length)
      return fastest(() => previewImport(parseServerList(text), [], SELF))
    }
    const small = run(MAX_LIST_LENGTH / 64)
    // Sixteen times the text: where each character looks at all the others it takes 256 times as long.
    expect(run(MAX_LIST_LENGTH / 4)).toBeLessThan(Math.max(small, 10) * 80)
  })

  it('costs no more than its length: JSON of many entries', () => {
    const run = (count: number) => {
      const text = JSON.stringify(Array.from({ length: count }, (_, index) => ({ url: `http://s${index}` })))
      return fastest(() => previewImport(parseServerList(text), [], SELF))
    }
    const small = run(2000)
    expect(run(32_000)).toBeLessThan(Math.max(small, 10) * 80)
  })
})
