import type { PanelActivity } from '@shared/model/panel-snapshot'
import { panelActivitySchema } from '@shared/model/panel-snapshot'
import type { ServerId } from '@shared/model/server-entry'
import { describe, expect, it } from 'vitest'
import { ActivityLog, type Seat } from '../../../../../src/main/core/activity/activity-log'
import { createFakeClock } from '../../../../support/fake-clock'

const seat: Seat = { isAllowed: true, serverId: 's1' as ServerId, why: 'hash', hash: 7 }
const get = {
  kind: 'http',
  method: 'GET',
  target: '/',
  clientIp: '10.0.0.1',
  serverId: seat.serverId,
  serverUrl: 'http://a',
} as const
const socket = { ...get, kind: 'ws', target: '/ws' } as const
const refused = { ...get, serverId: null, serverUrl: null } as const

function createLog(seatOf: (ip: string) => Seat = () => seat) {
  const clock = createFakeClock(1000)
  return { clock, log: new ActivityLog(clock, seatOf) }
}

function changesOf(log: ActivityLog): PanelActivity {
  const changes = log.takeChanges()
  if (changes === undefined) throw new Error('nothing changed')
  return changes
}

describe('counts', () => {
  it('begin with nothing', () => {
    expect(createLog().log.snapshot()).toEqual({
      routes: [],
      clients: [],
      counts: {
        requests: 0,
        errors: 0,
        activeRequests: 0,
        openSockets: 0,
        bytesUp: 0,
        bytesDown: 0,
        clients: 0,
      },
    })
  })

  it('tell requests under way from open sockets, and count both as requests', () => {
    const { log } = createLog()
    const request = log.open(get)
    const upgraded = log.open(socket)
    expect(log.snapshot().counts).toMatchObject({ requests: 2, activeRequests: 1, openSockets: 1, clients: 1 })
    log.end(request, null)
    log.end(upgraded, null)
    expect(log.snapshot().counts).toMatchObject({ requests: 2, activeRequests: 0, openSockets: 0, clients: 1 })
  })

  it('do not count a socket that was refused as open', () => {
    const { log } = createLog()
    const upgrade = log.open({ ...refused, kind: 'ws' })
    expect(log.snapshot()).toMatchObject({ counts: { openSockets: 0 }, clients: [{ openSockets: 0 }] })
    log.end(upgrade, 'NO_SERVER')
    expect(log.snapshot()).toMatchObject({ counts: { openSockets: 0 }, clients: [{ openSockets: 0 }] })
  })

  it.each([
    [200, null, 0],
    [404, null, 0],
    [499, null, 0],
    [500, null, 1],
    [503, null, 1],
    [403, 'FOREIGN_PAGE', 1],
    [502, 'SERVER_REFUSED', 1],
    [200, 'SERVER_CUT', 1],
    [null, 'CLIENT_GONE', 0],
    [200, 'CLIENT_GONE', 0],
    [101, 'SERVER_REMOVED', 0],
    [101, 'STOPPED', 0],
    [null, null, 0],
  ] as const)('take status %s with %s for %i errors', (status, error, errors) => {
    const { log } = createLog()
    const record = log.open(get)
    record.status = status
    log.end(record, error)
    expect(log.snapshot().counts.errors).toBe(errors)
  })

  it('count every byte once, in the totals and for its client, whenever somebody looks', () => {
    const { log } = createLog()
    const record = log.open(socket)
    const other = log.open({ ...get, clientIp: '10.0.0.2' })
    record.bytesUp = 10
    record.bytesDown = 100
    log.noteProgress()
    log.noteProgress()
    record.bytesUp = 15
    other.bytesDown = 1
    expect(log.snapshot()).toMatchObject({
      counts: { bytesUp: 15, bytesDown: 101 },
      clients: expect.arrayContaining([
        expect.objectContaining({ ip: '10.0.0.1', bytesUp: 15, bytesDown: 100 }),
        expect.objectContaining({ ip: '10.0.0.2', bytesUp: 0, bytesDown: 1 }),
      ]),
    })
    record.bytesDown = 150
    log.end(record, null)
    log.end(other, null)
    expect(log.snapshot().counts).toMatchObject({ bytesUp: 15, bytesDown: 151 })
  })
})

