import { useRef } from 'react'
import { hueVariables } from '../../components/server-swatch'
import { curve, PLUG } from './board-geometry'
import type { BoardPlan, BoardSize, PlannedRow } from './board-plan'
import type { Cord } from './cords'
import type { TrafficStep } from './traffic'
import { useBeads } from './use-beads'
import styles from './wires.module.css'

const WIDTHS = [1.25, 1.75, 2.75, 4] as const

interface WiresProps {
  readonly plan: BoardPlan
  readonly size: BoardSize
  readonly cords: readonly Cord[]
  readonly steps: ReadonlyMap<string, TrafficStep>
  readonly keyOfClient: ReadonlyMap<string, string>
  /** Keys of the cords that stand out; `undefined` when none does. */
  readonly lit: ReadonlySet<string> | undefined
}

/** The cords with their sockets and plugs. Those that live away from home lie above the others. */
export function Wires({ plan, size, cords, steps, keyOfClient, lit }: WiresProps) {
  const beads = useRef<SVGGElement>(null)
  useBeads(beads, cords, keyOfClient)
  const ordered = [...cords].sort((a, b) => Number(a.isAway) - Number(b.isAway))
  const litAway = cords.filter((cord) => cord.isAway && lit?.has(cord.key))
  return (
    <svg className={styles.wires} width={size.width} height={size.height} aria-hidden="true">
      {litAway.map((cord) => (
        <path
          key={`${cord.key} home`}
          className={styles.wayHome}
          d={wayHome(cord, plan)}
          style={hueVariables(cord.row.card.number)}
        />
      ))}
      {ordered.map((cord) => (
        <CordPath
          key={cord.key}
          cord={cord}
          step={steps.get(cord.key) ?? 0}
          light={lightOf(cord, lit)}
          right={plan.columns.right}
        />
      ))}
      {ordered.map((cord) => (
        <Socket key={cord.key} cord={cord} x={plan.columns.left} light={lightOf(cord, lit)} />
      ))}
      <g ref={beads} />
    </svg>
  )
}

type Light = 'lit' | 'dim' | undefined

function lightOf(cord: Cord, lit: ReadonlySet<string> | undefined): Light {
  if (lit === undefined) return undefined
  return lit.has(cord.key) ? 'lit' : 'dim'
}

interface CordPathProps {
  readonly cord: Cord
  readonly step: TrafficStep
  readonly light: Light
  readonly right: number
}

function CordPath({ cord, step, light, right }: CordPathProps) {
  const isBand = cord.row.client === undefined
  const rest = isBand ? 3 + Math.min(5, 0.7 * cord.count) : WIDTHS[step]
  const width = light === 'lit' ? Math.max(2.5, rest) : rest
  return (
    <g style={{ ...hueVariables(cord.card.number), strokeWidth: width }} data-light={light} data-step={step}>
      {cord.isAway ? <path className={styles.halo} d={cord.path} style={{ strokeWidth: width + 5 }} /> : null}
      <path
        className={styles.cord}
        d={cord.path}
        data-cord={cord.key}
        data-away={cord.isAway || undefined}
        data-band={isBand || undefined}
      />
      <rect
        className={styles.plug}
        x={right - PLUG}
        y={cord.to - (width + 2) / 2}
        width={PLUG}
        height={width + 2}
        rx={1.5}
      />
    </g>
  )
}

function Socket({ cord, x, light }: { readonly cord: Cord; readonly x: number; readonly light: Light }) {
  const { from, isOpen, row } = cord
  return (
    <g
      className={styles.socket}
      style={hueVariables(cord.card.number)}
      data-light={light}
      data-socket={cord.key}
      data-open={isOpen || undefined}
    >
      {row.client === undefined ? (
        <rect x={x - 4} y={from - 4} width={8} height={8} rx={1.5} />
      ) : (
        <circle cx={x} cy={from} r={4} />
      )}
    </g>
  )
}

function wayHome(cord: Cord, plan: BoardPlan): string {
  const { top, height } = cord.row.card
  return curve(plan.columns.left + 4, cord.from, plan.columns.right, top + height / 2)
}

/** The ends of the cords while nothing runs: unplugged, and nothing is lost. */
export function LooseWires({ plan, size }: { readonly plan: BoardPlan; readonly size: BoardSize }) {
  return (
    <svg className={styles.wires} width={size.width} height={size.height} aria-hidden="true">
      {plan.rows.map((row) => (
        <LooseEnd key={row.key} row={row} x={plan.columns.left} />
      ))}
    </svg>
  )
}

function LooseEnd({ row, x }: { readonly row: PlannedRow; readonly x: number }) {
  const { middle: y } = row
  const length = 26 + ((row.client?.hash ?? 7) % 19)
  const end = x + 4 + length
  return (
    <g className={styles.loose} style={hueVariables(row.card.number)}>
      <path d={`M${x + 4} ${y}c${length / 2} 0 ${length * 0.55} 4 ${length} 5`} />
      <rect x={end - 1} y={y + 3.2} width={8} height={3.6} rx={1.5} transform={`rotate(4 ${end} ${y + 5})`} />
      {row.client === undefined ? (
        <rect className={styles.ring} x={x - 4} y={y - 4} width={8} height={8} rx={1.5} />
      ) : (
        <circle className={styles.ring} cx={x} cy={y} r={4} />
      )}
    </g>
  )
}
