import { useMemo, useRef } from 'react'
import { hueVariables } from '../../components/server-swatch'
import type { BoardSize } from './board-plan'
import type { BucketPlan, PlannedBucket } from './bucket-plan'
import { layered } from './layers'
import { LooseEnd } from './loose-wires'
import { BLOCK, SOCKET, type Strand } from './strands'
import type { TrafficStep } from './traffic'
import { useBeads } from './use-beads'
import { type Light, lightOf } from './use-spot'
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
  const whole = useMemo(() => layered(strands, found), [strands, found])
  useBeads(beads, whole, keyOfClient)
  return (
    <svg className={styles.wires} width={size.width} height={size.height} aria-hidden="true">
      {strands.map((strand) =>
        strand.isBroken ? (
          <BrokenStrand key={strand.key} strand={strand} left={plan.columns.left} light={lightOf(strand.key, lit)} />
        ) : null,
      )}
      {whole.map(({ key, number, path, isAway }) => {
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
      <BucketEnds plan={plan} strands={whole} />
      <g ref={beads} />
    </svg>
  )
}

interface BrokenStrandProps {
  readonly strand: Strand
  readonly left: number
  readonly light: Light
}

/** What is left of a strand to servers that do not answer: a loose end. */
function BrokenStrand({ strand: { key, number, from, path }, left, light }: BrokenStrandProps) {
  const hue = hueVariables(number)
  // Ends of unequal length look unplugged, not cut.
  const length = 20 + (Math.round(from * 7) % 19)
  return (
    <>
      {light === 'lit' ? <path className={styles.wayHome} d={path} style={hue} /> : null}
      <g
        className={styles.loose}
        style={{ ...hue, transform: `translate(${left + SOCKET}px, ${from}px)`, strokeWidth: 1 }}
        data-light={light}
        data-broken={key}
      >
        <path d={`M0 0c${length / 2} 0 ${length * 0.55} 2 ${length} 2.5`} />
        <rect x={length} y={1.4} width={5} height={2.2} rx={1} />
      </g>
    </>
  )
}

interface BucketEndsProps {
  readonly plan: BucketPlan
  /** Those that are plugged in. */
  readonly strands: readonly Strand[]
}

function BucketEnds({ plan: { buckets, columns }, strands }: BucketEndsProps) {
  const plugged = new Set(strands.map(({ target }) => target))
  return buckets.map((bucket) =>
    bucket.clients.length === 0 ? null : (
      <g key={bucket.key} style={hueVariables(bucket.number)}>
        <rect className={styles.box} {...boxOf(bucket)} x={columns.left - SOCKET} width={2 * SOCKET} rx={2} />
        <rect
          className={styles.block}
          {...boxOf(bucket)}
          x={columns.right - BLOCK}
          width={BLOCK}
          rx={2}
          data-empty={!plugged.has(bucket) || undefined}
        />
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
