import { useMemo, useRef } from 'react'
import { hueVariables } from '../../components/server-swatch'
import type { BoardSize } from './board-plan'
import type { BucketPlan, PlannedBucket } from './bucket-plan'
import { LooseEnd } from './loose-wires'
import { BLOCK, SOCKET, type Strand } from './strands'
import type { TrafficStep } from './traffic'
import { useBeads } from './use-beads'
import { lightOf } from './use-spot'
import styles from './wires.module.css'

const WIDTHS = [0.9, 1.25, 1.75, 2.5] as const
const AWAY_WIDTH = 1.75

interface StrandWiresProps {
  readonly plan: BucketPlan
  readonly size: BoardSize
  readonly strands: readonly Strand[]
  readonly steps: ReadonlyMap<string, TrafficStep>
  readonly keyOfClient: ReadonlyMap<string, string>
  readonly lit: ReadonlySet<string> | undefined
  /** Key of the strand of the client that was looked for. */
  readonly found: string | undefined
}

/** The strands between groups of clients and groups of servers. */
export function StrandWires({ plan, size, strands, steps, keyOfClient, lit, found }: StrandWiresProps) {
  const beads = useRef<SVGGElement>(null)
  useBeads(beads, strands, keyOfClient)
  const ordered = useMemo(() => {
    const layer = (strand: Strand) => (strand.key === found ? 2 : Number(strand.isAway))
    return [...strands].sort((a, b) => layer(a) - layer(b))
  }, [strands, found])
  return (
    <svg className={styles.wires} width={size.width} height={size.height} aria-hidden="true">
      {ordered.map(({ key, number, path, isAway }) => {
        const isFound = key === found
        const width = isFound ? 3 : isAway ? AWAY_WIDTH : WIDTHS[steps.get(key) ?? 0]
        return (
          <g
            key={key}
            style={{ ...hueVariables(number), strokeWidth: width }}
            data-light={lightOf(key, lit)}
            data-step={steps.get(key) ?? 0}
          >
            {isAway || isFound ? <path className={styles.halo} d={path} style={{ strokeWidth: width + 4 }} /> : null}
            <path className={styles.cord} d={path} data-cord={key} data-away={isAway || undefined} />
          </g>
        )
      })}
      <BucketEnds plan={plan} />
      <g ref={beads} />
    </svg>
  )
}

function BucketEnds({ plan: { buckets, columns } }: { readonly plan: BucketPlan }) {
  return buckets.map((bucket) =>
    bucket.clients.length === 0 ? null : (
      <g key={bucket.key} style={hueVariables(bucket.number)}>
        <rect className={styles.box} {...boxOf(bucket)} x={columns.left - SOCKET} width={2 * SOCKET} rx={2} />
        <rect className={styles.block} {...boxOf(bucket)} x={columns.right - BLOCK} width={BLOCK} rx={2} />
      </g>
    ),
  )
}

function boxOf({ top, height }: PlannedBucket): { y: number; height: number } {
  const own = Math.min(height - 6, 44)
  return { y: top + (height - own) / 2, height: own }
}

/** The ends of the strands while nothing runs. */
export function LooseStrands({ plan, size }: { readonly plan: BucketPlan; readonly size: BoardSize }) {
  return (
    <svg className={styles.wires} width={size.width} height={size.height} aria-hidden="true">
      {plan.buckets.map(({ key, number, top, height, clients }) =>
        clients.length === 0 ? null : (
          <LooseEnd
            key={key}
            x={plan.columns.left}
            y={top + height / 2}
            number={number}
            seed={clients.length}
            isShared={true}
          />
        ),
      )}
    </svg>
  )
}
