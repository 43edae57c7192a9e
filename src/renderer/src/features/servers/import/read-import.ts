import type { ServerEntry, ServerId } from '@shared/model/server-entry'
import { serverIdSchema } from '@shared/model/server-entry'
import type { SelfAddress } from '@shared/model/server-url'
import type { ImportPreview, ImportRow, ListPlace } from '@shared/server-list/listed-server'
import { parseServerList } from '@shared/server-list/parse-server-list'
import { previewImport } from '@shared/server-list/preview-import'
import { listToSave } from '../draft-changes'
import { rowsToKeep, type ServerDraft } from '../server-draft'

/** One thing of the text, and the row (from 1) of the table that it becomes or already is. */
export interface ImportLine {
  readonly row: ImportRow
  readonly number: number | null
}

/** What an import of a text would do to a draft. */
export interface ImportReading {
  readonly preview: ImportPreview
  readonly lines: readonly ImportLine[]
}

/** Reads a text as a list of servers to add to the draft. */
export function readImport(text: string, draft: ServerDraft, self: SelfAddress): ImportReading {
  const existing = listToSave(draft)
  const preview = previewImport(parseServerList(text), existing, self)
  const numbers = new Map(draft.rows.map(({ entry }, index) => [entry.id, index + 1]))
  let next = rowsToKeep(draft).length
  const lines = preview.rows.map((row): ImportLine => {
    if (row.kind === 'add') {
      next += 1
      return { row, number: next }
    }
    const other = row.kind === 'duplicate' && row.ofRow !== undefined ? existing[row.ofRow]?.id : undefined
    return { row, number: (other && numbers.get(other)) ?? null }
  })
  return { preview, lines }
}

/** The lines (from 1) of the text with something that cannot be added. */
export function badLinesOf({ lines }: ImportReading): ReadonlySet<number> {
  return new Set(lines.flatMap(({ row }) => (row.kind === 'error' ? [row.error.place.line] : [])))
}

/**
 * The index of the line with the next error: after the line with an index, else at or behind a place of the text. After
 * the last error comes the first; -1 if there is none.
 */
export function nextError(lines: readonly ImportLine[], after: number | Pick<ListPlace, 'line' | 'column'>): number {
  const isBehind = ({ row }: ImportLine, index: number): boolean => {
    if (typeof after === 'number') return index > after
    const { line, column } = row.kind === 'error' ? row.error.place : row.server.place
    return line > after.line || (line === after.line && column >= after.column)
  }
  const next = lines.findIndex((line, index) => line.row.kind === 'error' && isBehind(line, index))
  return next === -1 ? lines.findIndex(({ row }) => row.kind === 'error') : next
}

/** What goes into the draft. An id that the text gives is kept where it is free, so that a list can be moved over. */
export function serversToAdd({ preview }: ImportReading, draft: ServerDraft): ServerEntry[] {
  const written = preview.rows.flatMap((row) => (row.kind === 'add' ? [row.server.id] : []))
  const taken = new Set<ServerId>([...draft.base.map(({ id }) => id), ...draft.rows.map(({ entry }) => entry.id)])
  return preview.added.map((server, index) => {
    const id = freeId(written[index], taken)
    taken.add(id)
    return { ...server, id }
  })
}

function freeId(written: string | undefined, taken: ReadonlySet<ServerId>): ServerId {
  const parsed = serverIdSchema.safeParse(written)
  return parsed.success && !taken.has(parsed.data) ? parsed.data : serverIdSchema.parse(crypto.randomUUID())
}

/** True for a text that is more than one plain address, such as several lines, a range or JSON. */
export function isList(text: string): boolean {
  const { form, servers, errors, file } = parseServerList(text)
  const [first] = servers
  // Words alone are no list: the row says what is wrong with them.
  const isOnlyWords = errors.every(({ problem }) => problem === 'NOT_AN_ADDRESS')
  if (first === undefined && isOnlyWords && file === undefined) return false
  return form !== 'text' || errors.length > 0 || servers.length > 1 || first?.url !== text.trim()
}
