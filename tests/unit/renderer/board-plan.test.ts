import { curve, jacks } from '@renderer/features/overview/board-geometry'
import { type BoardPlan, planBoard } from '@renderer/features/overview/board-plan'
import { cordKeys, plugCords } from '@renderer/features/overview/cords'
import { seatClients } from '@renderer/features/overview/seating'
import { numberServers } from '@renderer/state/server-numbers'
import type { ClientRow } from '@shared/model/client-row'
import { describe, expect, it } from 'vitest'
import { clients, servers } from '../../support/ui-data'

const WIDE = { width: 864, height: 650 }
const SMALL = { width: 580, height: 470 }

function plan(serverCount: number, clientCount: number, size = WIDE): { plan: BoardPlan; rows: ClientRow[] } {
  const list = servers(serverCount)
  const rows = clients(clientCount, list)
  return { plan: planBoard(seatClients(rows, [...numberServers(list).values()]), size), rows }
}

function byIp(rows: readonly ClientRow[]): ReadonlyMap<string, ClientRow> {
  return new Map(rows.map((row) => [row.ip, row]))
}

describe('the picture', () => {
  it('gives every client a row and every server a card while they fit', () => {
    const { plan: board } = plan(6, 24)
    expect(board.look).toBe('full')
    expect(board.rows.filter((row) => row.client !== undefined)).toHaveLength(24)
    expect(board.cards).toHaveLength(6)
  })

  it.each([
    [2, 'full', WIDE],
    [8, 'small', WIDE],
    [6, 'small', SMALL],
    [16, 'line', WIDE],
    [14, 'line', SMALL],
    [21, 'bucket', WIDE],
    [1000, 'bucket', SMALL],
  ] as const)('draws %d servers as %s', (count, look, size) => {
    expect(plan(count, 40, size).plan.look).toBe(look)
  })

  it.each([
    [2, 3, WIDE],
    [6, 24, SMALL],
    [6, 900, WIDE],
    [16, 140, SMALL],
    [1000, 10_000, WIDE],
  ] as const)('keeps %d servers and %d clients inside its edges, without overlap', (serverCount, clientCount, size) => {
    const { plan: board, rows } = plan(serverCount, clientCount, size)
    for (const [index, card] of board.cards.entries()) {
      expect(card.top).toBeGreaterThanOrEqual(0)
      expect(card.top + card.height).toBeLessThanOrEqual(size.height)
      expect(card.top).toBeGreaterThanOrEqual(
        (board.cards[index - 1]?.top ?? -99) + (board.cards[index - 1]?.height ?? 0),
      )
    }
    for (const [index, row] of board.rows.entries()) {
      expect(row.middle).toBeGreaterThanOrEqual(12)
      expect(row.middle).toBeLessThanOrEqual(size.height - 12)
      expect(row.middle - (board.rows[index - 1]?.middle ?? -99)).toBeGreaterThanOrEqual(24)
    }
    const seated = board.rows.reduce((sum, row) => sum + (row.client === undefined ? row.rest.length : 1), 0)
    expect(seated).toBe(rows.length)
  })

  it('has ten groups of neighbours when there are a thousand servers', () => {
    const { plan: board } = plan(1000, 10_000)
    expect(board.cards).toHaveLength(10)
    expect(board.cards.map((card) => card.servers.length)).toEqual(Array.from({ length: 10 }, () => 100))
    expect(board.rows.every((row) => row.isAll)).toBe(true)
  })

  it('is empty without servers', () => {
    expect(planBoard([], WIDE)).toMatchObject({ rows: [], cards: [] })
  })
})

describe('the cords', () => {
  it('lead from each client to the server where it is now', () => {
    const { plan: board, rows } = plan(2, 5)
    const cords = plugCords(board, byIp(rows))
    expect(cords).toHaveLength(5)
    for (const cord of cords) {
      const client = rows.find((row) => row.ip === cord.key)
      expect(cord.card.servers[0]?.entry.id).toBe(client?.serverId)
      expect(cord.isAway).toBe(false)
    }
  })

  it('follow a client that is held away from home, from its seat at home', () => {
    const { plan: board, rows } = plan(2, 5)
    const [first] = rows
    if (first === undefined) throw new Error('no client')
    const other = servers(2).find((server) => server.id !== first.serverId)
    const moved = byIp([...rows, { ...first, serverId: other?.id ?? null, why: 'draining' }])
    const cord = plugCords(board, moved).find((one) => one.key === first.ip)
    expect(cord).toMatchObject({ isAway: true, card: { servers: [{ entry: { id: other?.id } }] } })
    expect(cord?.row.card.servers[0]?.entry.id).toBe(first.serverId)
  })

  it('of one card end in the order of their rows, so that they do not cross', () => {
    const { plan: board, rows } = plan(3, 18)
    const cords = plugCords(board, byIp(rows))
    for (const card of board.cards) {
      const own = cords.filter((cord) => cord.card === card).sort((a, b) => a.from - b.from)
      expect(own.map((cord) => cord.to)).toEqual(own.map((cord) => cord.to).sort((a, b) => a - b))
      for (const cord of own) expect(cord.to).toBeGreaterThan(card.top)
      for (const cord of own) expect(cord.to).toBeLessThan(card.top + card.height)
    }
  })

  it('are none for a client without a server', () => {
    const { plan: board, rows } = plan(2, 3)
    expect(plugCords(board, byIp(rows.map((row) => ({ ...row, serverId: null }))))).toEqual([])
  })

  it('of hidden clients are the band of their group', () => {
    const { plan: board, rows } = plan(3, 200)
    const keys = cordKeys(board)
    expect(keys.size).toBe(200)
    for (const row of board.rows) for (const client of row.rest) expect(keys.get(client.ip)).toBe(row.key)
    const bands = plugCords(board, byIp(rows)).filter((cord) => cord.row.client === undefined)
    expect(bands).toHaveLength(3)
    expect(bands.reduce((sum, band) => sum + band.count, 0)).toBe(200 - board.rows.length + 3)
  })
})

describe('measures', () => {
  it('puts one jack in the middle, and many around it, at most 11 px apart', () => {
    expect(jacks(100, 78, 1)).toEqual([139])
    expect(jacks(100, 78, 3)).toEqual([128, 139, 150])
    const many = jacks(0, 62, 30)
    expect(Math.min(...many)).toBeGreaterThanOrEqual(10)
    expect(Math.max(...many)).toBeLessThanOrEqual(52)
  })

  it('draws one cubic, level at both ends', () => {
    expect(curve(0, 10, 100, 50)).toBe('M0 10C46 10 50 50 100 50')
  })
})
