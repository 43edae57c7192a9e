import type { ClientRow } from '@shared/model/client-row'
import { isAway, type SeatGroup } from './seating'

/** What is shown of a group: some clients with a row of their own, and how many share the last row. */
export interface FoldedGroup extends SeatGroup {
  readonly shown: readonly ClientRow[]
  readonly hidden: readonly ClientRow[]
}

/** Rows that a group takes with so many clients of its own: the hidden ones share one. */
export function rowsOf({ shown, hidden }: FoldedGroup): number {
  return shown.length + (hidden.length > 0 ? 1 : 0)
}

/** Every client has its row. */
export function unfolded(groups: readonly SeatGroup[]): FoldedGroup[] {
  return groups.map((group) => ({ ...group, shown: group.clients, hidden: [] }))
}

/** Every group is one row. */
export function fullyFolded(groups: readonly SeatGroup[]): FoldedGroup[] {
  return groups.map((group) => ({ ...group, shown: [], hidden: group.clients }))
}

/**
 * Folds the groups so that they take at most `rows` rows: who lives away from home keeps a row first, then who is
 * busiest. Rows are given out one by one to the group that has fewest, and among those to the one that hides most.
 */
export function folded(groups: readonly SeatGroup[], rows: number): FoldedGroup[] {
  const given = groups.map((group) => Math.min(1, group.clients.length))
  let left = rows - given.reduce((sum, count) => sum + count, 0)
  while (left > 0) {
    const index = indexOfNeediest(groups, given)
    if (index === undefined) break
    given[index] = (given[index] ?? 0) + 1
    left -= 1
  }
  return groups.map((group, index) => foldGroup(group, given[index] ?? 0))
}

function indexOfNeediest(groups: readonly SeatGroup[], given: readonly number[]): number | undefined {
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

function foldGroup(group: SeatGroup, rows: number): FoldedGroup {
  if (group.clients.length <= rows) return { ...group, shown: group.clients, hidden: [] }
  const ranked = [...group.clients].sort((a, b) => rank(b, group) - rank(a, group))
  const kept = new Set(ranked.slice(0, Math.max(0, rows - 1)))
  return {
    ...group,
    shown: group.clients.filter((client) => kept.has(client)),
    hidden: group.clients.filter((client) => !kept.has(client)),
  }
}

function rank(client: ClientRow, { server }: SeatGroup): number {
  const busy = client.openSockets * 1e15 + client.bytesUp + client.bytesDown + client.requests
  return isAway(client, server) ? 1e20 + busy : busy
}
