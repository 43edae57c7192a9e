import { describe, expect, it } from 'vitest'
import { ClientTable, MAX_BATCH_CLIENTS, MAX_CLIENTS } from '../../../../../src/main/core/activity/client-table'

function ipOf(index: number): string {
  return `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`
}

function seeMany(table: ClientTable, from: number, count: number): void {
  for (let index = from; index < from + count; index++) table.see(ipOf(index), index)
}

describe('the clients that are remembered', () => {
  it('know when they were seen first and last', () => {
    const table = new ClientTable()
    table.see('10.0.0.1', 100)
    const client = table.see('10.0.0.1', 250)
    expect(client).toMatchObject({ ip: '10.0.0.1', firstSeen: 100, lastSeen: 250 })
    expect(table.size).toBe(1)
  })

  it('are bounded: the one not seen for longest is forgotten', () => {
    const table = new ClientTable()
    seeMany(table, 0, MAX_CLIENTS)
    table.see(ipOf(0), 99_999)
    table.see('192.168.1.1', 100_000)
    const ips = table.snapshot().map(({ ip }) => ip)
    expect(ips).toHaveLength(MAX_CLIENTS)
    expect(ips).toContain(ipOf(0))
    expect(ips).not.toContain(ipOf(1))
    expect(ips.at(-1)).toBe('192.168.1.1')
  })

  it('are never forgotten while they have an open socket', () => {
    const table = new ClientTable()
    table.see('192.168.1.1', 0).openSockets = 1
    seeMany(table, 0, MAX_CLIENTS + 5)
    const ips = table.snapshot().map(({ ip }) => ip)
    expect(ips).toContain('192.168.1.1')
    expect(ips).toHaveLength(MAX_CLIENTS)
  })
})

describe('changes of clients for a panel that looks', () => {
  it('are not collected before the first snapshot, nor when nobody looks any more', () => {
    const table = new ClientTable()
    seeMany(table, 0, 3)
    expect(table.hasChanges).toBe(false)
    table.snapshot()
    seeMany(table, 0, 3)
    table.stopCollecting()
    seeMany(table, 0, MAX_CLIENTS + 3)
    table.touchAll()
    expect(table.takeChanges()).toEqual({ clients: [], forgotten: [] })
  })

  it('tell each client once, however often it was seen', () => {
    const table = new ClientTable()
    table.snapshot()
    for (let at = 0; at < 10; at++) table.see('10.0.0.1', at)
    expect(table.takeChanges().clients).toMatchObject([{ ip: '10.0.0.1', lastSeen: 9 }])
    expect(table.takeChanges().clients).toEqual([])
  })

  it('come in batches of a bounded size, and all of them come', () => {
    const table = new ClientTable()
    seeMany(table, 0, 1000)
    table.snapshot()
    table.touchAll()
    const sizes = []
    while (table.hasChanges) sizes.push(table.takeChanges().clients.length)
    expect(sizes).toEqual([MAX_BATCH_CLIENTS, MAX_BATCH_CLIENTS, 1000 - 2 * MAX_BATCH_CLIENTS])
  })

  it('tell who was forgotten', () => {
    const table = new ClientTable()
    seeMany(table, 0, MAX_CLIENTS)
    table.snapshot()
    seeMany(table, MAX_CLIENTS, 2)
    const { clients, forgotten } = table.takeChanges()
    expect(forgotten).toEqual([ipOf(0), ipOf(1)])
    expect(clients.map(({ ip }) => ip)).toEqual([ipOf(MAX_CLIENTS), ipOf(MAX_CLIENTS + 1)])
    expect(table.takeChanges().forgotten).toEqual([])
  })

  it('do not tell of the end of whom they never told: what waits is bounded', () => {
    const table = new ClientTable()
    table.snapshot()
    seeMany(table, 0, 5 * MAX_CLIENTS)
    let told = 0
    while (table.hasChanges) {
      const { clients, forgotten } = table.takeChanges()
      told += clients.length
      expect(forgotten).toEqual([])
    }
    expect(told).toBe(MAX_CLIENTS)
  })
})
