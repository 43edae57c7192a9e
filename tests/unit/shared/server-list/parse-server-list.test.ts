import { parseServerList } from '@shared/server-list/parse-server-list'
import { describe, expect, it } from 'vitest'
import { A, AB, B, errorsOf, said, urlsOf } from './read-lists'

describe('a list as JSON', () => {
  it.each([
    ['an array of addresses', `["${A}", "${B}"]`, AB],
    ['an array of objects', `[{"url":"${A}"},{"url":"${B}"}]`, AB],
    ['both kinds, over lines', `\n[\n  "${A}",\n  {"url": "${B}"}\n]\n`, AB],
    ['further keys', `[{"url":"${A}","gpu":"4090","weight":2}]`, [A]],
    ['an object with servers, such as the settings', `{"version":1,"servers":[{"url":"${A}"},"${B}"]}`, AB],
    ['white space around an address', `[" ${A} "]`, [A]],
    ['escapes', '["http:\\/\\/a\\u003a8188"]', [A]],
    ['wide characters', '["http：//a：８１８８"]', [A]],
    ['bare names', '["a", {"url": "b"}]', ['a', 'b']],
    ['IPv6 addresses', '["http://[::1]:8188"]', ['http://[::1]:8188']],
    ['no entries', '[]', []],
  ])('may have %s', (_what, text, urls) => {
    expect(urlsOf(text)).toEqual(urls)
    expect(parseServerList(text).form).toBe('json')
  })

  it('may say id, name and whether a server is in use', () => {
    const { servers } = parseServerList(`[{"url":"${A}","id":"x","name":"Studio A","enabled":false}]`)
    const place = { line: 1, column: 10, text: A }
    expect(servers).toEqual([{ url: A, id: 'x', name: 'Studio A', enabled: false, place }])
  })

  it.each([
    ['an object where an array is meant', `{"url":"${A}"}`, `1:1 JSON_OBJECT {"url":"${A}"}`],
    ['objects one after another', `{"url":"${A}"}\n{"url":"${B}"}`, `1:1 JSON_OBJECT {"url":"${A}"}`],
    ['servers that are no array', `{"servers":{"url":"${A}"}}`, `1:1 JSON_OBJECT {"servers":{"url":"${A}"}}`],
    ['missing quotes', `[${A}]`, `1:2 JSON_QUOTES ${A}]`],
    ['missing quotes around an IPv4 address', '[192.168.1.31:8188]', '1:2 JSON_QUOTES 192.168.1.31:8188]'],
    ['missing quotes around a key', `[\n{url: "${A}"}]`, `2:2 JSON_QUOTES url: "${A}"}]`],
    ['single quotes', `['${A}']`, `1:2 JSON_QUOTES '${A}']`],
    ['typographic quotes', `[“${A}”]`, `1:2 JSON_QUOTES “${A}”]`],
    ['a quote that is not closed', `["${A},\n"${B}"]`, `1:2 JSON_QUOTES "${A},`],
    ['a missing comma', `["${A}"\n "${B}"]`, `2:2 JSON_COMMA "${B}"]`],
    ['a missing comma between objects', `[{"url":"a"} {"url":"b"}]`, '1:14 JSON_COMMA {"url":"b"}]'],
    ['a trailing comma', `["${A}",\n]`, '1:17 JSON_COMMA ,'],
    ['a trailing comma in an object', '[{"url":"a",}]', '1:12 JSON_COMMA ,}]'],
    ['a comma too many', '["a",,"b"]', '1:6 JSON_COMMA ,"b"]'],
    ['a comma after the list', '["a"],', '1:6 JSON_COMMA ,'],
    ['a Chinese comma', '["a"，"b"]', '1:5 JSON_COMMA ，"b"]'],
    ['a comment', '[\n"a", // ours\n"b"]', '2:6 JSON_COMMENT // ours'],
    ['a comment over lines', '[/* ours\n*/"a"]', '1:2 JSON_COMMENT /* ours'],
    ['a comment as in text', '["a",\n# ours\n"b"]', '2:1 JSON_COMMENT # ours'],
    ['a comment before it', '\n# ours\n["a"]', '2:1 JSON_COMMENT # ours'],
    ['an end that is missing', '["a",\n"b"\n', '3:1 JSON_SYNTAX '],
    ['a colon that is missing', '[{"url" "a"}]', '1:9 JSON_SYNTAX "a"}]'],
    ['more than a list', '["a"]]', '1:6 JSON_SYNTAX ]'],
    ['an absurd depth', '['.repeat(51), '1:51 JSON_SYNTAX ['],
  ])('is not taken when it has %s', (_what, text, error) => {
    expect(parseServerList(text)).toMatchObject({ form: 'json', servers: [] })
    expect(errorsOf(text)).toEqual([error])
  })

  it.each([
    ['a number', '7'],
    ['nothing', 'null'],
    ['an array', '["a"]'],
    ['an object without url', '{"host":"a"}'],
    ['an object whose url is no text', '{"url":7}'],
    ['an object whose name is no text', '{"url":"a","name":7}'],
    ['an object whose enabled is neither true nor false', '{"url":"a","enabled":"no"}'],
    ['an object with an empty id', '{"url":"a","id":""}'],
  ])('says which entry is wrong, and takes the others: %s', (_what, entry) => {
    const text = `["${A}",\n${entry},\n"${B}"]`
    expect(parseServerList(text).servers.map(({ url }) => url)).toEqual(AB)
    expect(errorsOf(text)).toEqual([`2:1 JSON_ENTRY ${entry}`])
  })
})

