import { countWaiting, findRoute, isOutdated, type LogHold } from '@renderer/features/routes/log-hold'
import { statusLook } from '@renderer/features/routes/status-look'
import { describe, expect, it } from 'vitest'
import { aRoute } from '../../support/ui-data'

const rows = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => aRoute(from + index))
const hold = (held: LogHold['rows']): LogHold => ({ why: 'paused', at: 0, rows: held })

describe('a log that is held', () => {
  it('counts what came after its newest row', () => {
    expect(countWaiting(rows(1, 10), rows(1, 10), hold(rows(1, 7)))).toEqual({ count: 3, isAtLeast: false })
    expect(countWaiting(rows(1, 7), rows(1, 7), hold(rows(1, 7)))).toEqual({ count: 0, isAtLeast: false })
  })

  it('says that it is at least so many when all it held has been dropped since', () => {
    expect(countWaiting(rows(50, 59), rows(50, 59), hold(rows(1, 7)))).toEqual({ count: 10, isAtLeast: true })
  })

  it('counts only what was found', () => {
    expect(countWaiting([aRoute(9)], rows(1, 10), hold(rows(1, 7)))).toEqual({ count: 1, isAtLeast: false })
  })

  it('counts everything when it was held while empty', () => {
    expect(countWaiting(rows(1, 3), rows(1, 3), hold([]))).toEqual({ count: 3, isAtLeast: false })
  })

  it('is of another time when the ids have begun anew', () => {
    expect(isOutdated(rows(1, 2), hold(rows(1, 7)))).toBe(true)
    expect(isOutdated(rows(1, 8), hold(rows(1, 7)))).toBe(false)
  })

  it('finds the present state of a row by its id', () => {
    const live = [aRoute(3), aRoute(5, { seq: 9, bytesDown: 1 }), aRoute(8)]
    expect(findRoute(live, 5)?.bytesDown).toBe(1)
    expect(findRoute(live, 4)).toBeUndefined()
    expect(findRoute([], 4)).toBeUndefined()
  })
})

describe('how the status of a route looks', () => {
  it.each([
    ['an open WebSocket', aRoute(1, { kind: 'ws', isOpen: true, status: 101 }), { tone: 'ok', word: 'open' }],
    ['a closed WebSocket', aRoute(1, { kind: 'ws', status: 101 }), { tone: 'faint', word: 'closed' }],
    [
      'a WebSocket that the server did not accept',
      aRoute(1, { kind: 'ws', status: 404 }),
      { tone: 'warn', word: null },
    ],
    ['a request under way', aRoute(1, { isOpen: true, status: null }), { tone: 'faint', word: 'waitsForAnswer' }],
    ['an answer that is still streaming', aRoute(1, { isOpen: true, status: 200 }), { tone: 'quiet', word: null }],
    ['a success', aRoute(1, { status: 200 }), { tone: 'quiet', word: null }],
    ['a redirect or an unchanged file', aRoute(1, { status: 304 }), { tone: 'faint', word: null }],
    ['a mistake of the client', aRoute(1, { status: 404 }), { tone: 'warn', word: null }],
    ['a mistake of the server', aRoute(1, { status: 500 }), { tone: 'bad', word: null }],
    ['a refusal of ours', aRoute(1, { status: 403, error: 'FOREIGN_PAGE' }), { tone: 'warn', word: null }],
    ['an unreachable server', aRoute(1, { status: 502, error: 'SERVER_REFUSED' }), { tone: 'bad', word: null }],
    ['an answer that was cut', aRoute(1, { status: 200, error: 'SERVER_CUT' }), { tone: 'bad', word: null }],
    ['a client that went away', aRoute(1, { status: null, error: 'CLIENT_GONE' }), { tone: 'quiet', word: null }],
  ] as const)('%s', (_what, row, look) => {
    expect(statusLook(row)).toEqual(look)
  })
})
