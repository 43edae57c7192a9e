import type { ClientRow } from '@shared/model/client-row'
import type { ServerId } from '@shared/model/server-entry'
import type { NumberedServer } from '../../state/server-numbers'
import {
  CARD_GAP,
  type Columns,
  columnsOf,
  EDGE,
  FULL_CARD,
  GROUP_GAP,
  LINE_CARD,
  LINE_GAP,
  LINE_GROUP_GAP,
  ROW,
  SMALL_CARD,
  stack,
} from './board-geometry'
import { type FoldedGroup, folded, type RowGroup, rowsOf } from './folding'
import type { Seating } from './seating'

/** How much of a server is shown: `line` has its name and state only. */
export type CardLook = 'full' | 'small' | 'line'

export interface PlannedCard {
  readonly key: ServerId
  readonly server: NumberedServer
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
  /** The card of their seats; none for those who are not let in. */
  readonly card: PlannedCard | undefined
  readonly middle: number
}

/** Where everything is in the picture: it changes with seats and size only. */
export interface BoardPlan {
  readonly look: CardLook
  readonly columns: Columns
  readonly rows: readonly PlannedRow[]
  readonly cards: readonly PlannedCard[]
  readonly cardOfServer: ReadonlyMap<ServerId, PlannedCard>
}

export interface BoardSize {
  readonly width: number
  readonly height: number
}

/**
 * Lays out the picture with a card for each server, or answers `undefined` when not even a line for each fits.
 *
 * @param shown IPs that had a row of their own before
 */
export function planBoard(seating: Seating, size: BoardSize, shown?: ReadonlySet<string>): BoardPlan | undefined {
  const columns = columnsOf(size.width)
  const height = size.height - 2 * EDGE
  const look = lookFor(seating, height, columns)
  if (look === undefined) return undefined
  const [cardHeight, cardGap, groupGap] = MEASURES[look]
  const groups = fold(seating, height, groupGap, shown)
  const cardStack = stack(
    seating.groups.map(() => cardHeight),
    cardGap,
  )
  const rowStack = stack(
    groups.map((group) => rowsOf(group) * ROW),
    groupGap,
  )
  const top = (content: number) => EDGE + Math.max(0, (height - content) / 2)
  const cards = seating.groups.map(({ server }, index) => ({
    key: server.entry.id,
    server,
    top: top(cardStack.height) + (cardStack.tops[index] ?? 0),
    height: cardHeight,
  }))
  const cardOfServer = new Map(cards.map((card) => [card.key, card]))
  const rows = groups.flatMap((group, index) => {
    const card = group.server === undefined ? undefined : cardOfServer.get(group.server.entry.id)
    return rowsOfGroup(group, card, top(rowStack.height) + (rowStack.tops[index] ?? 0))
  })
  return { look, columns, rows, cards, cardOfServer }
}

/** Height of a card, gap between cards, gap between groups of rows. */
const MEASURES: Record<CardLook, readonly [number, number, number]> = {
  full: [FULL_CARD, CARD_GAP, GROUP_GAP],
  small: [SMALL_CARD, CARD_GAP, GROUP_GAP],
  line: [LINE_CARD, LINE_GAP, LINE_GROUP_GAP],
}

function lookFor({ groups, refused }: Seating, height: number, { isWide }: Columns): CardLook | undefined {
  const fits = (look: CardLook, room: number) => {
    const [card, gap] = MEASURES[look]
    return groups.length * (card + gap) - gap <= room
  }
  if (isWide && fits('full', height)) return 'full'
  if (fits('small', height)) return 'small'
  // Beside lines the left column can be full too: those who are not let in need their row there.
  return fits('line', refused.length === 0 ? height : height - ROW - LINE_GROUP_GAP) ? 'line' : undefined
}

function fold(
  { groups, refused }: Seating,
  height: number,
  gap: number,
  shown: ReadonlySet<string> | undefined,
): FoldedGroup[] {
  const all: readonly RowGroup[] = [...groups, { server: undefined, clients: refused }]
  const seated = all.filter((group) => group.clients.length > 0)
  return folded(seated, Math.floor((height - Math.max(0, seated.length - 1) * gap) / ROW), shown)
}

function rowsOfGroup(group: FoldedGroup, card: PlannedCard | undefined, top: number): PlannedRow[] {
  const middle = (index: number) => top + (index + 0.5) * ROW
  const rows: PlannedRow[] = group.shown.map((client, index) => ({
    key: client.ip,
    client,
    rest: [],
    isAll: false,
    card,
    middle: middle(index),
  }))
  if (group.hidden.length === 0) return rows
  const rest: PlannedRow = {
    key: `rest of ${card?.key ?? 'refused'}`,
    client: undefined,
    rest: group.hidden,
    isAll: rows.length === 0,
    card,
    middle: middle(rows.length),
  }
  return [...rows, rest]
}
