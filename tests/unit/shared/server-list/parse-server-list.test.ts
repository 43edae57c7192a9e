import type { ListError } from '@shared/server-list/listed-server'
import { parseServerList } from '@shared/server-list/parse-server-list'
import { describe, expect, it } from 'vitest'

const A = 'http://a:8188'
const B = 'http://b:8188'
const AB = [A, B]

/** The addresses of a list that is right everywhere. */
function urlsOf(text: string): string[] {
  const { servers, errors } = parseServerList(text)
  expect(errors).toEqual([])
  return servers.map(({ url }) => url)
}

/** `line:column PROBLEM text`, and the parameters of the words. */
function said({ place, problem, params }: ListError): string {
  const values = params === undefined ? '' : ` ${JSON.stringify(params)}`
  return `${place.line}:${place.column} ${problem} ${place.text}${values}`
}

function errorsOf(text: string): string[] {
  return parseServerList(text).errors.map(said)
}

describe('a list as text', () => {
  it.each([
    ['one address', A, [A]],
    ['one a line', `${A}\n${B}`, AB],
    ['lines of Windows', `${A}\r\n${B}\r\n`, AB],
    ['lines of an old Mac', `${A}\r${B}`, AB],
    ['empty lines', `\n\n${A}\n  \n${B}\n\n`, AB],
    ['several on a line', `${A} ${B}`, AB],
    ['tabs', `\t${A}\t${B}`, AB],
    ['commas', `${A},${B}`, AB],
    ['commas that begin or end it', `, ${A}, ${B},`, AB],
    ['semicolons', `${A}; ${B};`, AB],
    ['Chinese punctuation', `${A}，${B}；http://c、http://d`, [A, B, 'http://c', 'http://d']],
    ['wide and invisible spaces', `${A}\u3000${B}\u00A0http://c\u200Bhttp://d`, [A, B, 'http://c', 'http://d']],
    ['a byte order mark', `\uFEFF${A}`, [A]],
    ['lines of comment', `# ours\n${A}\n  # ${B}`, [A]],
    ['comments after an address, which are no names', `${A} # Studio A\n${B},# http://c`, AB],
    ['a # in an address, so that it can be refused', 'http://a:8188/#x', ['http://a:8188/#x']],
    ['addresses without a scheme', 'a:8188 192.168.1.31:8188', ['a:8188', '192.168.1.31:8188']],
    ['IPv6 addresses, also first', '# ours\n[::1]:8188\n[fd00::1]:8188', ['[::1]:8188', '[fd00::1]:8188']],
    ['a trailing slash', 'http://a:8188/', ['http://a:8188/']],
    ['double quotes', `"${A}", "${B}"`, AB],
    ['single quotes and back quotes', `'${A}' \`${B}\``, AB],
    ['typographic and Chinese quotes', `“${A}”，「${B}」`, AB],
    ['one address in quotes, which is also JSON', `"${A}"`, [A]],
    ['quotes around several', `"${A},${B}"`, AB],
    ['angle brackets and parentheses', `<${A}> (${B})`, AB],
    ['bullets', `- ${A}\n* ${B}\n• http://c\n-http://d`, [A, B, 'http://c', 'http://d']],
    ['item numbers', `1. ${A}\n2) ${B}\n(3) http://c\n4、http://d`, [A, B, 'http://c', 'http://d']],
    ['nothing', '', []],
    ['nothing but comments', '# a\n#b\n', []],
    ['nothing but separators and quotes', ' , ;\n""\n - ', []],
  ])('may have %s', (_what, text, urls) => {
    expect(urlsOf(text)).toEqual(urls)
    expect(parseServerList(text).form).toBe('text')
  })

  it('says where each address stands', () => {
    const { servers } = parseServerList('# ours\r\n\r\n  - "http://a", http://b[1-2]')
    expect(servers.map(({ url, place }) => [url, place])).toEqual([
      ['http://a', { line: 3, column: 6, text: 'http://a' }],
      ['http://b1', { line: 3, column: 17, text: 'http://b[1-2]' }],
      ['http://b2', { line: 3, column: 17, text: 'http://b[1-2]' }],
    ])
  })

  it('shows long and strange texts in 80 characters of one line', () => {
    const [server] = parseServerList(`http://\u0007${'a'.repeat(100)}`).servers
    expect(server?.place.text).toBe(`http:// ${'a'.repeat(71)}…`)
  })
})

