import { parseServerList } from '@shared/server-list/parse-server-list'
import { describe, expect, it } from 'vitest'
import { A, AB, B, errorsOf, said, urlsOf } from './read-lists'

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
    ['comments after an address', `${A} # Studio A\n${B},# http://c`, AB],
    ['comments of programs', `// ours\n  //${B}\n${A} // Studio A`, [A]],
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
    ['nothing but separators, quotes and lines', ' , ;\n""\n - \n{ } | ( )\n----\n|---|:--|', []],
    ['a table', `A,${A}\nB,${B}`, AB],
    ['a table drawn with lines', `| A | ${A} |\n|---|---|\n| [x] | ${B} |`, AB],
    ['words around an address', `- Studio A: ${A} (4090, 24GB)\n2. see ${B} backup`, AB],
    ['servers of nginx', '  server 10.0.0.1:8188 weight=5;\n  server b:8188;\n}', ['10.0.0.1:8188', 'b:8188']],
    ['this computer', 'localhost', ['localhost']],
    ['the wide characters of Chinese keyboards', 'http：／／a：８１８８／', ['http://a:8188/']],
    ['wide ranges and dots', 'ａ［１－２］．lan，［：：１］', ['a1.lan', 'a2.lan', '[::1]']],
  ])('may have %s', (_what, text, urls) => {
    expect(urlsOf(text)).toEqual(urls)
    expect(parseServerList(text).form).toBe('text')
  })

  it.each([
    ['hello world', '1:1 NOT_AN_ADDRESS hello world'],
    ['gpu1', '1:1 NOT_AN_ADDRESS gpu1'],
    [' - "gpu1", gpu2;', '1:5 NOT_AN_ADDRESS gpu1", gpu2'],
    ['3号机房', '1:1 NOT_AN_ADDRESS 3号机房'],
    ['gpu:x 2024', '1:1 NOT_AN_ADDRESS gpu:x 2024'],
    ['upstream comfy {', '1:1 NOT_AN_ADDRESS upstream comfy'],
  ])('says once of a line without an address that it has none: %s', (line, error) => {
    expect(errorsOf(line)).toEqual([error])
    expect(urlsOf(`${A}\n# ${line}`)).toEqual([A])
    expect(parseServerList(`${line}\n${A}`).servers.map(({ url }) => url)).toEqual([A])
  })

  it('takes a block of nginx apart', () => {
    const { servers, errors } = parseServerList('upstream comfy {\n  ip_hash;\n  server 10.0.0.1:8188;\n}')
    expect(servers.map(({ url }) => url)).toEqual(['10.0.0.1:8188'])
    expect(errors.map(said)).toEqual(['1:1 NOT_AN_ADDRESS upstream comfy', '2:3 NOT_AN_ADDRESS ip_hash'])
  })

  it.each([
    ['192.168.1.78\t8188\t机房B', 'http://192.168.1.78:8188'],
    ['机房B,192.168.1.78,8188', 'http://192.168.1.78:8188'],
    ['https://a/ 8188', 'https://a:8188'],
    ['a.lan (8188) http://b:8188', 'http://a.lan:8188'],
    ['gpu[01-20] ８１８８', 'http://gpu[01-20]:8188'],
  ])('takes nothing of a line in which the port stands apart: %s', (line, suggestion) => {
    expect(parseServerList(line).servers).toEqual([])
    expect(parseServerList(line).errors).toMatchObject([{ problem: 'PORT_APART', params: { suggestion } }])
  })

  it.each(['http://a:8188 4090', 'http://a 70000', 'http://a 0', '2 http://a'])(
    'takes no other number for a port: %s',
    (line) => {
      expect(urlsOf(line)).toHaveLength(1)
    },
  )

  it.each([
    [`${A}  # Studio A`, ['Studio A']],
    [`${A} // 一号机：三楼 `, ['一号机：三楼']],
    [`A, ${A} ## x`, ['# x']],
    ['gpu[01-02]:8188 # Rack', ['Rack 01', 'Rack 02']],
    [`${A} # ${'n'.repeat(100)}`, ['n'.repeat(100)]],
    [`${A} # ${'n'.repeat(101)}`, [undefined]],
    [`${A} #`, [undefined]],
    [`${A} # ${B}`, [undefined]],
    [`${A}, ${B} # ours`, [undefined, undefined]],
    [`# Studio A\n${A}`, [undefined]],
  ])('takes a comment behind one address for its name: %s', (text, names) => {
    expect(parseServerList(text).servers.map(({ name }) => name)).toEqual(names)
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

describe('one address that somebody names', () => {
  it('may be a bare name', () => {
    const { servers, errors } = parseServerList('server-1', 'taken')
    expect(servers.map(({ url }) => url)).toEqual(['server-1'])
    expect(errors).toEqual([])
  })
})
