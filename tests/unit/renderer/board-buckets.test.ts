import { niceShare, planBuckets } from '@renderer/features/overview/bucket-plan'
import { cellLevels, dotLevels, dotOf, serverLevels } from '@renderer/features/overview/levels'
import { seatClients } from '@renderer/features/overview/seating'
import { countBuckets, ownStrand, planStrands, strandKeys } from '@renderer/features/overview/strands'
import { numberServers } from '@renderer/state/server-numbers'
import type { ClientRow } from '@shared/model/client-row'
import type { ServerId } from '@shared/model/server-entry'
import { describe, expect, it } from 'vitest'
import { aClient, clients, NOW, servers } from '../../support/ui-data'

const WIDE = { width: 864, height: 614 }
const SMALL = { width: 580, height: 434 }
const NONE: ReadonlySet<ServerId> = new Set()

const thousand = servers(1000)
const enabled = [...numberServers(thousand).values()]
const crowd = clients(10_000, thousand)
const plan = planBuckets(seatClients(crowd, enabled), WIDE)

function byIp(rows: readonly ClientRow[]): ReadonlyMap<string, ClientRow> {
  return new Map(rows.map((row) => [row.ip, row]))
}

describe('a thousand servers', () => {
  it('are ten groups of neighbours, and nobody is lost', () => {
    expect(plan.buckets.map((bucket) => bucket.groups.length)).toEqual(Array.from({ length: 10 }, () => 100))
    expect(plan.buckets[3]?.groups[0]?.server.number).toBe(301)
    expect(plan.buckets.reduce((sum, bucket) => sum + bucket.clients.length, 0)).toBe(10_000)
  })

  it.each([
    [21, 40, WIDE],
    [1000, 10_000, SMALL],
    [1000, 0, WIDE],
  ] as const)('stay inside the picture: %d servers, %d clients', (serverCount, clientCount, size) => {
    const list = servers(serverCount)
    const refused = aClient('203.0.113.1', list, { isAllowed: false })
    const seating = seatClients([...clients(clientCount, list), refused], [...numberServers(list).values()])
    const board = planBuckets(seating, size)
    expect(board.refused).toEqual([refused])
    for (const [index, { top, height }] of board.buckets.entries()) {
      const before = board.buckets[index - 1]
      expect(top).toBeGreaterThanOrEqual(before === undefined ? 0 : before.top + before.height)
      expect(top + height).toBeLessThanOrEqual(board.refusedMiddle - 12)
    }
  })

  it('have a dot for each client, or for the least round number that lets all dots fit', () => {
    for (const size of [WIDE, SMALL]) {
      const board = planBuckets(seatClients(crowd, enabled), size)
      const { width, height, pitch } = board.field
      const places = Math.floor(width / pitch) * Math.floor(height / pitch)
      for (const { clients: all } of board.buckets) {
        expect(Math.ceil(all.length / board.perDot)).toBeLessThanOrEqual(places)
      }
    }
    expect([niceShare(9, 10), niceShare(11, 10), niceShare(21, 10), niceShare(1100, 14)]).toEqual([1, 2, 5, 100])
  })

  it('are planned in a time that grows with their number, not with its square', () => {
    const work = (part: number, times: number) => {
      const rows = crowd.slice(0, 10_000 * part)
      const list = enabled.slice(0, 1000 * part)
      const begin = performance.now()
      for (let time = 0; time < times; time++) {
        const board = planBuckets(seatClients(rows, list), WIDE)
        planStrands(board, countBuckets(board, byIp(rows), NONE))
        strandKeys(board, NONE)
      }
      return performance.now() - begin
    }
    const rounds = Array.from({ length: 10 }, () => [work(1 / 8, 8), work(1, 1)] as const)
    const [parts, whole] = [Math.min(...rounds.map(([time]) => time)), Math.min(...rounds.map(([, time]) => time))]
    // Eight parts take as long as the whole if it is linear, an eighth of it if it is not.
    expect(whole / parts).toBeLessThan(4)
  })
})

