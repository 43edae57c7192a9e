import type { ClientRow } from '@shared/model/client-row'
import type { ServerId } from '@shared/model/server-entry'
import type { NumberedServer } from '../../state/server-numbers'
import {
  BUCKETS,
  CARD_GAP,
  type Columns,
  columnsOf,
  EDGE,
  FULL_CARD,
  GROUP_GAP,
  LINE_CARD,
  LINE_GAP,
  MAX_BUCKET_CARD,
  ROW,
  SMALL_CARD,
  stack,
} from './board-geometry'
import { type FoldedGroup, folded, fullyFolded, rowsOf, unfolded } from './folding'
import type { SeatGroup } from './seating'

/** `line`: one server in one line. `bucket`: neighbours of the list in one card, when even lines do not fit. */
export type CardLook = 'full' | 'small' | 'line' | 'bucket'

export interface PlannedCard {
  readonly key: string
  readonly servers: readonly NumberedServer[]
  /** Decides the hue. */
  readonly number: number
  readonly top: number
  readonly height: number
}

/** One client, or the rest of a group in one row. */
export interface PlannedRow {
  readonly key: string
  readonly client: ClientRow | undefined
  /** The clients that share the row; empty when it is one client's own. */
  readonly rest: readonly ClientRow[]
  /** The rest is the whole group. */
  readonly isAll: boolean
  readonly card: PlannedCard
  readonly middle: number
}

/** Where everything is in the picture: it changes with seats and size only. */
export interface BoardPlan {
  readonly columns: Columns
  readonly look: CardLook
  readonly rows: readonly PlannedRow[]
  readonly cards: readonly PlannedCard[]
  readonly cardOfServer: ReadonlyMap<ServerId, PlannedCard>
}

export interface BoardSize {
  readonly width: number
  readonly height: number
}

/** Lays out the picture: everything by itself while there is room, else in groups. */
export function planBoard(groups: readonly SeatGroup[], size: BoardSize): BoardPlan {
  const columns = columnsOf(size.width)
  const height = size.height - 2 * EDGE
  const look = lookFor(groups.length, height, columns)
  if (look === 'line' || look === 'bucket') return planGroups(look, groups, columns, height)

  const cardHeight = look === 'full' ? FULL_CARD : SMALL_CARD
  const seated = fold(groups, height)
  const cardStack = stack(
    groups.map(() => cardHeight),
    CARD_GAP,
  )
  const rowStack = stack(
    seated.map((group) => Math.max(0, rowsOf(group) * ROW)).filter((all) => all > 0),
    GROUP_GAP,
  )
  const content = Math.max(cardStack.height, rowStack.height)
  const top = EDGE + Math.max(0, (height - content) / 2)
  const cardTop = top + (content - cardStack.height) / 2
  const cards = groups.map(({ server }, index) =>
    card(server.entry.id, [server], server.number, cardTop + (cardStack.tops[index] ?? 0), cardHeight),
  )
  const rowTop = top + (content - rowStack.height) / 2
  const tops = rowStack.tops.values()
  const rows = seated.flatMap((group, index) => {
    const own = cards[index]
    return own === undefined || rowsOf(group) === 0 ? [] : rowsOfGroup(group, own, rowTop + (tops.next().value ?? 0))
  })
  return { columns, look, rows, cards, cardOfServer: cardsByServer(cards) }
}

function lookFor(count: number, height: number, { isWide }: Columns): CardLook {
  const fits = (card: number, gap: number) => count * (card + gap) - gap <= height
  if (isWide && fits(FULL_CARD, CARD_GAP)) return 'full'
  if (fits(SMALL_CARD, CARD_GAP)) return 'small'
  return fits(LINE_CARD, LINE_GAP) ? 'line' : 'bucket'
}

function fold(groups: readonly SeatGroup[], height: number): FoldedGroup[] {
  const seated = groups.filter((group) => group.clients.length > 0)
  const capacity = Math.floor((height - Math.max(0, seated.length - 1) * GROUP_GAP) / ROW)
  const all = groups.reduce((sum, group) => sum + group.clients.length, 0)
  return all <= capacity ? unfolded(groups) : folded(groups, capacity)
}

function rowsOfGroup(group: FoldedGroup, own: PlannedCard, top: number): PlannedRow[] {
  const middle = (index: number) => top + (index + 0.5) * ROW
  const rows: PlannedRow[] = group.shown.map((client, index) => ({
    key: client.ip,
    client,
    rest: [],
    isAll: false,
    card: own,
    middle: middle(index),
  }))
  return group.hidden.length === 0
    ? rows
    : [...rows, restRow(group.hidden, rows.length === 0, own, middle(rows.length))]
}

function restRow(rest: readonly ClientRow[], isAll: boolean, own: PlannedCard, middle: number): PlannedRow {
  return { key: `rest of ${own.key}`, client: undefined, rest, isAll, card: own, middle }
}

/** One row per card, at its height: what is left when single clients do not fit. */
function planGroups(
  look: 'line' | 'bucket',
  groups: readonly SeatGroup[],
  columns: Columns,
  height: number,
): BoardPlan {
  const perCard = look === 'line' ? 1 : Math.ceil(groups.length / BUCKETS)
  const buckets = Array.from({ length: Math.ceil(groups.length / perCard) }, (_, index) =>
    fullyFolded(groups.slice(index * perCard, (index + 1) * perCard)),
  )
  const gap = look === 'line' ? LINE_GAP : CARD_GAP
  const room = (height - (buckets.length - 1) * gap) / buckets.length
  const cardHeight = look === 'line' ? LINE_CARD : Math.min(MAX_BUCKET_CARD, Math.floor(room))
  const { tops, height: content } = stack(
    buckets.map(() => cardHeight),
    gap,
  )
  const top = EDGE + Math.max(0, (height - content) / 2)
  const cards = buckets.map((bucket, index) => {
    const servers = bucket.map(({ server }) => server)
    const first = servers[0]
    const number = look === 'line' ? (first?.number ?? 1) : index + 1
    return card(first?.entry.id ?? '', servers, number, top + (tops[index] ?? 0), cardHeight)
  })
  const rows = cards.flatMap((own, index) => {
    const rest = buckets[index]?.flatMap(({ hidden }) => hidden) ?? []
    return rest.length === 0 ? [] : [restRow(rest, true, own, own.top + own.height / 2)]
  })
  return { columns, look, rows, cards, cardOfServer: cardsByServer(cards) }
}

function card(
  key: string,
  servers: readonly NumberedServer[],
  number: number,
  top: number,
  height: number,
): PlannedCard {
  return { key, servers, number, top, height }
}

function cardsByServer(cards: readonly PlannedCard[]): ReadonlyMap<ServerId, PlannedCard> {
  return new Map(cards.flatMap((one) => one.servers.map((server) => [server.entry.id, one] as const)))
}