describe('a list as .env text', () => {
  it.each([
    ['one address', `DEV_SERVER_COMFYUI_URL=${A}`, [A]],
    ['several', `DEV_SERVER_COMFYUI_URL=${A},${B}`, AB],
    ['double quotes', `DEV_SERVER_COMFYUI_URL="${A}, ${B}"`, AB],
    ['single quotes', `DEV_SERVER_COMFYUI_URL='${A};${B}'`, AB],
    ['quotes around several lines', `DEV_SERVER_COMFYUI_URL="\n${A}\n${B} # ours\n"`, AB],
    ['an array', `DEV_SERVER_COMFYUI_URL='["${A}","${B}"]'`, AB],
    ['spaces and export', `  export DEV_SERVER_COMFYUI_URL = ${A}`, [A]],
    ['a comment after it', `DEV_SERVER_COMFYUI_URL=${A} # ${B}`, [A]],
    ['other variables and comments', `# x\nA=1\nPORT="8800"\nDEV_SERVER_COMFYUI_URL=${A}\r\nB=2`, [A]],
    ['the variable twice, of which the last counts', `DEV_SERVER_COMFYUI_URL=${B}\nDEV_SERVER_COMFYUI_URL=${A}`, [A]],
    ['an empty file before it', `DEV_SERVER_COMFYUI_FILE=""\nDEV_SERVER_COMFYUI_URL=${A}`, [A]],
    ['no value', 'DEV_SERVER_COMFYUI_URL=\nA=1', []],
    ['words that are no addresses around it', `hello\nDEV_SERVER_COMFYUI_URL=${A}\nMY KEY`, [A]],
  ])('may have %s', (_what, text, urls) => {
    expect(urlsOf(text)).toEqual(urls)
    expect(parseServerList(text).form).toBe('env')
  })

  it.each([
    ['file:///srv/list.json', 'file:///srv/list.json'],
    ['"file:///srv/our list.json"', 'file:///srv/our list.json'],
    ['/srv/our list.json # ours', '/srv/our list.json'],
  ])('may name a file, which comes before addresses: %s', (written, path) => {
    const parsed = parseServerList(`DEV_SERVER_COMFYUI_FILE=${written}\nDEV_SERVER_COMFYUI_URL=${A}`)
    const column = written.startsWith('"') ? 26 : 25
    expect(parsed).toEqual({
      form: 'env',
      servers: [],
      errors: [],
      file: { path, place: { line: 1, column, text: path } },
    })
  })

  it('says of each word that is no address, for a variable holds nothing else', () => {
    expect(errorsOf('DEV_SERVER_COMFYUI_URL=gpu1,gpu2:8188,gpu3')).toEqual([
      '1:24 NOT_AN_ADDRESS gpu1',
      '1:39 NOT_AN_ADDRESS gpu3',
    ])
    expect(errorsOf('DEV_SERVER_COMFYUI_URL=gpu1,gpu2')).toEqual(['1:24 NOT_AN_ADDRESS gpu1,gpu2'])
    expect(parseServerList('gpu1,gpu2:8188', 'refused').errors.map(said)).toEqual(['1:1 NOT_AN_ADDRESS gpu1'])
  })

  it('says where its errors stand', () => {
    expect(errorsOf(`A=1\nDEV_SERVER_COMFYUI_URL="${A},\n http://b[2-1]"`)).toEqual([
      '3:2 RANGE_REVERSED http://b[2-1] {"suggestion":"http://b[1-2]"}',
    ])
  })

  it('of a variable ends with its line, and addresses behind it are not lost in silence', () => {
    const outside = (line: number, text: string) => `${line}:1 ENV_LINE ${text}`
    expect(errorsOf(`DEV_SERVER_COMFYUI_URL=${A},\n${B}\n${B} # ours`)).toEqual([
      outside(2, B),
      outside(3, `${B} # ours`),
    ])
    expect(errorsOf(`${B}\nDEV_SERVER_COMFYUI_URL=${A}\n# ${B}`)).toEqual([outside(1, B)])
    expect(errorsOf(`DEV_SERVER_COMFYUI_URL="${A},\n${B}"\n${B}`)).toEqual([outside(3, B)])
  })
})

