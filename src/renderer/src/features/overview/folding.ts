import type { ClientRow } from '@shared/model/client-row'
import type { NumberedServer } from '../../state/server-numbers'
import { isAway } from './seating'

/** Clients that stand together in the left column: those of one server, or those who are not let in. */
export interface RowGroup {
  readonly server: NumberedServer | undefined
  readonly clients: readonly ClientRow[]
}

/** What is shown of a group: some clients with a row of their own, and those who share the last row. */
export interface FoldedGroup extends RowGroup {
  readonly shown: readonly ClientRow[]
  readonly hidden: readonly ClientRow[]
}

const NOBODY: ReadonlySet<string> = new Set()

/** Rows that a group takes with so many clients of its own: the hidden ones share one. */
export function rowsOf({ shown, hidden }: FoldedGroup): number {
  return shown.length + (hidden.length > 0 ? 1 : 0)
}

/**
 * Folds the groups so that they take at most `rows` rows, if each can have one: who is pinned keeps a row first, then
 * who lives away from home, then who has one already (`shown`, by IP), so that rows do not change places with traffic,
 * then who is busiest. Rows are given out one by one to the group that has fewest, and among those to the one that hides
 * most, so none is left free while somebody is hidden.
 */
export function folded(groups: readonly RowGroup[], rows: number, shown: ReadonlySet<string> = NOBODY): FoldedGroup[] {
  const given = groups.map((group) => Math.min(1, group.clients.length))
  let left = rows - given.reduce((sum, count) => sum + count, 0)
  while (left > 0) {
    const index = indexOfNeediest(groups, given)
    if (index === undefined) break
    given[index] = (given[index] ?? 0) + 1
    left -= 1
  }
  return groups.map((group, index) => foldGroup(group, given[index] ?? 0, shown))
}

function indexOfNeediest(groups: readonly RowGroup[], given: readonly number[]): number | undefined {
  let neediest: number | undefined
  let fewest = Number.POSITIVE_INFINITY
  let most = 0
  for (const [index, group] of groups.entries()) {
    const rows = given[index] ?? 0
    const missing = group.clients.length - rows
    if (missing <= 0 || rows > fewest || (rows === fewest && missing <= most)) continue
    neediest = index
    fewest = rows
    most = missing
  }
  return neediest
}

function foldGroup(group: RowGroup, rows: number, shown: ReadonlySet<string>): FoldedGroup {
  if (group.clients.length <= rows) return { ...group, shown: group.clients, hidden: [] }
  const rank = (client: ClientRow) => rankOf(client, group, shown)
  const ranked = [...group.clients].sort((a, b) => rank(b) - rank(a) || busyness(b) - busyness(a))
  const kept = new Set(ranked.slice(0, Math.max(0, rows - 1)))
  return {
    ...group,
    shown: group.clients.filter((client) => kept.has(client)),
    hidden: group.clients.filter((client) => !kept.has(client)),
  }
}

function rankOf(client: ClientRow, { server }: RowGroup, shown: ReadonlySet<string>): number {
  if (client.why === 'pinned') return 3
  if (server !== undefined && isAway(client, server)) return 2
  return shown.has(client.ip) ? 1 : 0
}

function busyness(client: ClientRow): number {
  return client.openSockets * 1e15 + client.bytesUp + client.bytesDown + client.requests
}