describe('a list as JSON', () => {
  it.each([
    ['an array of addresses', `["${A}", "${B}"]`, AB],
    ['an array of objects', `[{"url":"${A}"},{"url":"${B}"}]`, AB],
    ['both kinds, over lines', `\n[\n  "${A}",\n  {"url": "${B}"}\n]\n`, AB],
    ['further keys', `[{"url":"${A}","gpu":"4090","weight":2}]`, [A]],
    ['an object with servers, such as the settings', `{"version":1,"servers":[{"url":"${A}"},"${B}"]}`, AB],
    ['white space around an address', `[" ${A} "]`, [A]],
    ['escapes', '["http:\\/\\/a\\u003a8188"]', [A]],
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

  it('says where its errors stand', () => {
    expect(errorsOf(`A=1\nDEV_SERVER_COMFYUI_URL="${A},\n http://b[2-1]"`)).toEqual([
      '3:2 RANGE_REVERSED http://b[2-1] {"suggestion":"http://b[1-2]"}',
    ])
  })
})

describe('ranges', () => {
  it.each([
    ['http://a[1-3]:8188', ['http://a1:8188', 'http://a2:8188', 'http://a3:8188']],
    ['a[9-10]', ['a9', 'a10']],
    ['http://a[08-11]', ['http://a08', 'http://a09', 'http://a10', 'http://a11']],
    ['http://a[099-100]', ['http://a099', 'http://a100']],
    ['http://a[0-1]', ['http://a0', 'http://a1']],
    ['http://a[00-01]', ['http://a00', 'http://a01']],
    ['http://a[5-5]', ['http://a5']],
    ['http://192.168.1.[31-32]:8188', ['http://192.168.1.31:8188', 'http://192.168.1.32:8188']],
    ['http://192.168.1.1[1-2]', ['http://192.168.1.11', 'http://192.168.1.12']],
    ['http://a:[8188-8190]', ['http://a:8188', 'http://a:8189', 'http://a:8190']],
    ['http://a:818[8-9]', ['http://a:8188', 'http://a:8189']],
    ['http://[::1]:[8188-8189]', ['http://[::1]:8188', 'http://[::1]:8189']],
    ['http://a[1-2]:[8-9]', ['http://a1:8', 'http://a1:9', 'http://a2:8', 'http://a2:9']],
    ['http://r[1-2]-g[01-02]', ['http://r1-g01', 'http://r1-g02', 'http://r2-g01', 'http://r2-g02']],
    ['[1-2].example:8188', ['1.example:8188', '2.example:8188']],
    ['http://a[1 - 2]:8188', ['http://a1:8188', 'http://a2:8188']],
    ['http://a[1–2]:8188', ['http://a1:8188', 'http://a2:8188']],
    ['a[1-2], b[1-2]', ['a1', 'a2', 'b1', 'b2']],
  ])('may be %s', (written, urls) => {
    expect(urlsOf(written)).toEqual(urls)
    expect(urlsOf(JSON.stringify(written.split(', ')))).toEqual(urls)
    expect(urlsOf(JSON.stringify(written.split(', ').map((url) => ({ url }))))).toEqual(urls)
    expect(urlsOf(`DEV_SERVER_COMFYUI_URL=${written}`)).toEqual(urls)
  })

  it.each([
    ['http://192.168.1[1-50]:8188', 'RANGE_DOT_MISSING', 'http://192.168.1.[1-50]:8188'],
    ['192.168.1[1-50]', 'RANGE_DOT_MISSING', '192.168.1.[1-50]'],
    ['http://192.168.[1-2][1-50]:8188', 'RANGE_DOT_MISSING', 'http://192.168.[1-2].[1-50]:8188'],
    ['http://192.168[1-2][1-50]', 'RANGE_DOT_MISSING', 'http://192.168.[1-2].[1-50]'],
    ['http://a[20-1]:8188', 'RANGE_REVERSED', 'http://a[1-20]:8188'],
    ['http://a[20-01]:8188', 'RANGE_REVERSED', 'http://a[01-20]:8188'],
    ['http://a[020-001]:8188', 'RANGE_REVERSED', 'http://a[001-020]:8188'],
    ['http://a[1-]:8188', 'RANGE_SYNTAX', undefined],
    ['http://a[-5]:8188', 'RANGE_SYNTAX', undefined],
    ['http://a[]:8188', 'RANGE_SYNTAX', undefined],
    ['http://a[-]:8188', 'RANGE_SYNTAX', undefined],
    ['http://a[a-b]:8188', 'RANGE_SYNTAX', undefined],
    ['http://a[1-2-3]:8188', 'RANGE_SYNTAX', undefined],
    ['http://a[1,3]:8188', 'RANGE_SYNTAX', undefined],
    ['http://a[1:3]:8188', 'RANGE_SYNTAX', undefined],
    ['http://a[1-020]:8188', 'RANGE_SYNTAX', undefined],
    ['http://a[100-01]:8188', 'RANGE_SYNTAX', undefined],
    ['http://a[1-9999999999]:8188', 'RANGE_SYNTAX', undefined],
    ['http://a[1-50:8188', 'RANGE_SYNTAX', undefined],
    ['http://a1-50]:8188', 'RANGE_SYNTAX', undefined],
    ['http://a[[1-50]]:8188', 'RANGE_SYNTAX', undefined],
    ['http://192.168.1.[250-256]:8188', 'DOTTED_NUMBER', undefined],
    ['http://192.168.1.[01-20]:8188', 'DOTTED_NUMBER', undefined],
    ['http://192.168.[1-2]:8188', 'DOTTED_NUMBER', undefined],
    ['http://a:[65530-65536]', 'PORT', undefined],
    ['http://a:[0-2]', 'PORT', undefined],
    ['http://a[1-2]:8188/x', 'PATH', undefined],
    ['ftp://a[1-2]', 'SCHEME', undefined],
  ])('must not be %s: %s', (written, problem, suggestion) => {
    const error = `${problem} ${written}${suggestion === undefined ? '' : ` {"suggestion":"${suggestion}"}`}`
    expect(errorsOf(`${A}\n ${written}`)).toEqual([`2:2 ${error}`])
    expect(errorsOf(`["${A}",\n{"url": "${written}"}]`)).toEqual([`2:10 ${error}`])
    expect(parseServerList(`${A}\n${written}\n${B}`).servers.map(({ url }) => url)).toEqual(AB)
  })

  it.each(['http://[::1]:8188', 'http://[fd00::1-2]:8188', '[fe80::1]', 'https://[2001:db8::1]'])(
    'are not the brackets of an IPv6 address: %s',
    (written) => {
      expect(urlsOf(written)).toEqual([written])
    },
  )

  it('number the names of their servers as their addresses', () => {
    const namesOf = (url: string, name: string) =>
      parseServerList(JSON.stringify([{ url, name, id: 'x' }])).servers.map((server) => [server.name, server.id])
    expect(namesOf('http://gpu[09-10]:8188', 'GPU')).toEqual([
      ['GPU 09', undefined],
      ['GPU 10', undefined],
    ])
    expect(namesOf('http://a[1-2]:[80-81]', 'A').map(([name]) => name)).toEqual([
      'A 1 80',
      'A 1 81',
      'A 2 80',
      'A 2 81',
    ])
    expect(namesOf('http://a:[8188-8189]', 'Card [1-2]').map(([name]) => name)).toEqual(['Card 1', 'Card 2'])
    expect(namesOf('http://a[1-2]', 'Card [1-3]').map(([name]) => name)).toEqual(['Card [1-3] 1', 'Card [1-3] 2'])
    expect(namesOf('http://a', 'Card [1-3]')).toEqual([['Card [1-3]', 'x']])
    expect(namesOf('http://a[1-2]', '').map(([name]) => name)).toEqual([undefined, undefined])
  })

  it('keep what an object says for all of their servers', () => {
    const { servers } = parseServerList('[{"url":"a[1-2]","enabled":false}]')
    expect(servers.map(({ url, enabled }) => [url, enabled])).toEqual([
      ['a1', false],
      ['a2', false],
    ])
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
    ['ranges of which none is too much', 'a[1-1500]\nb[1-600]\nc', 1500, '2:1 TOO_MANY b[1-600]', 2101],
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

  it('are as many errors', () => {
    expect(parseServerList('a[2-1]\n'.repeat(3000)).errors).toHaveLength(2000)
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
