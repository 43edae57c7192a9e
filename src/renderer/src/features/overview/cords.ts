import type { ClientRow } from '@shared/model/client-row'
import { hueOf } from '../../components/server-swatch'
import { curve, jacks, PLUG } from './board-geometry'
import type { BoardPlan, PlannedCard, PlannedRow } from './board-plan'

/** A line from a row to the card of the server where its client is now. */
export interface Cord {
  readonly key: string
  readonly row: PlannedRow
  readonly card: PlannedCard
  readonly hue: number
  /** Held on another server than its home. */
  readonly isAway: boolean
  /** For the rest of a group: how many clients it stands for. */
  readonly count: number
  readonly isOpen: boolean
  readonly from: number
  readonly to: number
  readonly path: string
}

type Unplugged = Omit<Cord, 'to' | 'path'>

/** Plugs every row in where its client is now; the jacks of a card are in the order of the rows, so ribbons never twist. */
export function plugCords(plan: BoardPlan, clients: ReadonlyMap<string, ClientRow>): Cord[] {
  const { left, right } = plan.columns
  const byCard = new Map<PlannedCard, Unplugged[]>()
  for (const row of plan.rows) {
    const cord = unplugged(row, plan, clients)
    if (cord === undefined) continue
    byCard.set(cord.card, [...(byCard.get(cord.card) ?? []), cord])
  }
  return [...byCard].flatMap(([card, cords]) => {
    const heights = jacks(card.top, card.height, cords.length)
    return cords.map((cord, index) => {
      const to = heights[index] ?? card.top
      return { ...cord, to, path: curve(left + 4, cord.from, right - PLUG, to) }
    })
  })
}

function unplugged(row: PlannedRow, plan: BoardPlan, clients: ReadonlyMap<string, ClientRow>): Unplugged | undefined {
  const { key, middle } = row
  if (row.client === undefined) {
    return {
      key,
      row,
      card: row.card,
      hue: hueOf(row.card.number),
      isAway: false,
      count: row.rest.length,
      isOpen: true,
      from: middle,
    }
  }
  const client = clients.get(row.client.ip) ?? row.client
  const card = client.serverId === null ? undefined : plan.cardOfServer.get(client.serverId)
  if (card === undefined) return undefined
  const isAway = card !== row.card
  return { key, row, card, hue: hueOf(card.number), isAway, count: 1, isOpen: client.openSockets > 0, from: middle }
}

/** Which cord a client's request runs along: its own, or that of the rest of its group. */
export function cordKeys(plan: BoardPlan): ReadonlyMap<string, string> {
  const keys = new Map<string, string>()
  for (const row of plan.rows) {
    if (row.client !== undefined) keys.set(row.client.ip, row.key)
    for (const client of row.rest) keys.set(client.ip, row.key)
  }
  return keys
}
