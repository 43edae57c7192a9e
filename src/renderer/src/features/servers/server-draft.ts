import type { ServerEntry, ServerId } from '@shared/model/server-entry'

/** One row of the table: a line of the list as the person left it. A removed row stays in sight until Apply. */
export interface DraftRow {
  readonly entry: ServerEntry
  readonly isRemoved: boolean
}

/** The saved list with the person's changes on top, and the steps that led there. */
export interface ServerDraft {
  /** The saved list that the rows were changed from. */
  readonly base: readonly ServerEntry[]
  readonly rows: readonly DraftRow[]
  readonly past: readonly (readonly DraftRow[])[]
  readonly future: readonly (readonly DraftRow[])[]
  /** Row and field typed in last: more typing there belongs to the same step. */
  readonly typingIn: string | null
}

export type TextField = 'name' | 'url'

export type DraftAction =
  | { readonly type: 'add'; readonly id: ServerId }
  | { readonly type: 'addMany'; readonly servers: readonly ServerEntry[] }
  | { readonly type: 'type'; readonly id: ServerId; readonly field: TextField; readonly text: string }
  | { readonly type: 'enable'; readonly id: ServerId; readonly enabled: boolean }
  | { readonly type: 'remove' | 'restore'; readonly id: ServerId }
  | { readonly type: 'move'; readonly id: ServerId; readonly by: -1 | 1 }
  | { readonly type: 'discard' | 'undo' | 'redo' }

const MAX_STEPS = 100

export const EMPTY_DRAFT: ServerDraft = { base: [], rows: [], past: [], future: [], typingIn: null }

/** A list without changes. */
export function draftOf(saved: readonly ServerEntry[]): ServerDraft {
  return { ...EMPTY_DRAFT, base: saved, rows: saved.map(keep) }
}

/** A line that was added and has nothing in it yet: a place to type, no part of the list. */
export function isBlank({ base }: ServerDraft, { entry }: DraftRow): boolean {
  return entry.url.trim() === '' && entry.name.trim() === '' && !base.some(({ id }) => id === entry.id)
}

/** The draft after one action of the person. An action that changes nothing answers the same draft. */
export function reduceDraft(draft: ServerDraft, action: DraftAction): ServerDraft {
  switch (action.type) {
    case 'undo':
      return undo(draft)
    case 'redo':
      return redo(draft)
    case 'type': {
      const typingIn = `${action.id} ${action.field}`
      const rows = changeEntry(draft.rows, action.id, { [action.field]: action.text })
      return step(draft, rows, typingIn)
    }
    default:
      return step(draft, changeRows(draft, action), null)
  }
}

function changeRows(
  draft: ServerDraft,
  action: Exclude<DraftAction, { type: 'type' | 'undo' | 'redo' }>,
): readonly DraftRow[] {
  const { base, rows } = draft
  switch (action.type) {
    case 'add':
      return [...rows, keep({ id: action.id, url: '', name: '', enabled: true })]
    case 'addMany':
      return action.servers.length === 0 ? rows : [...rowsToKeep(draft), ...action.servers.map(keep)]
    case 'enable':
      return changeEntry(rows, action.id, { enabled: action.enabled })
    case 'remove': {
      const isSaved = base.some(({ id }) => id === action.id)
      return isSaved ? markRemoved(rows, action.id, true) : rows.filter(({ entry }) => entry.id !== action.id)
    }
    case 'restore':
      return markRemoved(rows, action.id, false)
    case 'move':
      return moveRow(rows, action.id, action.by)
    default:
      return base.map(keep)
  }
}

/** The rows that new ones follow: places to type that nobody has used make way for them. */
export function rowsToKeep(draft: ServerDraft): readonly DraftRow[] {
  return draft.rows.filter((row) => !isBlank(draft, row))
}

function keep(entry: ServerEntry): DraftRow {
  return { entry, isRemoved: false }
}

function changeEntry(rows: readonly DraftRow[], id: ServerId, change: Partial<ServerEntry>): readonly DraftRow[] {
  return rows.map((row) => (row.entry.id === id ? { ...row, entry: { ...row.entry, ...change } } : row))
}

function markRemoved(rows: readonly DraftRow[], id: ServerId, isRemoved: boolean): readonly DraftRow[] {
  return rows.map((row) => (row.entry.id === id ? { ...row, isRemoved } : row))
}

/** Past removed rows at once: only the order among the others means anything. */
function moveRow(rows: readonly DraftRow[], id: ServerId, by: -1 | 1): readonly DraftRow[] {
  const from = rows.findIndex(({ entry }) => entry.id === id)
  const moved = rows[from]
  if (moved === undefined) return rows
  let to = from + by
  while (rows[to]?.isRemoved) to += by
  if (rows[to] === undefined) return rows
  const others = rows.filter((row) => row !== moved)
  return [...others.slice(0, to), moved, ...others.slice(to)]
}

function step(draft: ServerDraft, rows: readonly DraftRow[], typingIn: string | null): ServerDraft {
  if (rows === draft.rows) return draft
  if (typingIn !== null && typingIn === draft.typingIn) return { ...draft, rows }
  return { ...draft, rows, past: [...draft.past, draft.rows].slice(-MAX_STEPS), future: [], typingIn }
}

function undo(draft: ServerDraft): ServerDraft {
  const rows = draft.past.at(-1)
  if (rows === undefined) return draft
  return { ...draft, rows, past: draft.past.slice(0, -1), future: [...draft.future, draft.rows], typingIn: null }
}

function redo(draft: ServerDraft): ServerDraft {
  const rows = draft.future.at(-1)
  if (rows === undefined) return draft
  return { ...draft, rows, past: [...draft.past, draft.rows], future: draft.future.slice(0, -1), typingIn: null }
}