describe('strands', () => {
  it('are at most fourteen for a group, and each client is part of one', () => {
    const strands = planStrands(plan, countBuckets(plan, byIp(crowd), NONE))
    for (const bucket of plan.buckets) {
      const own = strands.filter((strand) => strand.bucket === bucket)
      expect(own.length).toBeGreaterThan(0)
      expect(own.length).toBeLessThanOrEqual(14)
    }
    const keys = new Set(strands.map((strand) => strand.key))
    for (const key of strandKeys(plan, NONE).values()) expect(keys).toContain(key)
    expect(strandKeys(plan, NONE).size).toBe(10_000)
  })

  it('lead away for clients that are held in another group, in the hue of that group', () => {
    const held = crowd
      .filter((client) => client.hash % 1000 === 4)
      .map((client) => ({ ...client, serverId: thousand[720]?.id ?? null, why: 'draining' as const }))
    const figures = countBuckets(plan, byIp([...crowd, ...held]), NONE)
    const [first] = plan.buckets
    expect(first && figures.get(first)).toMatchObject({ away: held.length, cutOff: 0 })
    const away = planStrands(plan, figures).filter((strand) => strand.isAway)
    expect(away.map(({ bucket, target, number }) => [bucket.number, target.number, number])).toEqual([[1, 8, 8]])
  })

  it('are counted as cut off where the server does not answer', () => {
    const down = thousand[250]?.id
    if (down === undefined) throw new Error('no server')
    const figures = countBuckets(plan, byIp(crowd), new Set([down]))
    const cutOff = plan.buckets.map((bucket) => figures.get(bucket)?.cutOff)
    const here = crowd.filter((client) => client.serverId === down).length
    expect(cutOff).toEqual([0, 0, here, 0, 0, 0, 0, 0, 0, 0])
  })

  it('are cut off in the part of the group that does not answer, and whole groups of that are all cut off', () => {
    const down = new Set(thousand.slice(0, 130).map((server) => server.id))
    const strands = planStrands(plan, countBuckets(plan, byIp(crowd), down))
    const [first, second, third] = plan.buckets.map((bucket) => strands.filter((strand) => strand.bucket === bucket))
    expect(first?.every((strand) => strand.isBroken)).toBe(true)
    const broken = second?.filter((strand) => strand.isBroken).length ?? 0
    expect(broken).toBe(Math.round(0.3 * (second?.length ?? 0)))
    expect(second?.slice(-broken).every((strand) => strand.isBroken)).toBe(true)
    expect(third?.some((strand) => strand.isBroken)).toBe(false)
  })

  it('show one server that does not answer, and one that still does', () => {
    const ids = thousand.slice(0, 100).map((server) => server.id)
    for (const [down, broken] of [
      [ids.slice(0, 1), 1],
      [ids.slice(0, 99), -1],
    ] as const) {
      const strands = planStrands(plan, countBuckets(plan, byIp(crowd), new Set(down)))
      const own = strands.filter((strand) => strand.bucket === plan.buckets[0])
      expect(own.filter((strand) => strand.isBroken)).toHaveLength((own.length + broken) % own.length)
    }
  })

  it('keep their places when a server goes down, so that nothing jumps', () => {
    const places = (down: ReadonlySet<ServerId>) =>
      planStrands(plan, countBuckets(plan, byIp(crowd), down)).map(({ key, path }) => [key, path])
    expect(places(new Set(thousand.slice(0, 150).map((server) => server.id)))).toEqual(places(NONE))
  })

  it('lead away to a server that does not answer cut off as well', () => {
    const holder = thousand[720]?.id ?? null
    const held = crowd
      .filter((client) => client.hash % 1000 === 4)
      .map((client) => ({ ...client, serverId: holder, why: 'draining' as const }))
    const moved = byIp([...crowd, ...held])
    const board = planBuckets(seatClients(moved.values(), enabled), WIDE)
    const down = new Set(holder === null ? [] : [holder])
    const away = planStrands(board, countBuckets(board, moved, down)).filter((strand) => strand.isAway)
    expect(away.map((strand) => strand.isBroken)).toEqual([true])
    for (const { ip } of held) expect(strandKeys(board, down).get(ip)).toBe(away[0]?.key)
  })

  it('have who is cut off on those that are, so that no request of theirs runs along one that is whole', () => {
    const down = new Set(thousand.slice(0, 50).map((server) => server.id))
    const strands = planStrands(plan, countBuckets(plan, byIp(crowd), down))
    const keys = strandKeys(plan, down)
    const [whole] = strands
    const on = crowd.filter((client) => keys.get(client.ip) === whole?.key)
    expect(on).toHaveLength(plan.perStrand)
    expect(on.some((client) => client.serverId !== null && down.has(client.serverId))).toBe(false)
  })

  it('let a client that is looked for have one of its own', () => {
    const client = crowd[4711]
    if (client === undefined) throw new Error('no client')
    const home = plan.buckets[Math.floor((client.hash % 1000) / 100)]
    expect(ownStrand(plan, client, NONE)).toMatchObject({ bucket: home, target: home, isAway: false, isBroken: false })
    const down = new Set(client.serverId === null ? [] : [client.serverId])
    expect(ownStrand(plan, client, down)).toMatchObject({ key: client.ip, isBroken: true })
  })
})

describe('how bright dots and cells are', () => {
  const list = servers(3)
  const one = [...numberServers(list).values()]
  const [idle, open, busy] = ['10.0.0.1', '10.0.0.2', '10.0.0.3'].map((ip) => aClient(ip, list))
  if (idle === undefined || open === undefined || busy === undefined) throw new Error('three clients are wanted')
  const rows = [
    { ...idle, openSockets: 0, lastSeen: NOW - 60_000 },
    { ...open, openSockets: 1, lastSeen: NOW - 60_000 },
    { ...busy, openSockets: 0, lastSeen: NOW - 1000 },
  ]
  const bucket = { ...(plan.buckets[0] as (typeof plan.buckets)[0]), clients: rows, groups: [] }

  it('follows the client: quiet, connected, busy', () => {
    expect(dotLevels(bucket, byIp(rows), 1, NOW)).toEqual([0, 1, 2])
  })

  it('is that of the busiest where several share a dot', () => {
    expect(dotLevels(bucket, byIp(rows), 2, NOW)).toEqual([1, 2])
  })

  it('lets a client be found by its dot, in its own group only', () => {
    expect(rows.map(({ ip }) => dotOf(bucket, ip, 1))).toEqual([0, 1, 2])
    expect(rows.map(({ ip }) => dotOf(bucket, ip, 2))).toEqual([0, 0, 1])
    expect(dotOf(bucket, '10.0.0.4', 1)).toBeUndefined()
  })

  it('follows the clients of a server, and a server that does not answer is crossed out', () => {
    const [a, b, c] = list.map((server) => server.id)
    if (a === undefined || b === undefined || c === undefined) throw new Error('three servers are wanted')
    const on = [
      { ...rows[0], serverId: a },
      { ...rows[2], serverId: b },
    ] as ClientRow[]
    const groups = one.map((server) => ({ server, clients: [] }))
    expect(cellLevels({ ...bucket, groups }, serverLevels(on, NOW), new Set([c]))).toEqual([1, 2, 'down'])
  })
})
