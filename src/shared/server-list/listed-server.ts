import type { ServerEntry, ServerProblem } from '../model/server-entry'

/** The forms a list of servers is written in. */
export const LIST_FORMS = ['json', 'text', 'env'] as const
export type ListForm = (typeof LIST_FORMS)[number]

/** Longest text of a list, in characters. */
export const MAX_LIST_LENGTH = 1_000_000

/** Most servers that one list may name, ranges spelled out. */
export const MAX_LISTED_SERVERS = 2000

/**
 * What is made of a word that may name a server, but may as well be any other word, such as `gpu1`. Beside an address it
 * is `ignored` in the lists of people; it is `refused` where there is nothing but addresses, and `taken` where somebody
 * says that it is one.
 */
export type BareWords = 'ignored' | 'refused' | 'taken'

/** Where something stands in the text: line and column from 1, and an excerpt of at most 80 characters. */
export interface ListPlace {
  readonly line: number
  readonly column: number
  readonly text: string
}

/** A server as a list names it, ranges spelled out; what a list does not say is `undefined`. */
export interface ListedServer {
  readonly url: string
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly enabled?: boolean | undefined
  /** Several servers of one range share it. */
  readonly place: ListPlace
}

/** Why a part of a list cannot be taken. Words are in `words/*.json` under `listProblems`. */
export type ListProblem =
  | Exclude<ServerProblem, 'DUPLICATE'>
  | 'NOT_AN_ADDRESS'
  | 'PORT_APART'
  | 'RANGE_BRACKETS'
  | 'RANGE_DOT_MISSING'
  | 'RANGE_REVERSED'
  | 'RANGE_SYNTAX'
  | 'ENV_LINE'
  | 'JSON_OBJECT'
  | 'JSON_QUOTES'
  | 'JSON_COMMA'
  | 'JSON_COMMENT'
  | 'JSON_ENTRY'
  | 'JSON_SYNTAX'
  | 'TOO_MANY'
  | 'LIST_TOO_LONG'

export interface ListError {
  readonly place: ListPlace
  readonly problem: ListProblem
  /** What the words of the problem need, such as `suggestion`, `count` or `max`. */
  readonly params?: Readonly<Record<string, string | number>> | undefined
}

export interface ParsedList {
  readonly form: ListForm
  /** In the order of the text; addresses that no range made are not checked yet. */
  readonly servers: readonly ListedServer[]
  readonly errors: readonly ListError[]
  /** The text names a file that holds the list (`DEV_SERVER_COMFYUI_FILE`); then there are no servers. */
  readonly file?: { readonly path: string; readonly place: ListPlace } | undefined
}

/** What is worth a look in an address that can be taken. Words are in `words/*.json` under `listNotes`. */
export type ListNote = 'NO_PORT'

/** One thing of the list and what becomes of it, in the order of the text. */
export type ImportRow =
  | { readonly kind: 'add'; readonly server: ListedServer; readonly note?: ListNote }
  /** Skipped: row `ofRow` (from 0) of the list has the address, or the text named it before in line `ofLine`. */
  | { readonly kind: 'duplicate'; readonly server: ListedServer; readonly ofRow?: number; readonly ofLine?: number }
  | { readonly kind: 'error'; readonly error: ListError }

export interface ImportPreview {
  readonly form: ListForm
  readonly rows: readonly ImportRow[]
  /** What an import adds: without ids, which the list gives. */
  readonly added: readonly Omit<ServerEntry, 'id'>[]
  readonly duplicates: number
  readonly errors: number
  readonly file?: ParsedList['file']
}