describe('the bounds of a list', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, index) => `http://s${index}`).join('\n')

  it('are 2,000 servers', () => {
    expect(urlsOf(lines(2000))).toHaveLength(2000)
    expect(urlsOf('http://a[1-2000]')).toHaveLength(2000)
    expect(urlsOf('http://a[1-40]:[8001-8050]')).toHaveLength(2000)
  })

  it.each([
    ['lines', lines(2003), 2000, '2001:1 TOO_MANY http://s2000', 2003],
    ['a range', 'http://a[1-2001]', 0, '1:1 TOO_MANY http://a[1-2001]', 2001],
    ['an absurd range', 'http://a[1-999999999]', 0, '1:1 TOO_MANY http://a[1-999999999]', 999_999_999],
    ['several ranges in one', 'http://a[1-1000]b[1-1000]c', 0, '1:1 TOO_MANY http://a[1-1000]b[1-1000]c', 1_000_000],
    ['ranges of which none is too much', 'a[1-1500]\nb[1-600]\nc:80', 1500, '2:1 TOO_MANY b[1-600]', 2101],
    ['a range in JSON', '["a",\n"b[1-2000]"]', 1, '2:2 TOO_MANY b[1-2000]', 2001],
  ])('end before %s that would be more, and nothing is taken after them', (_what, text, taken, error, count) => {
    expect(parseServerList(text).servers).toHaveLength(taken)
    expect(errorsOf(text)).toEqual([`${error} {"count":${count},"max":2000}`])
  })

  it('hold when several absurd ranges are multiplied', () => {
    const [error] = parseServerList('a[1-999999999]b[1-999999999]c[1-999999999]').errors
    expect(error).toMatchObject({ problem: 'TOO_MANY', params: { count: Number.MAX_SAFE_INTEGER } })
  })

  it('keep the errors in their order', () => {
    expect(errorsOf('a[2-1]\nb[1-2001]\nc[2-1]').map((error) => error.slice(0, 14))).toEqual([
      '1:1 RANGE_REVE',
      '2:1 TOO_MANY b',
      '3:1 RANGE_REVE',
    ])
  })

  it('are as many errors: a text with more is read no further, which is one error more', () => {
    const { errors, servers } = parseServerList(`${'a[2-1]\n'.repeat(3000)}${A}`)
    expect(errors).toHaveLength(2001)
    expect(errors.slice(-1).map(said)).toEqual(['2001:1 TOO_MANY a[2-1] {"count":3001,"max":2000}'])
    expect(servers).toEqual([])
  })

  it('are a million characters', () => {
    expect(urlsOf(`${A}${' '.repeat(1_000_000 - A.length)}`)).toEqual([A])
    const tooLong = parseServerList(`${A}${' '.repeat(1_000_000)}`)
    expect(tooLong.servers).toEqual([])
    expect(tooLong.errors.map(said)).toEqual([expect.stringMatching(/^1:1 LIST_TOO_LONG .* \{"max":1000000\}$/)])
  })

  it('are the length of an address, before its ranges are looked at', () => {
    const long = `http://${'a'.repeat(2048)}[1-2000]`
    expect(urlsOf(long)).toEqual([long])
  })
})