describe('the clients', () => {
  it('are who came, also who was turned away, with where they go and when they were seen', () => {
    const { clock, log } = createLog()
    const first = log.open(get)
    clock.advance(500)
    log.end(first, null)
    clock.advance(500)
    log.end(log.open({ ...refused, clientIp: '8.8.8.8' }), 'CLIENT_NOT_ALLOWED')
    expect(log.snapshot().clients).toEqual([
      {
        ip: '10.0.0.1',
        ...seat,
        requests: 1,
        openSockets: 0,
        bytesUp: 0,
        bytesDown: 0,
        firstSeen: 1000,
        lastSeen: 1500,
      },
      {
        ip: '8.8.8.8',
        ...seat,
        requests: 1,
        openSockets: 0,
        bytesUp: 0,
        bytesDown: 0,
        firstSeen: 2000,
        lastSeen: 2000,
      },
    ])
  })

  it('are seen while bytes of an open socket move', () => {
    const { clock, log } = createLog()
    const record = log.open(socket)
    log.snapshot()
    clock.advance(60_000)
    record.bytesDown = 1
    log.noteProgress()
    expect(changesOf(log).clients).toMatchObject([{ ip: '10.0.0.1', lastSeen: 61_000, bytesDown: 1 }])
  })

  it('say where they go at the moment they are told', () => {
    let why: Seat['why'] = 'hash'
    const { log } = createLog(() => ({ ...seat, why }))
    log.open(get)
    expect(log.snapshot().clients).toMatchObject([{ why: 'hash' }])
    why = 'draining'
    log.reseat()
    expect(changesOf(log).clients).toMatchObject([{ ip: '10.0.0.1', why: 'draining' }])
  })
})

describe('what changed', () => {
  it('is not told before a snapshot was taken', () => {
    const { log } = createLog()
    log.open(get)
    expect(log.takeChanges()).toBeUndefined()
  })

  it('is nothing after a snapshot, nor after it was told', () => {
    const { log } = createLog()
    const record = log.open(get)
    log.snapshot()
    expect(log.takeChanges()).toBeUndefined()
    log.end(record, null)
    expect(log.takeChanges()).toBeDefined()
    expect(log.takeChanges()).toBeUndefined()
  })

  it('is told with the counts as they are', () => {
    const { log } = createLog()
    log.snapshot()
    log.open(get)
    expect(changesOf(log)).toMatchObject({
      routes: [{ id: 1, isOpen: true }],
      dropped: 0,
      clients: [{ ip: '10.0.0.1', requests: 1 }],
      forgotten: [],
      counts: { requests: 1, activeRequests: 1 },
    })
  })

  it('is told in several batches when it is much, until nothing is left', () => {
    const { log } = createLog()
    log.snapshot()
    for (let index = 0; index < 900; index++) log.open({ ...get, clientIp: `10.0.${index >> 8}.${index & 255}` })
    const batches = []
    for (let batch = log.takeChanges(); batch !== undefined; batch = log.takeChanges()) batches.push(batch)
    expect(batches.map(({ routes, clients }) => [routes.length, clients.length])).toEqual([
      [400, 400],
      [400, 400],
      [100, 100],
    ])
    expect(new Set(batches.flatMap(({ routes }) => routes.map(({ id }) => id))).size).toBe(900)
  })

  it('is not collected when nobody looks any more', () => {
    const { log } = createLog()
    log.snapshot()
    const record = log.open(get)
    log.stopCollecting()
    log.end(record, null)
    log.reseat()
    log.noteProgress()
    expect(log.takeChanges()).toBeUndefined()
  })

  it('crosses the contract as it is', () => {
    const { log } = createLog()
    log.snapshot()
    log.end(log.open(get), 'SERVER_RESET')
    const changes = changesOf(log)
    expect(panelActivitySchema.parse(changes)).toEqual(changes)
  })
})
