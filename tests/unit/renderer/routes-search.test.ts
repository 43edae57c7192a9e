import { createRouteSearch } from '@renderer/features/routes/route-search'
import type { RouteRow } from '@shared/model/route-row'
import { describe, expect, it } from 'vitest'
import { aRoute } from '../../support/ui-data'

const search = createRouteSearch({
  serverLabel: (id) => (id === 'server-1' ? 'Studio A' : ''),
  errorWords: (code) => (code === 'FOREIGN_PAGE' ? 'Called from a page of another address' : 'Other'),
  openWord: '已连接',
})

const found = (rows: readonly RouteRow[], query: string) => search(rows, query).map(({ id }) => id)

describe('the search of the route log', () => {
  const rows = [
    aRoute(1, { clientIp: '192.168.1.101', method: 'POST', target: '/api/prompt?x=1' }),
    aRoute(2, { clientIp: '10.0.0.7', kind: 'ws', target: '/ws', isOpen: true, status: 101, durationMs: null }),
    aRoute(3, { status: 403, error: 'FOREIGN_PAGE', serverId: null, serverUrl: null, method: 'POST' }),
    aRoute(4, { status: 404, target: '/api/view', serverUrl: 'http://gpu-9:8188' }),
  ]

  it('keeps all rows, and the same list, without a word', () => {
    expect(search(rows, '  ')).toBe(rows)
  })

  it.each([
    ['client', '10.0.0.7', [2]],
    ['method', 'post', [1, 3]],
    ['path and query', 'prompt?x', [1]],
    ['name of the server', 'studio a', [1, 2, 4]],
    ['address of the server', 'gpu-9', [4]],
    ['status', '404', [4]],
    ['the word for an open socket', '已连接', [2]],
    ['kind', 'ws', [2]],
    ['words of the error', 'another address', [3]],
    ['code of the error', 'foreign_page', [3]],
  ])('finds a row by its %s', (_what, query, ids) => {
    expect(found(rows, query)).toEqual(ids)
  })

  it('wants every word to occur, in any order', () => {
    expect(found(rows, 'prompt POST')).toEqual([1])
    expect(found(rows, 'prompt GET')).toEqual([])
  })

  it('looks at a changed row anew', () => {
    const ended = rows.map((row) => (row.id === 2 ? { ...row, isOpen: false } : row))
    expect(found(rows, '已连接')).toEqual([2])
    expect(found(ended, '已连接')).toEqual([])
  })
})
