import type { ClientRow } from '@shared/model/client-row'
import type { ServerId } from '@shared/model/server-entry'
import { curve, jacks, PLUG } from './board-geometry'
import type { BoardPlan, PlannedCard, PlannedRow } from './board-plan'

/** A line from a row to the card of the server where its client is now. */
export interface Cord {
  readonly key: string
  readonly row: PlannedRow
  readonly card: PlannedCard
  /** Held on another server than its home. */
  readonly isAway: boolean
  /** That server does not answer: nothing gets through. */
  readonly isBroken: boolean
  /** For the rest of a group: how many clients it stands for. */
  readonly count: number
  readonly isOpen: boolean
  readonly from: number
  readonly to: number
  readonly path: string
}

type Unplugged = Omit<Cord, 'to' | 'path'>

const NONE: ReadonlySet<ServerId> = new Set()

/**
 * Plugs every row in where its client is now. The jacks of a card are in the order of the heights that the cords come
 * from, so ribbons never twist.
 */
export function plugCords(
  plan: BoardPlan,
  clients: ReadonlyMap<string, ClientRow>,
  down: ReadonlySet<ServerId> = NONE,
): Cord[] {
  const byCard = new Map<PlannedCard, Unplugged[]>()
  for (const row of plan.rows) {
    const cord = unplugged(row, plan, clients, down)
    if (cord === undefined) continue
    const ribbon = byCard.get(cord.card)
    if (ribbon === undefined) byCard.set(cord.card, [cord])
    else ribbon.push(cord)
  }
  return [...byCard].flatMap(([card, cords]) => {
    const heights = jacks(card.top, card.height, cords.length)
    return cords.map((cord, index) => {
      const to = heights[index] ?? card.top
      return { ...cord, to, path: pathOf(plan, cord.from, to) }
    })
  })
}

function unplugged(
  row: PlannedRow,
  plan: BoardPlan,
  clients: ReadonlyMap<string, ClientRow>,
  down: ReadonlySet<ServerId>,
): Unplugged | undefined {
  const { key, middle: from, rest } = row
  if (row.card === undefined) return undefined
  if (row.client === undefined) {
    const isBroken = down.has(row.card.key)
    return { key, row, card: row.card, isAway: false, isBroken, count: rest.length, isOpen: true, from }
  }
  const client = clients.get(row.client.ip) ?? row.client
  const card = client.serverId === null ? undefined : plan.cardOfServer.get(client.serverId)
  if (card === undefined) return undefined
  const isOpen = client.openSockets > 0
  return { key, row, card, isAway: card !== row.card, isBroken: down.has(card.key), count: 1, isOpen, from }
}

function pathOf({ columns: { left, right } }: BoardPlan, from: number, to: number): string {
  return curve(left + 4, from, right - PLUG, to)
}

/** A cord of its own for a client that shares a row with others: from that row to the middle of its server's card. */
export function ownCord(
  plan: BoardPlan,
  client: ClientRow,
  rowKey: string,
  down: ReadonlySet<ServerId>,
): Cord | undefined {
  const row = plan.rows.find((one) => one.key === rowKey)
  const card = client.serverId === null ? undefined : plan.cardOfServer.get(client.serverId)
  if (row?.card === undefined || card === undefined) return undefined
  const to = card.top + card.height / 2
  return {
    key: client.ip,
    row,
    card,
    isAway: card !== row.card,
    isBroken: down.has(card.key),
    count: 1,
    isOpen: client.openSockets > 0,
    from: row.middle,
    to,
    path: pathOf(plan, row.middle, to),
  }
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
