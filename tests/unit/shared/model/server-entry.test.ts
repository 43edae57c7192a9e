import {
  checkServers,
  MAX_SERVERS,
  normalUrl,
  type ServerEntry,
  type ServerId,
  serverLabel,
  serverListSchema,
} from '@shared/model/server-entry'
import type { SelfAddress } from '@shared/model/server-url'
import { describe, expect, it } from 'vitest'

const nowhere: SelfAddress = { listenHost: '', port: 0, names: [] }

function listOf(...urls: string[]): ServerEntry[] {
  return urls.map((url, index) => ({ id: `id-${index}` as ServerId, url, name: '', enabled: true }))
}

function problemsOf(servers: readonly ServerEntry[], self = nowhere): string[] {
  return checkServers(servers, self).map(
    ({ row, problem, otherRow }) => `${row} ${problem}${otherRow === undefined ? '' : ` of ${otherRow}`}`,
  )
}

describe('the server list', () => {
  it('has no problem when every server is there once', () => {
    expect(problemsOf(listOf('http://a:8188', 'http://b:8188', 'https://a:8188', 'http://a:8189'))).toEqual([])
    expect(problemsOf([])).toEqual([])
  })

  it.each([
    ['http://a:8188', 'a:8188', 'a missing scheme'],
    ['http://a:8188', 'http://A:8188', 'case'],
    ['http://a:8188', 'http://a:8188/', 'a trailing slash'],
    ['http://a:8188', '  http://a:8188 ', 'white space'],
    ['http://a', 'http://a:80', 'the default port'],
    ['https://a', 'HTTPS://a:0443', 'the default port of https'],
    ['http://[::1]:8188', 'http://[0:0:0:0:0:0:0:1]:8188', 'the form of an IPv6 address'],
    ['http://bücher.example', 'http://xn--bcher-kva.example', 'the form of an international name'],
  ])('takes %s and %s for one server, whatever %s', (first, second) => {
    expect(problemsOf(listOf('http://other', first, second))).toEqual(['2 DUPLICATE of 1'])
  })

  it('names the first of equal servers for each of the later ones', () => {
    expect(problemsOf(listOf('a', 'b', 'A', 'a:80'))).toEqual(['2 DUPLICATE of 0', '3 DUPLICATE of 0'])
  })

  it('counts a disabled server as there', () => {
    const [first, second] = listOf('a', 'a')
    expect(problemsOf([{ ...first!, enabled: false }, second!])).toEqual(['1 DUPLICATE of 0'])
  })

  it('tells the reason of each line that is not an address, and does not call two of them equal', () => {
    expect(problemsOf(listOf('', '192.168.1', 'a', '192.168.1'))).toEqual([
      '0 EMPTY',
      '1 DOTTED_NUMBER',
      '3 DOTTED_NUMBER',
    ])
  })

  it('refuses our own address, once, and its repetition as a duplicate', () => {
    const self = { listenHost: '', port: 8800, names: ['192.168.1.20'] }
    expect(problemsOf(listOf('a', 'localhost:8800', '192.168.1.20:8800', 'LOCALHOST:8800'), self)).toEqual([
      '1 OWN_ADDRESS',
      '2 OWN_ADDRESS',
      '3 DUPLICATE of 1',
    ])
  })

  it('names the line by its id as well', () => {
    expect(checkServers(listOf('a', 'a'), nowhere)[0]).toMatchObject({ id: 'id-1', row: 1, otherRow: 0 })
  })

  it('takes a thousand servers', () => {
    const servers = listOf(...Array.from({ length: 1000 }, (_, index) => `10.0.${index >> 8}.${index & 255}:8188`))
    expect(problemsOf(servers)).toEqual([])
    expect(serverListSchema.safeParse(servers).success).toBe(true)
  })

  it('has an end', () => {
    const tooMany = listOf(...Array.from({ length: MAX_SERVERS + 1 }, (_, index) => `server-${index}`))
    expect(serverListSchema.safeParse(tooMany).success).toBe(false)
    expect(serverListSchema.safeParse(tooMany.slice(1)).success).toBe(true)
  })
})

describe('a server of the list', () => {
  it('is called by the name it was given', () => {
    expect(serverLabel({ name: ' Big one ', url: 'http://a:8188' })).toBe('Big one')
  })

  it('is called by its address without a scheme when it has no name', () => {
    expect(serverLabel({ name: ' ', url: ' HTTPS://a:8188/ ' })).toBe('a:8188')
  })

  it('is compared by its normal form, or by what was written when that is not an address', () => {
    expect(normalUrl({ url: 'A:80/' })).toBe('http://a')
    expect(normalUrl({ url: '192.168.1' })).toBe('192.168.1')
  })
})
