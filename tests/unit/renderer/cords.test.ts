import type { BoardPlan } from '@renderer/features/overview/board-plan'
import { planBoard } from '@renderer/features/overview/board-plan'
import { type Cord, cordKeys, ownCord, plugCords } from '@renderer/features/overview/cords'
import { seatClients } from '@renderer/features/overview/seating'
import { numberServers } from '@renderer/state/server-numbers'
import type { ClientRow } from '@shared/model/client-row'
import { describe, expect, it } from 'vitest'
import { aClient, clients, servers } from '../../support/ui-data'

const WIDE = { width: 864, height: 650 }

function boardOf(serverCount: number, rows: readonly ClientRow[]): BoardPlan {
  const board = planBoard(seatClients(rows, [...numberServers(servers(serverCount)).values()]), WIDE)
  if (board === undefined) throw new Error('it does not fit')
  return board
}

function plan(serverCount: number, clientCount: number): { plan: BoardPlan; rows: ClientRow[] } {
  const rows = clients(clientCount, servers(serverCount))
  return { plan: boardOf(serverCount, rows), rows }
}

function byIp(rows: readonly ClientRow[]): ReadonlyMap<string, ClientRow> {
  return new Map(rows.map((row) => [row.ip, row]))
}

/** A stream of numbers from 0 to 1 that is the same for the same seed. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** A pool at random: up to 16 servers, up to 60 clients, every tenth or so held on another server than its home. */
function randomPool(seed: number): { plan: BoardPlan; rows: ClientRow[] } {
  const roll = dice(seed)
  const list = servers(1 + Math.floor(roll() * 16))
  const rows = Array.from({ length: Math.floor(roll() * 60) }, () => {
    const ip = `10.${Math.floor(roll() * 256)}.${Math.floor(roll() * 256)}.${Math.floor(roll() * 256)}`
    const other = list[Math.floor(roll() * list.length)]?.id ?? null
    return aClient(ip, list, roll() < 0.1 ? { serverId: other, why: 'draining' } : {})
  })
  const known = [...byIp(rows).values()]
  return { plan: boardOf(list.length, known), rows: known }
}

/** All cords have the same shape between the same two lines, so two cross when their ends are in another order. */
function cross(one: Cord, other: Cord): boolean {
  return (one.from - other.from) * (one.to - other.to) < 0
}

function crossings(cords: readonly Cord[]): [Cord, Cord][] {
  return cords.flatMap((one, index) =>
    cords
      .slice(index + 1)
      .filter((other) => cross(one, other))
      .map((other): [Cord, Cord] => [one, other]),
  )
}

describe('the cords', () => {
  it('lead from each client to the server where it is now', () => {
    const { plan: board, rows } = plan(2, 5)
    const cords = plugCords(board, byIp(rows))
    expect(cords).toHaveLength(5)
    for (const cord of cords) {
      const client = rows.find((row) => row.ip === cord.key)
      expect(cord.card.server.entry.id).toBe(client?.serverId)
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
    expect(cord).toMatchObject({ isAway: true, card: { key: other?.id } })
    expect(cord?.row.card?.key).toBe(first.serverId)
  })

  it('are broken when their server does not answer, and only those', () => {
    const { plan: board, rows } = plan(3, 12)
    const down = servers(3)[1]?.id
    if (down === undefined) throw new Error('no server')
    const cords = plugCords(board, byIp(rows), new Set([down]))
    expect(cords.some((cord) => cord.isBroken)).toBe(true)
    for (const cord of cords) expect(cord.isBroken).toBe(cord.card.key === down)
  })

  it('are none for a client without a server, nor for one that is not let in', () => {
    const { plan: board, rows } = plan(2, 3)
    expect(plugCords(board, byIp(rows.map((row) => ({ ...row, serverId: null }))))).toEqual([])
    const refused = rows.map((row) => ({ ...row, isAllowed: false }))
    expect(plugCords(boardOf(2, refused), byIp(refused))).toEqual([])
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

  it('are drawn for a hidden client that is looked for, from the row it shares', () => {
    const { plan: board } = plan(3, 200)
    const row = board.rows.find((one) => one.rest.length > 0)
    const hidden = row?.rest[0]
    if (row === undefined || hidden === undefined) throw new Error('nobody is hidden')
    const cord = ownCord(board, hidden, row.key, new Set())
    expect(cord).toMatchObject({ key: hidden.ip, from: row.middle, card: { key: hidden.serverId }, isBroken: false })
  })
})

describe('cords do not cross', () => {
  const pools = Array.from({ length: 100 }, (_, index) => randomPool(index + 1))

  it('when they lead to the same card, whatever the pool', () => {
    for (const { plan: board, rows } of pools) {
      const cords = plugCords(board, byIp(rows))
      for (const card of board.cards) expect(crossings(cords.filter((cord) => cord.card === card))).toEqual([])
    }
  })

  it('when they come from the same group and lead home', () => {
    for (const { plan: board, rows } of pools) {
      const home = plugCords(board, byIp(rows)).filter((cord) => !cord.isAway)
      for (const card of board.cards) expect(crossings(home.filter((cord) => cord.row.card === card))).toEqual([])
    }
  })

  it('between groups either, unless one of the two leads away from home', () => {
    for (const { plan: board, rows } of pools) {
      for (const [one, other] of crossings(plugCords(board, byIp(rows)))) expect(one.isAway || other.isAway).toBe(true)
    }
  })

  it('more often than with the groups in any other order', () => {
    for (const [index, { plan: board, rows }] of pools.slice(0, 60).entries()) {
      const roll = dice(index + 1)
      const cords = plugCords(board, byIp(rows)).filter((cord) => !cord.isAway)
      const order = new Map(board.cards.map((card) => [card.key, roll()]))
      const shuffled = [...cords].sort((a, b) => (order.get(a.card.key) ?? 0) - (order.get(b.card.key) ?? 0))
      const moved = shuffled.map((cord, place) => ({ ...cord, from: place }))
      expect(crossings(cords).length).toBeLessThanOrEqual(crossings(moved).length)
    }
  })
})

describe('jacks', () => {
  it('are inside the card, whatever the pool', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const { plan: board, rows } = randomPool(seed)
      for (const { card, to } of plugCords(board, byIp(rows))) {
        expect(to).toBeGreaterThan(card.top)
        expect(to).toBeLessThan(card.top + card.height)
      }
    }
  })
})
