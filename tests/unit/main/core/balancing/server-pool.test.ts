import type { ServerEntry, ServerId } from '@shared/model/server-entry'
import { describe, expect, it } from 'vitest'
import { createServerPool } from '../../../../../src/main/core/balancing/server-pool'
import { canonicalIp } from '../../../../../src/main/core/network/client-address'
import vectors from '../../../../vectors/seed-hash.json'

function entries(...urls: string[]): ServerEntry[] {
  return urls.map((url, index) => ({ id: `id-${index}` as ServerId, url, name: '', enabled: true }))
}

describe("a client's home server", () => {
  it.each(vectors.map((vector) => [vector.config.name, vector] as const))(
    'is the one that the vectors of %s say',
    (_name, { config, cases }) => {
      const pool = createServerPool(entries(...config.servers.map(({ host, port }) => `http://${host}:${port}`)))
      expect(cases.length).toBeGreaterThan(200)
      const chosen = cases.map(([ip]) => [ip, pool.servers.indexOf(pool.homeOf(canonicalIp(String(ip)) ?? '')!)])
      expect(chosen).toEqual(cases)
    },
  )

  it.each([
    ['192.168.1.100', 'http://second:8188'],
    ['192.168.1.101', 'http://first:8188'],
    ['192.168.1.102', 'http://second:8188'],
  ])('is, for %s and two servers, %s', (ip, url) => {
    expect(createServerPool(entries('first:8188', 'second:8188')).homeOf(ip)?.url).toBe(url)
  })

  it('is the same for every form of the same address', () => {
    const pool = createServerPool(entries('a', 'b', 'c', 'd', 'e', 'f', 'g'))
    const homes = ['192.168.1.100', '::ffff:192.168.1.100', '::ffff:c0a8:164%eth0'].map((text) =>
      pool.homeOf(canonicalIp(text) ?? ''),
    )
    expect(new Set(homes).size).toBe(1)
  })

  it('is chosen among the enabled servers only, in the order of the list', () => {
    const [off, first, second] = entries('off', 'first', 'second')
    const pool = createServerPool([{ ...off!, enabled: false }, first!, second!])
    expect(pool.servers.map(({ id }) => id)).toEqual(['id-1', 'id-2'])
    expect(pool.homeOf('192.168.1.100')?.id).toBe('id-2')
    expect(pool.homeOf('192.168.1.101')?.id).toBe('id-1')
  })

  it('does not exist when no server is enabled', () => {
    const [off] = entries('off')
    expect(createServerPool([{ ...off!, enabled: false }]).homeOf('192.168.1.100')).toBeUndefined()
    expect(createServerPool([]).homeOf('192.168.1.100')).toBeUndefined()
  })
})

describe('the pool of servers', () => {
  it('leaves out a line that is not the address of a server', () => {
    expect(createServerPool(entries('192.168.1', 'a')).servers.map(({ url }) => url)).toEqual(['http://a'])
  })

  it('finds an enabled server by its normal form', () => {
    const pool = createServerPool(entries('A:80', 'B'))
    expect(pool.find('http://a')?.id).toBe('id-0')
    expect(pool.find('http://c')).toBeUndefined()
  })
})
