import type { ClientRow } from '@shared/model/client-row'
import type { ServerId } from '@shared/model/server-entry'
import { curve, spread } from './board-geometry'
import type { BucketPlan, PlannedBucket } from './bucket-plan'
import { isAway } from './seating'

/** Half the width of the socket that a bucket's strands come from, and the width of its plug. */
export const SOCKET = 5
export const BLOCK = 10

/** Some clients of a bucket in one line to the servers of a bucket. */
export interface Strand {
  readonly key: string
  /** Where they sit. */
  readonly bucket: PlannedBucket
  /** Where they are. */
  readonly target: PlannedBucket
  /** Decides the hue: that of the servers they are on. */
  readonly number: number
  readonly isAway: boolean
  /** Their servers do not answer: nothing gets through. */
  readonly isBroken: boolean
  /** Where it leaves the socket. */
  readonly from: number
  readonly path: string
}

/** How the clients of a bucket are just now. */
export interface BucketFigures {
  /** Held on another server than their own. */
  readonly away: number
  /** On a server that does not answer. */
  readonly cutOff: number
  /** Of those who are on a server of this bucket: how many there are, and how many of them are cut off. */
  readonly here: Share
  /** The other buckets where some of them are held, that of the most first. */
  readonly targets: readonly (readonly [PlannedBucket, Share])[]
}

interface Share {
  readonly count: number
  readonly cutOff: number
}

/** Counts for each bucket who is away and who is cut off. */
export function countBuckets(
  plan: BucketPlan,
  clients: ReadonlyMap<string, ClientRow>,
  down: ReadonlySet<ServerId>,
): ReadonlyMap<PlannedBucket, BucketFigures> {
  return new Map(
    plan.buckets.map((bucket) => {
      const shares = new Map<PlannedBucket, Share>()
      let away = 0
      let cutOff = 0
      for (const { server, clients: seated } of bucket.groups) {
        for (const seat of seated) {
          const client = clients.get(seat.ip) ?? seat
          const isLost = isCutOff(client, down)
          if (isLost) cutOff += 1
          if (isAway(client, server)) away += 1
          const target = bucketOf(plan, client)
          if (target === undefined) continue
          const share = shares.get(target) ?? { count: 0, cutOff: 0 }
          shares.set(target, { count: share.count + 1, cutOff: share.cutOff + Number(isLost) })
        }
      }
      const here = shares.get(bucket) ?? { count: 0, cutOff: 0 }
      shares.delete(bucket)
      const targets = [...shares].sort(([, a], [, b]) => b.count - a.count)
      return [bucket, { away, cutOff, here, targets }]
    }),
  )
}

function isCutOff({ serverId }: ClientRow, down: ReadonlySet<ServerId>): boolean {
  return serverId !== null && down.has(serverId)
}

function bucketOf(plan: BucketPlan, { serverId }: ClientRow): PlannedBucket | undefined {
  return serverId === null ? undefined : plan.bucketOfServer.get(serverId)
}

/** More of them would hide what they show; the count says how many clients are away in all. */
const MAX_TARGETS = 2

/** The strands of every bucket at home, and a dashed one to each of the buckets where most of the others are held. */
export function planStrands(plan: BucketPlan, figures: ReadonlyMap<PlannedBucket, BucketFigures>): Strand[] {
  return plan.buckets.flatMap((bucket) => {
    const { here, targets } = figures.get(bucket) ?? { here: { count: 0, cutOff: 0 }, targets: [] }
    return [
      ...homeStrands(plan, bucket, here),
      ...targets.slice(0, MAX_TARGETS).map(([target, share]) => awayStrand(plan, bucket, target, share)),
    ]
  })
}

/** Those that are cut off come last, so that what gets through stays one ribbon. */
function homeStrands({ columns, perStrand }: BucketPlan, bucket: PlannedBucket, here: Share): Strand[] {
  const { top, height } = bucket
  const count = Math.ceil(here.count / perStrand)
  const whole = wholeOf(here, count, perStrand)
  const from = spread(top, height, count, 3.2, 22)
  const to = spread(top, height, count, 2.2, 24)
  return from.map((y, index) => ({
    key: strandKey(bucket, index),
    bucket,
    target: bucket,
    number: bucket.number,
    isAway: false,
    isBroken: index >= whole,
    from: y,
    path: curve(columns.left + SOCKET, y, columns.right - BLOCK, to[index] ?? y),
  }))
}

/** How many of so many strands get through: neither kind is rounded away as long as there is a strand for each. */
function wholeOf({ count, cutOff }: Share, strands: number, perStrand: number): number {
  const live = count - cutOff
  if (cutOff === 0 || live === 0) return live === 0 ? 0 : strands
  if (strands === 1) return live >= cutOff ? 1 : 0
  return Math.min(strands - 1, Math.max(1, Math.round(live / perStrand)))
}

function awayStrand(
  { columns }: BucketPlan,
  bucket: PlannedBucket,
  target: PlannedBucket,
  { count, cutOff }: Share,
): Strand {
  const isFalling = target.top > bucket.top
  const edge = ({ top, height }: PlannedBucket, atBottom: boolean) => (atBottom ? top + height - 5 : top + 5)
  const from = edge(bucket, isFalling)
  return {
    key: awayKey(bucket, target),
    bucket,
    target,
    number: target.number,
    isAway: true,
    isBroken: cutOff === count,
    from,
    path: curve(columns.left + SOCKET, from, columns.right - 1, edge(target, !isFalling)),
  }
}

/** A cord of its own for one client of a bucket, on top of the strands. */
export function ownStrand(plan: BucketPlan, client: ClientRow, down: ReadonlySet<ServerId>): Strand | undefined {
  const bucket = plan.buckets.find(({ clients }) => clients.some(({ ip }) => ip === client.ip))
  const target = bucketOf(plan, client)
  if (bucket === undefined || target === undefined) return undefined
  const middle = ({ top, height }: PlannedBucket) => top + height / 2
  const { left, right } = plan.columns
  return {
    key: client.ip,
    bucket,
    target,
    number: target.number,
    isAway: target !== bucket,
    isBroken: isCutOff(client, down),
    from: middle(bucket),
    path: curve(left + SOCKET, middle(bucket), right - BLOCK, middle(target)),
  }
}

/** Which strand each client is part of: those that are cut off have the last ones of their bucket. */
export function strandKeys(plan: BucketPlan, down: ReadonlySet<ServerId>): ReadonlyMap<string, string> {
  const keys = new Map<string, string>()
  for (const bucket of plan.buckets) {
    const here: [live: ClientRow[], lost: ClientRow[]] = [[], []]
    for (const client of bucket.clients) {
      const target = bucketOf(plan, client)
      if (target === bucket) here[isCutOff(client, down) ? 1 : 0].push(client)
      else if (target !== undefined) keys.set(client.ip, awayKey(bucket, target))
    }
    for (const [index, { ip }] of here.flat().entries()) {
      keys.set(ip, strandKey(bucket, Math.floor(index / plan.perStrand)))
    }
  }
  return keys
}

function awayKey(from: PlannedBucket, to: PlannedBucket): string {
  return `${from.key} to ${to.key}`
}

function strandKey(bucket: PlannedBucket, index: number): string {
  return `${bucket.key}#${index}`
}
