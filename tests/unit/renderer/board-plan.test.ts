import { curve, jacks, spread } from '@renderer/features/overview/board-geometry'
import { type BoardPlan, type BoardSize, planBoard } from '@renderer/features/overview/board-plan'
import { isAway, seatClients } from '@renderer/features/overview/seating'
import { numberServers } from '@renderer/state/server-numbers'
import type { ClientRow } from '@shared/model/client-row'
import { describe, expect, it } from 'vitest'
import { aClient, clients, servers } from '../../support/ui-data'

const WIDE = { width: 864, height: 650 }
const SMALL = { width: 580, height: 470 }

function strangers(count: number): ClientRow[] {
  return Array.from({ length: count }, (_, index) => aClient(`203.0.113.${index + 1}`, [], { isAllowed: false }))
}

function plan(serverCount: number, rows: readonly ClientRow[], size: BoardSize): BoardPlan | undefined {
  return planBoard(seatClients(rows, [...numberServers(servers(serverCount)).values()]), size)
}

function planned(serverCount: number, clientCount: number, size: BoardSize = WIDE): BoardPlan {
  const board = plan(serverCount, clients(clientCount, servers(serverCount)), size)
  if (board === undefined) throw new Error('it does not fit')
  return board
}

describe('the picture', () => {
  it('gives every client a row and every server a card while they fit', () => {
    const board = planned(6, 24)
    expect(board.look).toBe('full')
    expect(board.rows.map((row) => row.client !== undefined)).toEqual(Array.from({ length: 24 }, () => true))
    expect(board.cards).toHaveLength(6)
  })

  it.each([
    [2, 'full', WIDE],
    [8, 'small', WIDE],
    [6, 'small', SMALL],
    [16, 'line', WIDE],
    [14, 'line', SMALL],
    [21, undefined, WIDE],
    [1000, undefined, SMALL],
  ] as const)('draws %d servers as %s', (count, look, size) => {
    expect(plan(count, clients(40, servers(count)), size)?.look).toBe(look)
  })

  it.each([
    [2, 3, 0, WIDE],
    [6, 24, 0, SMALL],
    [6, 900, 7, WIDE],
    [12, 60, 3, WIDE],
    [20, 300, 0, WIDE],
    [13, 300, 40, SMALL],
  ] as const)(
    'keeps %d servers, %d clients and %d who are not let in inside its edges, without overlap',
    (serverCount, clientCount, refused, size) => {
      const rows = [...clients(clientCount, servers(serverCount)), ...strangers(refused)]
      const board = plan(serverCount, rows, size)
      if (board === undefined) throw new Error('it does not fit')
      for (const [index, card] of board.cards.entries()) {
        const before = board.cards[index - 1]
        expect(card.top).toBeGreaterThanOrEqual(before === undefined ? 0 : before.top + before.height)
        expect(card.top + card.height).toBeLessThanOrEqual(size.height)
      }
      for (const [index, row] of board.rows.entries()) {
        expect(row.middle).toBeGreaterThanOrEqual(12)
        expect(row.middle).toBeLessThanOrEqual(size.height - 12)
        expect(row.middle - (board.rows[index - 1]?.middle ?? -99)).toBeGreaterThanOrEqual(24)
      }
      const seated = board.rows.flatMap((row) => (row.client === undefined ? row.rest : [row.client]))
      expect(seated).toHaveLength(rows.length)
    },
  )

  it.each([
    [12, 60, WIDE],
    [2, 200, WIDE],
    [9, 70, SMALL],
  ] as const)('leaves no row free while %d servers hide some of %d clients', (serverCount, clientCount, size) => {
    const board = planned(serverCount, clientCount, size)
    const [first, last] = [board.rows[0], board.rows.at(-1)]
    const free = size.height - ((last?.middle ?? 0) - (first?.middle ?? 0) + 24)
    expect(board.rows.some((row) => row.rest.length > 0)).toBe(true)
    // The margins above and below, and less than one more row.
    expect(free).toBeLessThan(12 + 24)
  })

  it('puts those who are not let in below all others, at no server', () => {
    const board = plan(3, [...strangers(2), ...clients(6, servers(3))], WIDE)
    expect(board?.rows.map((row) => row.card === undefined)).toEqual([...Array(6).fill(false), true, true])
    expect(board?.rows.slice(-2).map((row) => row.client?.ip)).toEqual(['203.0.113.1', '203.0.113.2'])
  })

  it('keeps a row for them even beside as many lines as fit', () => {
    const board = plan(19, [...clients(200, servers(19)), ...strangers(30)], WIDE)
    expect(board?.look).toBe('line')
    expect(board?.rows.at(-1)?.card).toBeUndefined()
    expect(board?.rows.at(-1)?.rest.length).toBeGreaterThan(0)
  })

  it('is empty without servers', () => {
    expect(planBoard({ groups: [], refused: [] }, WIDE)).toMatchObject({ rows: [], cards: [] })
  })

  it('shows who is pinned or away before who is busy', () => {
    const list = servers(2)
    const crowd = clients(90, list).filter((client) => client.serverId === list[0]?.id)
    const [first, second, ...others] = crowd.map((client) => ({ ...client, openSockets: 9 }))
    if (first === undefined || second === undefined) throw new Error('two clients are wanted')
    const away = { ...first, serverId: list[1]?.id ?? null, why: 'draining' as const, openSockets: 0 }
    const pinned = { ...second, why: 'pinned' as const, openSockets: 0 }
    const board = plan(2, [...others, away, pinned], { width: 864, height: 5 * 24 })
    const shown = board?.rows.flatMap((row) => row.client ?? [])
    expect(shown?.map((client) => client.ip)).toEqual(expect.arrayContaining([away.ip, pinned.ip]))
    const home = board?.cards[0]?.server
    expect(home !== undefined && isAway(away, home)).toBe(true)
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

  it('spreads points evenly around a middle and keeps the margin', () => {
    expect(spread(0, 40, 3, 4, 20)).toEqual([16, 20, 24])
    expect(spread(0, 40, 5, 100, 20)).toEqual([10, 15, 20, 25, 30])
  })

  it('draws one cubic, level at both ends', () => {
    expect(curve(0, 10, 100, 50)).toBe('M0 10C46 10 50 50 100 50')
  })
})
