import { compareIps } from '@renderer/components/ip-order'
import { folded, rowsOf } from '@renderer/features/overview/folding'
import { homeOf, isAway, seatClients } from '@renderer/features/overview/seating'
import { numberServers } from '@renderer/state/server-numbers'
import type { ClientRow } from '@shared/model/client-row'
import { describe, expect, it } from 'vitest'
import { aClient, clients, servers } from '../../support/ui-data'

const list = servers(3)
const enabled = [...numberServers(list).values()]

function ips(group: readonly ClientRow[]): string[] {
  return group.map((client) => client.ip)
}

describe('IP addresses', () => {
  it('are in the order of their numbers, IPv4 first', () => {
    const sorted = ['fd00::2', '10.0.0.10', '192.168.1.9', '::1', 'fd00::10', '10.0.0.9', 'fd00:0:0:1::']
    expect(sorted.sort(compareIps)).toEqual([
      '10.0.0.9',
      '10.0.0.10',
      '192.168.1.9',
      '::1',
      'fd00::2',
      'fd00::10',
      'fd00:0:0:1::',
    ])
  })
})

describe('the seating plan', () => {
  it('seats two servers and the addresses of the note as the classic hash says', () => {
    const pair = [...numberServers(servers(2)).values()]
    const seats = (ip: string) => homeOf(aClient(ip, servers(2)), pair)?.number
    expect([seats('192.168.1.100'), seats('192.168.1.101'), seats('192.168.1.102')]).toEqual([2, 1, 2])
  })

  it('has a group for each enabled server in list order, clients by IP', () => {
    const { groups } = seatClients(clients(30, list).reverse(), enabled)
    expect(groups.map((group) => group.server.number)).toEqual([1, 2, 3])
    for (const group of groups) expect(ips(group.clients)).toEqual(ips(group.clients).sort(compareIps))
    expect(groups.flatMap((group) => ips(group.clients)).sort(compareIps)).toEqual(ips(clients(30, list)))
  })

  it('keeps the seat of a client that an open socket holds elsewhere', () => {
    const home = homeOf(aClient('192.168.1.100', list), enabled)
    const other = list.find((server) => server.id !== home?.entry.id)
    const held = aClient('192.168.1.100', list, { serverId: other?.id ?? null, why: 'draining' })
    const group = seatClients([held], enabled).groups.find((one) => one.clients.length > 0)
    expect(group?.server).toBe(home)
    expect(home !== undefined && isAway(held, home)).toBe(true)
  })

  it('has the seat of a pinned client where it is pinned', () => {
    const home = homeOf(aClient('192.168.1.100', list), enabled)
    const other = list.find((server) => server.id !== home?.entry.id)
    const pinned = aClient('192.168.1.100', list, { serverId: other?.id ?? null, why: 'pinned' })
    const group = seatClients([pinned], enabled).groups.find((one) => one.clients.length > 0)
    expect(group?.server.entry).toBe(other)
  })

  it('has no seat for who is not let in, whatever server the hash names', () => {
    const refused = ['192.168.1.101', '192.168.1.9'].map((ip) => aClient(ip, list, { isAllowed: false }))
    const seating = seatClients([...refused, aClient('192.168.1.102', list)], enabled)
    expect(seating.groups.flatMap((group) => ips(group.clients))).toEqual(['192.168.1.102'])
    expect(ips(seating.refused)).toEqual(['192.168.1.9', '192.168.1.101'])
  })

  it('has no seats while no server is enabled', () => {
    expect(seatClients(clients(5, list), [])).toEqual({ groups: [], refused: [] })
    expect(homeOf(aClient('192.168.1.100', list), [])).toBeUndefined()
  })
})

describe('groups that do not fit', () => {
  const { groups } = seatClients(clients(100, list), enabled)

  it('fold to the rows there are, and hide nobody without counting', () => {
    const rows = folded(groups, 12)
    expect(rows.reduce((sum, group) => sum + rowsOf(group), 0)).toBe(12)
    for (const [index, group] of rows.entries()) {
      expect(group.shown.length + group.hidden.length).toBe(groups[index]?.clients.length)
    }
  })

  it('share the rows evenly', () => {
    expect(folded(groups, 12).map(rowsOf)).toEqual([4, 4, 4])
  })

  it('give a row first to who lives away from home, then to who is busiest', () => {
    const crowd = Array.from({ length: 90 }, (_, index) => `192.168.7.${index + 1}`)
      .map((ip) => aClient(ip, list, { openSockets: 0, bytesUp: 0, bytesDown: 0, requests: 1 }))
      .filter((client) => homeOf(client, enabled)?.number === 1)
    const busy = { ...(crowd[5] as ClientRow), bytesDown: 9e9 }
    const away = { ...(crowd[7] as ClientRow), serverId: list[2]?.id ?? null, why: 'draining' as const }
    const rest = crowd.filter((_, index) => index !== 5 && index !== 7)
    const [first] = folded(seatClients([...rest, busy, away], enabled).groups, 3)
    expect(ips(first?.shown ?? [])).toEqual([busy.ip, away.ip])
  })

  it('are one row when there is only one', () => {
    const [first] = folded(groups, 3)
    expect(first?.shown).toEqual([])
    expect(first?.hidden).toHaveLength(groups[0]?.clients.length ?? 0)
  })

  it('keep the rows of those who have one, whoever is busier now', () => {
    const before = folded(groups, 12)
    const shown = new Set(before.flatMap((group) => ips(group.shown)))
    const busier = groups.map((group) => ({
      ...group,
      clients: group.clients.map((client) => (shown.has(client.ip) ? client : { ...client, openSockets: 99 })),
    }))
    const after = folded(busier, 12, shown)
    expect(after.map((group) => ips(group.shown))).toEqual(before.map((group) => ips(group.shown)))
  })

  it('use every row there is while somebody is hidden', () => {
    const twelve = [...numberServers(servers(12)).values()]
    for (let rows = 12; rows < 60; rows++) {
      const shared = folded(seatClients(clients(60, servers(12)), twelve).groups, rows)
      expect(shared.reduce((sum, group) => sum + rowsOf(group), 0)).toBe(rows)
    }
  })

  it('show all of a group whose clients fit', () => {
    const few = seatClients(clients(6, list), enabled).groups
    expect(folded(few, 6).every((group) => group.hidden.length === 0)).toBe(true)
  })
})
