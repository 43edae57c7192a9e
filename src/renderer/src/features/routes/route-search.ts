import type { RouteErrorCode } from '@shared/errors'
import type { RouteRow } from '@shared/model/route-row'
import type { ServerId } from '@shared/model/server-entry'

/** What the words of a search are looked for in, besides the row itself. */
export interface SearchTexts {
  readonly serverLabel: (id: ServerId) => string
  readonly errorWords: (code: RouteErrorCode) => string
  /** The word that the status column shows for an open WebSocket. */
  readonly openWord: string
}

export type RouteSearch = (rows: readonly RouteRow[], query: string) => readonly RouteRow[]

/**
 * Makes a search that keeps the rows in which every word of the query occurs somewhere, whatever its case: in client,
 * method, path, server, status or error. Rows never change, so each is put into words once.
 */
export function createRouteSearch(texts: SearchTexts): RouteSearch {
  const known = new WeakMap<RouteRow, string>()

  function textOf(row: RouteRow): string {
    const text = known.get(row) ?? describe(row, texts).toLowerCase()
    known.set(row, text)
    return text
  }
  return (rows, query) => {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean)
    if (words.length === 0) return rows
    return rows.filter((row) => {
      const text = textOf(row)
      return words.every((word) => text.includes(word))
    })
  }
}

function describe(row: RouteRow, { serverLabel, errorWords, openWord }: SearchTexts): string {
  return [
    row.clientIp,
    row.kind,
    row.method,
    row.target,
    row.serverId === null ? '' : serverLabel(row.serverId),
    row.serverUrl ?? '',
    row.status ?? '',
    row.kind === 'ws' && row.isOpen ? openWord : '',
    row.error === null ? '' : `${row.error} ${errorWords(row.error)}`,
  ].join('\n')
}
