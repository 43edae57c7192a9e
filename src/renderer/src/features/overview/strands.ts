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
  readonly path: string
}

/** How the clients of a bucket are just now. */
export interface BucketFigures {
  /** Held on another server than their own. */
  readonly away: number
  /** On a server that does not answer. */
  readonly cutOff: number
  /** The other buckets where some of them are held, that of the most first. */
  readonly targets: readonly PlannedBucket[]
}

/** Counts for each bucket who is away and who is cut off. */
export function countBuckets(
  plan: BucketPlan,
  clients: ReadonlyMap<string, ClientRow>,
  down: ReadonlySet<ServerId>,
): ReadonlyMap<PlannedBucket, BucketFigures> {
  return new Map(
    plan.buckets.map((bucket) => {
      const held = new Map<PlannedBucket, number>()
      let away = 0
      let cutOff = 0
      for (const { server, clients: seated } of bucket.groups) {
        for (const seat of seated) {
          const client = clients.get(seat.ip) ?? seat
          if (client.serverId !== null && down.has(client.serverId)) cutOff += 1
          if (!isAway(client, server) || client.serverId === null) continue
          away += 1
          const target = plan.bucketOfServer.get(client.serverId)
          if (target !== undefined && target !== bucket) held.set(target, (held.get(target) ?? 0) + 1)
        }
      }
      const targets = [...held].sort((a, b) => b[1] - a[1]).map(([target]) => target)
      return [bucket, { away, cutOff, targets }]
    }),
  )
}

/** More of them would hide what they show; the count says how many clients are away in all. */
const MAX_TARGETS = 2

/** The strands of every bucket at home, and a dashed one to each of the buckets where most of the others are held. */
export function planStrands(plan: BucketPlan, figures: ReadonlyMap<PlannedBucket, BucketFigures>): Strand[] {
  return plan.buckets.flatMap((bucket) => [
    ...homeStrands(plan, bucket),
    ...(figures.get(bucket)?.targets ?? []).slice(0, MAX_TARGETS).map((target) => awayStrand(plan, bucket, target)),
  ])
}

function homeStrands({ columns, perStrand }: BucketPlan, bucket: PlannedBucket): Strand[] {
  const { top, height } = bucket
  const count = Math.ceil(bucket.clients.length / perStrand)
  const from = spread(top, height, count, 3.2, 22)
  const to = spread(top, height, count, 2.2, 24)
  return from.map((y, index) => ({
    key: strandKey(bucket, index),
    bucket,
    target: bucket,
    number: bucket.number,
    isAway: false,
    path: curve(columns.left + SOCKET, y, columns.right - BLOCK, to[index] ?? y),
  }))
}

function awayStrand({ columns }: BucketPlan, bucket: PlannedBucket, target: PlannedBucket): Strand {
  const isFalling = target.top > bucket.top
  const edge = ({ top, height }: PlannedBucket, atBottom: boolean) => (atBottom ? top + height - 5 : top + 5)
  return {
    key: `${bucket.key} to ${target.key}`,
    bucket,
    target,
    number: target.number,
    isAway: true,
    path: curve(columns.left + SOCKET, edge(bucket, isFalling), columns.right - 1, edge(target, !isFalling)),
  }
}

/** A cord of its own for one client of a bucket, on top of the strands. */
export function ownStrand(plan: BucketPlan, client: ClientRow): Strand | undefined {
  const bucket = plan.buckets.find(({ clients }) => clients.some(({ ip }) => ip === client.ip))
  const target = client.serverId === null ? undefined : plan.bucketOfServer.get(client.serverId)
  if (bucket === undefined || target === undefined) return undefined
  const middle = ({ top, height }: PlannedBucket) => top + height / 2
  const { left, right } = plan.columns
  return {
    key: client.ip,
    bucket,
    target,
    number: target.number,
    isAway: target !== bucket,
    path: curve(left + SOCKET, middle(bucket), right - BLOCK, middle(target)),
  }
}

/** Which strand each client is part of. */
export function strandKeys(plan: BucketPlan): ReadonlyMap<string, string> {
  const keys = new Map<string, string>()
  for (const bucket of plan.buckets) {
    for (const [index, client] of bucket.clients.entries()) {
      keys.set(client.ip, strandKey(bucket, Math.floor(index / plan.perStrand)))
    }
  }
  return keys
}

function strandKey(bucket: PlannedBucket, index: number): string {
  return `${bucket.key}#${index}`
}
