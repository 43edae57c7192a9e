import { parseServerList } from '@shared/server-list/parse-server-list'
import { describe, expect, it } from 'vitest'
import { A, AB, B, errorsOf, urlsOf } from './read-lists'

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
    ['http://192.168.1.1-50:8188', 'RANGE_BRACKETS', 'http://192.168.1.[1-50]:8188'],
    ['192.168.1.1-50', 'RANGE_BRACKETS', 'http://192.168.1.[1-50]:8188'],
    ['192.168.1.1-192.168.1.50', 'RANGE_BRACKETS', 'http://192.168.1.[1-50]:8188'],
    ['https://192.168.1.50~1', 'RANGE_BRACKETS', 'https://192.168.1.[1-50]'],
    ['http://192.168.1.1-300:8188', 'DOTTED_NUMBER', undefined],
    ['http://192.168.1.1-192.168.2.50:8188', 'DOTTED_NUMBER', undefined],
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
