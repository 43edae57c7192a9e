import { checkServers, type ServerEntry, type ServerId, type ServerProblem } from '@shared/model/server-entry'
import type { SelfAddress } from '@shared/model/server-url'
import { isReordered } from './rebase-draft'
import { type DraftRow, isBlank, type ServerDraft } from './server-draft'

/** What Apply would do. `isAny` is false for a draft that is the saved list. */
export interface DraftChanges {
  readonly added: number
  readonly removed: number
  readonly changed: number
  readonly isReordered: boolean
  readonly isAny: boolean
}

export type RowChange = 'new' | 'changed' | 'removed' | null

/** What is wrong with a row; `otherRow` is the number (from 1) of the row in the table that it repeats. */
export interface RowProblem {
  readonly problem: ServerProblem
  readonly otherRow: number
}

/** The list that Apply saves. */
export function listToSave(draft: ServerDraft): ServerEntry[] {
  return keptRows(draft).map(({ entry }) => entry)
}

function keptRows(draft: ServerDraft): DraftRow[] {
  return draft.rows.filter((row) => !row.isRemoved && !isBlank(draft, row))
}

/** How each row differs from the saved list; rows without a difference are not in the map. */
export function rowChanges(draft: ServerDraft): ReadonlyMap<ServerId, RowChange> {
  const saved = new Map(draft.base.map((entry) => [entry.id, entry]))
  const changes = new Map<ServerId, RowChange>()
  for (const { entry, isRemoved } of draft.rows) {
    const before = saved.get(entry.id)
    if (before === undefined) changes.set(entry.id, 'new')
    else if (isRemoved) changes.set(entry.id, 'removed')
    else if (before.url !== entry.url || before.name !== entry.name || before.enabled !== entry.enabled)
      changes.set(entry.id, 'changed')
  }
  return changes
}

/** Counts the differences to the saved list. */
export function describeChanges(draft: ServerDraft): DraftChanges {
  const kinds = [...rowChanges(draft).values()]
  const count = (kind: RowChange) => kinds.filter((other) => other === kind).length
  const added = count('new') - draft.rows.filter((row) => isBlank(draft, row)).length
  const removed = count('removed')
  const changed = count('changed')
  const reordered = isReordered(draft)
  return { added, removed, changed, isReordered: reordered, isAny: added + removed + changed > 0 || reordered }
}

/** Checks the list as Apply would save it. */
export function findProblems(draft: ServerDraft, self: SelfAddress): ReadonlyMap<ServerId, RowProblem> {
  const kept = keptRows(draft)
  const numbers = new Map(draft.rows.map(({ entry }, index) => [entry.id, index + 1]))
  const problems = new Map<ServerId, RowProblem>()
  for (const { id, problem, otherRow } of checkServers(listToSave(draft), self)) {
    const other = otherRow === undefined ? undefined : kept[otherRow]?.entry.id
    problems.set(id, { problem, otherRow: (other && numbers.get(other)) ?? 0 })
  }
  return problems
}
