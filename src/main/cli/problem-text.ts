import type { ImportRow, ListError, ListPlace } from '@shared/server-list/listed-server'
import { excerptOf } from '@shared/server-list/text-places'
import en from '@shared/words/en.json'

/** Where in a source something stands, and what it is, as messages say it. */
export type SayPlace = (place: ListPlace) => string

const MAX_LINES = 20

/** What is wrong with the servers of a source, in a line each; here every one must be right, and in the list once. */
export function problemLines(rows: readonly ImportRow[], sayPlace: SayPlace, hasLines: boolean): string[] {
  return rows.flatMap((row) => {
    if (row.kind === 'add') return []
    if (row.kind === 'error') return [`${sayPlace(row.error.place)} – ${listErrorText(row.error)}`]
    const line = hasLines && row.ofLine !== undefined ? `, in line ${row.ofLine}` : ''
    // Of a range, only one address is concerned.
    const place = { ...row.server.place, text: excerptOf(row.server.url) }
    return [`${sayPlace(place)} – The list has this server already${line}.`]
  })
}

/** As many lines as somebody reads. */
export function firstLines(lines: readonly string[]): string {
  const more = lines.length > MAX_LINES ? [`And ${lines.length - MAX_LINES} more.`] : []
  return [...lines.slice(0, MAX_LINES), ...more].join('\n')
}

/** Why a part of a list cannot be taken, in the words of the panel. */
export function listErrorText({ problem, params }: Omit<ListError, 'place'>): string {
  return filled({ ...en.listProblems, ...en.urlProblems }[problem], params)
}

const { folder, missing, noAccess } = en.servers.files
const REASONS: Readonly<Record<string, string>> = {
  EISDIR: folder,
  ENOENT: missing,
  EACCES: noAccess,
  EPERM: noAccess,
}

/** Why a file cannot be read, in the words of the panel. */
export function unreadableText(name: string, { code = '', message }: NodeJS.ErrnoException): string {
  return filled(en.errors.LIST_FILE_UNREADABLE, { name, reason: REASONS[code] ?? (code || message) })
}

function filled(words: string, params: ListError['params']): string {
  return words.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params?.[name]))
}
