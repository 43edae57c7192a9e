import { MAX_SERVER_NAME_LENGTH, MAX_SERVERS, normalUrl, type ServerEntry } from '../model/server-entry'
import { isOwnAddress, parseServerUrl, type SelfAddress } from '../model/server-url'
import { hasPort } from './line-words'
import type { ImportPreview, ImportRow, ListError, ListedServer, ListPlace, ParsedList } from './listed-server'
import { excerptOf } from './text-places'

/** What becomes of each thing that a list names when it is added to the servers there are. */
export function previewImport(parsed: ParsedList, existing: readonly ServerEntry[], self: SelfAddress): ImportPreview {
  const judge = judgeFor(existing, self)
  const serverRows = parsed.servers.map(judge)
  const errorRows = parsed.errors.map((error): ImportRow => ({ kind: 'error', error }))
  const rows = withinLimit(inOrder(serverRows, errorRows), existing.length)
  const added = rows.flatMap((row) => (row.kind === 'add' ? [entryOf(row.server)] : []))
  const countOf = (kind: ImportRow['kind']) => rows.filter((row) => row.kind === kind).length
  return {
    form: parsed.form,
    rows,
    added,
    duplicates: countOf('duplicate'),
    errors: countOf('error'),
    file: parsed.file,
  }
}

function judgeFor(existing: readonly ServerEntry[], self: SelfAddress): (server: ListedServer) => ImportRow {
  const rowOfUrl = new Map<string, number>()
  for (const [row, server] of existing.entries()) {
    const url = normalUrl(server)
    if (!rowOfUrl.has(url)) rowOfUrl.set(url, row)
  }
  const lineOfUrl = new Map<string, number>()
  return (server) => {
    const parsed = parseServerUrl(server.url)
    if (!parsed.ok) return { kind: 'error', error: errorOf(server, parsed.problem) }
    const { url } = parsed.address
    const ofRow = rowOfUrl.get(url)
    if (ofRow !== undefined) return { kind: 'duplicate', server, ofRow }
    const ofLine = lineOfUrl.get(url)
    if (ofLine !== undefined) return { kind: 'duplicate', server, ofLine }
    if (isOwnAddress(parsed.address, self)) return { kind: 'error', error: errorOf(server, 'OWN_ADDRESS') }
    lineOfUrl.set(url, server.place.line)
    const isPortAssumed = parsed.address.protocol === 'http:' && !hasPort(server.url)
    return { kind: 'add', server, ...(isPortAssumed && { note: 'NO_PORT' }) }
  }
}

/** Of a range, only one address is concerned. */
function errorOf({ url, place }: ListedServer, problem: ListError['problem']): ListError {
  return { place: { ...place, text: excerptOf(url) }, problem }
}

/** Merges two lists of rows that are each in the order of the text. */
function inOrder(some: readonly ImportRow[], others: readonly ImportRow[]): ImportRow[] {
  return [...some, ...others].sort((a, b) => {
    const [before, after] = [placeOf(a), placeOf(b)]
    return before.line - after.line || before.column - after.column
  })
}

function placeOf(row: ImportRow): ListPlace {
  return row.kind === 'error' ? row.error.place : row.server.place
}

/** The servers for which the list has no room become one error. */
function withinLimit(rows: readonly ImportRow[], existing: number): ImportRow[] {
  const room = Math.max(0, MAX_SERVERS - existing)
  const surplus = rows.filter(({ kind }) => kind === 'add').slice(room)
  const [first] = surplus
  if (first === undefined) return [...rows]
  const left = new Set(surplus.slice(1))
  const params = { count: existing + room + surplus.length, max: MAX_SERVERS }
  const error: ImportRow = { kind: 'error', error: { place: placeOf(first), problem: 'TOO_MANY', params } }
  return rows.filter((row) => !left.has(row)).map((row) => (row === first ? error : row))
}

function entryOf({ url, name, enabled }: ListedServer): Omit<ServerEntry, 'id'> {
  return { url, name: (name ?? '').slice(0, MAX_SERVER_NAME_LENGTH), enabled: enabled ?? true }
}
