import type { RouteRow } from '@shared/model/route-row'
import { routeRowSchema } from '@shared/model/route-row'
import type { ServerId } from '@shared/model/server-entry'
import { describe, expect, it } from 'vitest'
import {
  MAX_BATCH_ROUTES,
  MAX_KEPT_ROUTES,
  type NewRoute,
  RouteLog,
  type RouteRecord,
} from '../../../../../src/main/core/activity/route-log'

const route: NewRoute = {
  kind: 'http',
  method: 'GET',
  target: '/api/queue?x=1',
  clientIp: '192.168.1.100',
  serverId: 's1' as ServerId,
  serverUrl: 'http://server1:8188',
}

function addMany(log: RouteLog, count: number): RouteRecord[] {
  return Array.from({ length: count }, () => log.add(route, 1000))
}

function finishMany(log: RouteLog, count: number): void {
  for (const record of addMany(log, count)) log.end(record, null, 1000)
}

/** What a panel knows that has taken the snapshot and every batch since. */
class Panel {
  readonly rows = new Map<number, RouteRow>()
  dropped = 0

  constructor(log: RouteLog) {
    for (const row of log.snapshot()) this.#take(row)
  }

  readBatch(log: RouteLog): number {
    const { routes, dropped } = log.takeChanges()
    for (const row of routes) this.#take(row)
    this.dropped += dropped
    return routes.length
  }

  readAll(log: RouteLog): void {
    while (this.readBatch(log) > 0);
  }

  #take(row: RouteRow): void {
    const known = this.rows.get(row.id)
    if (known !== undefined && known.seq >= row.seq) throw new Error(`row ${row.id} was told twice`)
    this.rows.set(row.id, row)
  }
}

describe('a route', () => {
  it('is a row while it is open and after it ended', () => {
    const log = new RouteLog()
    const record = log.add(route, 1000)
    expect(log.snapshot()).toEqual([
      {
        ...route,
        id: 1,
        at: 1000,
        seq: 1,
        isOpen: true,
        status: null,
        durationMs: null,
        bytesUp: 0,
        bytesDown: 0,
        error: null,
      },
    ])
    record.status = 502
    log.end(record, 'SERVER_REFUSED', 1250)
    expect(log.snapshot()).toMatchObject([
      { id: 1, isOpen: false, status: 502, durationMs: 250, error: 'SERVER_REFUSED' },
    ])
  })

  it('crosses the contract as it is', () => {
    const log = new RouteLog()
    log.add(route, 1000)
    const [row] = log.snapshot()
    expect(routeRowSchema.strict().parse(row)).toEqual(row)
  })

  it('keeps a target of a reasonable length', () => {
    const log = new RouteLog()
    log.add({ ...route, target: `/${'x'.repeat(100_000)}` }, 1000)
    const [row] = log.snapshot()
    expect(row!.target).toHaveLength(2049)
    expect(row!.target.endsWith('x…')).toBe(true)
  })

  it('never took less than no time, also when the clock was set back', () => {
    const log = new RouteLog()
    log.end(log.add(route, 1000), null, 0)
    expect(log.snapshot()[0]!.durationMs).toBe(0)
  })
})

describe('the log of routes', () => {
  it('keeps the newest and forgets the oldest', () => {
    const log = new RouteLog()
    finishMany(log, MAX_KEPT_ROUTES + 10)
    const rows = log.snapshot()
    expect(rows).toHaveLength(MAX_KEPT_ROUTES)
    expect(rows[0]!.id).toBe(11)
    expect(rows.at(-1)!.id).toBe(MAX_KEPT_ROUTES + 10)
  })

  it('keeps every open route, however old, and lists oldest first', () => {
    const log = new RouteLog()
    const open = log.add(route, 1000)
    finishMany(log, MAX_KEPT_ROUTES + 10)
    const rows = log.snapshot()
    expect(rows).toHaveLength(MAX_KEPT_ROUTES + 1)
    expect(rows[0]).toMatchObject({ id: open.id, isOpen: true })
    log.end(open, null, 2000)
    expect(log.snapshot()).toHaveLength(MAX_KEPT_ROUTES)
  })
})

