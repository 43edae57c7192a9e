import type { ServerEntry, ServerId } from '@shared/model/server-entry'
import { type DraftRow, draftOf, type ServerDraft } from './server-draft'

/** True when both lists hold the same lines in the same order. */
export function sameServers(a: readonly ServerEntry[], b: readonly ServerEntry[]): boolean {
  if (a === b) return true
  return a.length === b.length && a.every((entry, index) => sameServer(entry, b[index]))
}

function sameServer(a: ServerEntry, b: ServerEntry | undefined): boolean {
  return b !== undefined && a.id === b.id && a.url === b.url && a.name === b.name && a.enabled === b.enabled
}

/**
 * Puts the person's changes on top of a newer saved list, line by line and field by field, so that neither side loses
 * anything: what the person did not touch follows the saved list, what they touched stays as they left it. The steps of
 * undo belong to the older list and end here.
 */
export function rebaseDraft(draft: ServerDraft, saved: readonly ServerEntry[]): ServerDraft {
  if (sameServers(draft.base, saved)) return draft
  const before = new Map(draft.base.map((entry) => [entry.id, entry]))
  const after = new Map(saved.map((entry) => [entry.id, entry]))
  const rows = new Map<ServerId, DraftRow>()
  for (const row of draft.rows) {
    const merged = mergeRow(row, before.get(row.entry.id), after.get(row.entry.id))
    if (merged !== undefined) rows.set(row.entry.id, merged)
  }
  for (const entry of saved) if (!rows.has(entry.id)) rows.set(entry.id, { entry, isRemoved: false })

  const drafted = draft.rows.map(({ entry }) => entry.id)
  const listed = saved.map(({ id }) => id)
  const order = isReordered(draft) ? weave(drafted, listed) : weave(listed, drafted)
  return { ...draftOf(saved), rows: order.map((id) => rows.get(id)).filter((row) => row !== undefined) }
}

/** `undefined` when the line is gone from the saved list and the person had not changed it. */
function mergeRow(row: DraftRow, before?: ServerEntry, after?: ServerEntry): DraftRow | undefined {
  const { entry, isRemoved } = row
  if (before === undefined) return row
  if (after === undefined) return isRemoved || sameServer(entry, before) ? undefined : row
  return {
    isRemoved,
    entry: {
      id: entry.id,
      url: entry.url === before.url ? after.url : entry.url,
      name: entry.name === before.name ? after.name : entry.name,
      enabled: entry.enabled === before.enabled ? after.enabled : entry.enabled,
    },
  }
}

/** True when lines that are in the saved list stand in another order than there. */
export function isReordered({ base, rows }: ServerDraft): boolean {
  const kept = new Set(rows.filter(({ isRemoved }) => !isRemoved).map(({ entry }) => entry.id))
  const listed = base.filter(({ id }) => kept.has(id))
  const known = new Set(listed.map(({ id }) => id))
  const drafted = rows.filter(({ entry, isRemoved }) => !isRemoved && known.has(entry.id))
  return drafted.some(({ entry }, index) => entry.id !== listed[index]?.id)
}

/** The ids of `main` in their order, and each id that only `other` has right after the one it follows there. */
function weave(main: readonly ServerId[], other: readonly ServerId[]): ServerId[] {
  const known = new Set(main)
  const followers = new Map<ServerId | null, ServerId[]>()
  let leader: ServerId | null = null
  for (const id of other) {
    if (known.has(id)) leader = id
    else followers.set(leader, [...(followers.get(leader) ?? []), id])
  }
  return [...(followers.get(null) ?? []), ...main.flatMap((id) => [id, ...(followers.get(id) ?? [])])]
}
