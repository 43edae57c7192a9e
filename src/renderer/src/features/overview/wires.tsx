import { useMemo, useRef } from 'react'
import { hueVariables } from '../../components/server-swatch'
import { curve, PLUG } from './board-geometry'
import type { BoardPlan, BoardSize } from './board-plan'
import type { Cord } from './cords'
import { layered } from './layers'
import { BrokenCord, LooseEnd } from './loose-wires'
import type { TrafficStep } from './traffic'
import { useBeads } from './use-beads'
import { type Light, lightOf } from './use-spot'
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
  /** The client that was looked for: its cord lies on top. */
  readonly found: string | undefined
}

/** The cords with their sockets and plugs. Those that live away from home lie above the others. */
export function Wires({ plan, size, cords, steps, keyOfClient, lit, found }: WiresProps) {
  const beads = useRef<SVGGElement>(null)
  const whole = useMemo(() => layered(cords, found), [cords, found])
  const tracks = useMemo(() => whole.map(({ key, path, card }) => ({ key, path, number: card.server.number })), [whole])
  useBeads(beads, tracks, keyOfClient)
  const litAway = whole.filter((cord) => cord.isAway && lit?.has(cord.key))
  return (
    <svg className={styles.wires} width={size.width} height={size.height} aria-hidden="true">
      {cords.map((cord) =>
        cord.isBroken ? <BrokenCord key={cord.key} cord={cord} plan={plan} light={lightOf(cord.key, lit)} /> : null,
      )}
      {litAway.map((cord) => (
        <path key={`${cord.key} home`} className={styles.wayHome} d={wayHome(cord, plan)} style={homeHue(cord)} />
      ))}
      {whole.map((cord) => (
        <CordPath
          key={cord.key}
          cord={cord}
          step={steps.get(cord.key) ?? 0}
          light={lightOf(cord.key, lit)}
          right={plan.columns.right}
          isFound={cord.key === found}
        />
      ))}
      {whole.map((cord) =>
        cord.key === cord.row.key ? (
          <Socket key={cord.key} cord={cord} x={plan.columns.left} light={lightOf(cord.key, lit)} />
        ) : null,
      )}
      {plan.rows.map(({ key, client, card, middle }) =>
        card === undefined ? (
          <LooseEnd
            key={key}
            x={plan.columns.left}
            y={middle}
            number={undefined}
            seed={client?.hash ?? 7}
            isShared={client === undefined}
          />
        ) : null,
      )}
      <g ref={beads} />
    </svg>
  )
}

/** The cords that something runs through, in the order in which they are drawn. */
interface CordPathProps {
  readonly cord: Cord
  readonly step: TrafficStep
  readonly light: Light
  readonly right: number
  readonly isFound: boolean
}

function CordPath({ cord, step, light, right, isFound }: CordPathProps) {
  const isBand = cord.count > 1 || cord.row.client === undefined
  const isOwn = cord.key !== cord.row.key
  const rest = isBand && !isOwn ? 3 + Math.min(5, 0.7 * cord.count) : WIDTHS[step]
  const width = light === 'lit' ? Math.max(2.5, rest) : rest
  return (
    <g style={{ ...hueVariables(cord.card.server.number), strokeWidth: width }} data-light={light} data-step={step}>
      {cord.isAway || isFound ? (
        <path className={styles.halo} d={cord.path} style={{ strokeWidth: width + 5 }} />
      ) : null}
      <path
        className={styles.cord}
        d={cord.path}
        data-cord={cord.key}
        data-away={cord.isAway || undefined}
        data-band={(isBand && !isOwn) || undefined}
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
      style={{ ...hueVariables(cord.card.server.number), transform: `translate(${x}px, ${from}px)` }}
      data-light={light}
      data-socket={cord.key}
      data-open={isOpen || undefined}
    >
      {row.client === undefined ? <rect x={-4} y={-4} width={8} height={8} rx={1.5} /> : <circle r={4} />}
    </g>
  )
}

function homeHue({ row, card }: Cord) {
  return hueVariables((row.card ?? card).server.number)
}

function wayHome({ row, card, from }: Cord, { columns }: BoardPlan): string {
  const { top, height } = row.card ?? card
  return curve(columns.left + 4, from, columns.right, top + height / 2)
}
