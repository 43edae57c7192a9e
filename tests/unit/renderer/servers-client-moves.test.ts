import { findMoves } from '@renderer/features/servers/client-moves'
import type { ClientRow } from '@shared/model/client-row'
import type { ServerEntry, ServerId } from '@shared/model/server-entry'
import { describe, expect, it } from 'vitest'

const server = (name: string, enabled = true): ServerEntry => ({
  id: name as ServerId,
  url: `http://${name}:8188`,
  name,
  enabled,
})
const [one, two, three] = [server('one'), server('two'), server('three')]

/** |h| of the classic hash for 192.168.1.100, .101 and .102. */
const HASHES = { '192.168.1.100': 2051273259, '192.168.1.101': 2051273258, '192.168.1.102': 2051273257 } as const

function client(ip: keyof typeof HASHES, serverId: string | null, openSockets = 0): ClientRow {
  return {
    ip,
    isAllowed: true,
    serverId: serverId as ServerId | null,
    why: 'hash',
    hash: HASHES[ip],
    openSockets,
    requests: 1,
    bytesUp: 0,
    bytesDown: 0,
    firstSeen: 0,
    lastSeen: 0,
  }
}

const brief = (moves: ReturnType<typeof findMoves>) =>
  moves.map(({ ip, from, to, isLater }) => `${ip} ${from} → ${to}${isLater ? ' later' : ''}`)

describe('who moves when a server list is applied', () => {
  it('is decided by the classic hash modulo the number of enabled servers', () => {
    const clients = [client('192.168.1.100', 'two'), client('192.168.1.101', 'one'), client('192.168.1.102', 'two')]
    expect(brief(findMoves(clients, [one, two], [one, two, three]))).toEqual([
      '192.168.1.100 two → one',
      '192.168.1.101 one → three',
    ])
  })

  it('is nobody when the list stays the same, whatever the names and ids', () => {
    const renamed = { ...two, id: 'other' as ServerId, name: 'Lab', url: 'TWO:8188/' }
    expect(findMoves([client('192.168.1.100', 'two')], [one, two], [one, renamed])).toEqual([])
  })

  it('counts a disabled server as not there', () => {
    const clients = [client('192.168.1.100', 'two'), client('192.168.1.101', 'one')]
    expect(brief(findMoves(clients, [one, two], [one, { ...two, enabled: false }]))).toEqual([
      '192.168.1.100 two → one',
    ])
  })

  it('takes a server with another address for another server', () => {
    const moved = { ...two, url: 'http://elsewhere:8188' }
    expect(brief(findMoves([client('192.168.1.100', 'two')], [one, two], [one, moved]))).toEqual([
      '192.168.1.100 two → two',
    ])
  })

  it('lets a client with open sockets stay until they close, as long as its server is listed and enabled', () => {
    const held = client('192.168.1.100', 'two', 1)
    expect(brief(findMoves([held], [one, two], [one, two, three]))).toEqual(['192.168.1.100 two → one later'])
    expect(brief(findMoves([held], [one, two], [one, three]))).toEqual(['192.168.1.100 two → three'])
  })

  it('leaves out a client that sockets hold away from home when its home stays the same', () => {
    const away = client('192.168.1.101', 'two', 2)
    expect(findMoves([away], [one, two], [one, two])).toEqual([])
  })

  it('moves a client that sockets hold away from home when the server that holds it goes', () => {
    const away = client('192.168.1.101', 'two', 2)
    expect(brief(findMoves([away], [one, two], [one]))).toEqual(['192.168.1.101 two → one'])
  })

  it('says nothing about clients while one of the lists has no enabled server', () => {
    expect(findMoves([client('192.168.1.100', 'two')], [one, two], [])).toEqual([])
    expect(findMoves([client('192.168.1.100', null)], [], [one, two])).toEqual([])
  })
})