describe('changes for a panel that looks', () => {
  it('are not collected before the first snapshot', () => {
    const log = new RouteLog()
    addMany(log, 3)
    expect(log.hasChanges).toBe(false)
    expect(log.takeChanges()).toEqual({ routes: [], dropped: 0 })
  })

  it('are not collected any more when nobody looks', () => {
    const log = new RouteLog()
    log.snapshot()
    addMany(log, 3)
    log.stopCollecting()
    addMany(log, 3)
    log.noteProgress()
    expect(log.takeChanges()).toEqual({ routes: [], dropped: 0 })
  })

  it('leave no gap after a snapshot and repeat nothing', () => {
    const log = new RouteLog()
    const [first, second] = addMany(log, 2)
    const panel = new Panel(log)
    log.end(first!, null, 1500)
    log.add(route, 1000)
    panel.readAll(log)
    second!.status = 101
    log.end(second!, 'CLIENT_GONE', 1600)
    log.add(route, 1000)
    panel.readAll(log)
    expect([...panel.rows.values()]).toEqual(log.snapshot())
  })

  it('tell a route that changed several times once, as it is now', () => {
    const log = new RouteLog()
    log.snapshot()
    const record = log.add(route, 1000)
    record.bytesUp = 5
    log.end(record, null, 1100)
    const { routes } = log.takeChanges()
    expect(routes).toMatchObject([{ isOpen: false, bytesUp: 5 }])
    expect(log.takeChanges().routes).toEqual([])
  })

  it('have a higher number each time', () => {
    const log = new RouteLog()
    log.snapshot()
    const record = log.add(route, 1000)
    const opened = log.takeChanges().routes[0]!
    log.end(record, null, 1100)
    const ended = log.takeChanges().routes[0]!
    expect(ended.id).toBe(opened.id)
    expect(ended.seq).toBeGreaterThan(opened.seq)
  })

  it('are rows of their own, which do not change later', () => {
    const log = new RouteLog()
    const record = log.add(route, 1000)
    const [row] = log.snapshot()
    record.bytesUp = 99
    expect(row!.bytesUp).toBe(0)
  })

  it('tell the progress of open routes only where bytes moved', () => {
    const log = new RouteLog()
    const [busy] = addMany(log, 2)
    log.snapshot()
    log.noteProgress()
    expect(log.takeChanges().routes).toEqual([])
    busy!.bytesDown = 7
    log.noteProgress()
    expect(log.takeChanges().routes).toMatchObject([{ id: busy!.id, bytesDown: 7 }])
    log.noteProgress()
    expect(log.takeChanges().routes).toEqual([])
  })

  it('come in batches of a bounded size and say how many finished routes were left out', () => {
    const log = new RouteLog()
    const panel = new Panel(log)
    finishMany(log, MAX_BATCH_ROUTES + 50)
    expect(panel.readBatch(log)).toBe(MAX_BATCH_ROUTES)
    expect(panel.dropped).toBe(50)
    expect(log.hasChanges).toBe(false)
  })

  it('never leave out a route that is open: it waits for the next batch', () => {
    const log = new RouteLog()
    const panel = new Panel(log)
    addMany(log, MAX_BATCH_ROUTES + 50)
    expect(panel.readBatch(log)).toBe(MAX_BATCH_ROUTES)
    expect(log.hasChanges).toBe(true)
    expect(panel.readBatch(log)).toBe(50)
    expect(panel.dropped).toBe(0)
  })

  it('always tell the end of a row that the panel shows', () => {
    const log = new RouteLog()
    const shown = addMany(log, 20)
    const panel = new Panel(log)
    finishMany(log, MAX_BATCH_ROUTES)
    for (const record of shown) log.end(record, null, 2000)
    panel.readAll(log)
    for (const { id } of shown) expect(panel.rows.get(id)!.isOpen).toBe(false)
  })

  it('count every route that was not told, in a flood', () => {
    const log = new RouteLog()
    const panel = new Panel(log)
    for (let burst = 0; burst < 25; burst++) {
      finishMany(log, 2000)
      panel.readBatch(log)
    }
    panel.readAll(log)
    expect(panel.rows.size + panel.dropped).toBe(50_000)
  })

  it('stay bounded when a snapshot was taken and nobody comes for them', () => {
    const log = new RouteLog()
    const open = addMany(log, 5)
    log.snapshot()
    finishMany(log, 50_000)
    for (const record of open) log.end(record, null, 2000)
    let waiting = 0
    let dropped = 0
    while (log.hasChanges) {
      const batch = log.takeChanges()
      waiting += batch.routes.length
      dropped += batch.dropped
    }
    expect(waiting).toBeLessThanOrEqual(MAX_KEPT_ROUTES + open.length)
    expect(waiting + dropped).toBe(50_000 + open.length)
  })

  it('start anew with the next snapshot', () => {
    const log = new RouteLog()
    log.snapshot()
    finishMany(log, MAX_KEPT_ROUTES + 50)
    log.snapshot()
    expect(log.takeChanges()).toEqual({ routes: [], dropped: 0 })
  })
})
