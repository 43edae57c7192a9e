import type { ClientRow } from '@shared/model/client-row'
import type { ServerId } from '@shared/model/server-entry'
import { CARD_GAP, type Columns, columnsOf, EDGE, ROW, stack } from './board-geometry'
import type { BoardSize } from './board-plan'
import type { SeatGroup, Seating } from './seating'

const BUCKETS = 10
const MAX_HEIGHT = 56
const MAX_STRANDS = 14
/** The line with the counts, above the field of dots. */
const FIELD_TOP = 19
const DOT_PITCH = 3
const MAX_DOT_PITCH = 8
const FIELD_MARGIN = 34
const TIGHT_GAP = 6

/** Neighbours of the list, in one card. */
export interface PlannedBucket {
  readonly key: ServerId
  /** From 1; decides the hue. */
  readonly number: number
  readonly groups: readonly SeatGroup[]
  readonly clients: readonly ClientRow[]
  readonly top: number
  readonly height: number
}

/** Where everything is when there are more servers than lines: servers in ten groups, clients as dots. */
export interface BucketPlan {
  readonly look: 'bucket'
  readonly columns: Columns
  readonly buckets: readonly PlannedBucket[]
  readonly bucketOfServer: ReadonlyMap<ServerId, PlannedBucket>
  /** How many clients one strand stands for, and one dot. */
  readonly perStrand: number
  readonly perDot: number
  /** Where the dots of a bucket are, and how far apart. */
  readonly field: { readonly width: number; readonly height: number; readonly pitch: number }
  readonly refused: readonly ClientRow[]
  /** Where their row is. */
  readonly refusedMiddle: number
}

/** Lays out the picture in ten groups of servers in list order. */
export function planBuckets({ groups, refused }: Seating, size: BoardSize): BucketPlan {
  const columns = columnsOf(size.width, 'fields')
  const height = size.height - 2 * EDGE - (refused.length === 0 ? 0 : ROW)
  const perBucket = Math.max(1, Math.ceil(groups.length / BUCKETS))
  const count = Math.ceil(groups.length / perBucket)
  const gap = height >= count * (MAX_HEIGHT - 4 + CARD_GAP) ? CARD_GAP : TIGHT_GAP
  const own = Math.max(ROW, Math.min(MAX_HEIGHT, Math.floor((height - (count - 1) * gap) / Math.max(1, count))))
  const { tops, height: content } = stack(
    Array.from({ length: count }, () => own),
    gap,
  )
  const top = EDGE + Math.max(0, (height - content) / 2)
  const buckets = tops.flatMap((at, index) => {
    const part = groups.slice(index * perBucket, (index + 1) * perBucket)
    const key = part[0]?.server.entry.id
    if (key === undefined) return []
    const clients = part.flatMap((group) => group.clients)
    return [{ key, number: index + 1, groups: part, clients, top: top + at, height: own }]
  })
  const most = buckets.reduce((sum, bucket) => Math.max(sum, bucket.clients.length), 0)
  const room = { width: columns.left - FIELD_MARGIN, height: own - FIELD_TOP }
  const perDot = niceShare(most, placesIn(room, DOT_PITCH))
  const field = { ...room, pitch: pitchFor(Math.ceil(most / perDot), room, MAX_DOT_PITCH, DOT_PITCH) }
  return {
    look: 'bucket',
    columns,
    buckets,
    bucketOfServer: new Map(buckets.flatMap((one) => one.groups.map(({ server }) => [server.entry.id, one] as const))),
    perStrand: niceShare(most, MAX_STRANDS),
    perDot,
    field,
    refused,
    refusedMiddle: size.height - EDGE - ROW / 2,
  }
}

interface Room {
  readonly width: number
  readonly height: number
}

function placesIn({ width, height }: Room, pitch: number): number {
  return Math.floor(width / pitch) * Math.floor(height / pitch)
}

/** The largest pitch at which so many squares fit in rows. */
export function pitchFor(count: number, room: Room, largest: number, least: number): number {
  for (let pitch = largest; pitch > least; pitch -= 1) if (placesIn(room, pitch) >= count) return pitch
  return least
}

/** The least of 1, 2, 5, 10, 20, 50 … that many must share a place so that at most `places` are taken. */
export function niceShare(many: number, places: number): number {
  for (let ten = 1; ; ten *= 10) {
    for (const step of [ten, 2 * ten, 5 * ten]) if (Math.ceil(many / step) <= Math.max(1, places)) return step
  }
}

/** The servers of a bucket as a part of the list: from this number to that. */
export function spanOf(bucket: PlannedBucket): { first: SeatGroup['server']; last: SeatGroup['server'] } | undefined {
  const [first, last] = [bucket.groups[0]?.server, bucket.groups.at(-1)?.server]
  return first === undefined || last === undefined ? undefined : { first, last }
}
