import { filterClients, NO_FILTER } from '@renderer/features/clients/client-filter'
import { keepOrder } from '@renderer/features/clients/held-order'
import { numberServers } from '@renderer/state/server-numbers'
import { describe, expect, it } from 'vitest'
import { aClient, clients, servers } from '../../support/ui-data'

const list = servers(3)
const numbered = numberServers(list)
const rows = clients(12, list)

function found(search: string): string[] {
  return filterClients(rows, numbered, { ...NO_FILTER, search }).map(({ client }) => client.ip)
}

describe('the filter of clients', () => {
  it('lets everybody through without a search', () => {
    expect(found('')).toHaveLength(12)
    expect(found('   ')).toHaveLength(12)
  })

  it('finds a part of an IP', () => {
    expect(found('1.10')).toHaveLength(10)
    expect(found('192.168.1.107')).toEqual(['192.168.1.107'])
  })

  it('finds a part of the name or the address of a server, in any case', () => {
    const ofFirst = rows.filter((row) => row.serverId === list[0]?.id).map((row) => row.ip)
    expect(found('studio a')).toEqual(ofFirst)
    expect(found('192.168.1.31:8188')).toEqual(ofFirst)
  })

  it('shows the clients of one server', () => {
    const place = list[1]?.id
    const shown = filterClients(rows, numbered, { search: '', place })
    expect(shown.length).toBeGreaterThan(0)
    expect(shown.every((row) => row.client.serverId === place && row.server?.number === 2)).toBe(true)
  })

  it('shows who is not let in apart, at no server', () => {
    const refused = aClient('203.0.113.5', list, { isAllowed: false })
    const all = [...rows, refused]
    expect(filterClients(all, numbered, { search: '', place: 'refused' })).toEqual([
      { client: refused, server: undefined, isCutOff: false, home: undefined },
    ])
    for (const { id } of list) {
      const shown = filterClients(all, numbered, { search: '', place: id })
      expect(shown.map(({ client }) => client)).not.toContain(refused)
    }
  })

  it('marks who is on a server that does not answer', () => {
    const [first] = list
    if (first === undefined) throw new Error('no server')
    const shown = filterClients(rows, numbered, NO_FILTER, new Set([first.id]))
    expect(shown.some((row) => row.isCutOff)).toBe(true)
    for (const row of shown) expect(row.isCutOff).toBe(row.client.serverId === first.id)
  })

  it('names the home of a client that is held elsewhere', () => {
    const held = aClient('192.168.1.100', list, { serverId: list[0]?.id ?? null, why: 'draining' })
    const home = list[held.hash % 3]
    expect(filterClients([held], numbered, NO_FILTER)[0]?.home?.entry).toBe(home)
  })
})

describe('the order of rows under the pointer', () => {
  it('stays, whatever the sorting would be now', () => {
    expect(keepOrder(['a', 'b', 'c'], ['c', 'a', 'b'])).toEqual(['a', 'b', 'c'])
  })

  it('takes new rows at the end and leaves out those that are gone', () => {
    expect(keepOrder(['a', 'b', 'c'], ['x', 'c', 'a'])).toEqual(['a', 'c', 'x'])
  })
})
