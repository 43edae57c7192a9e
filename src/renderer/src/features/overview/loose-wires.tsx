import { hueVariables } from '../../components/server-swatch'
import type { BoardPlan, BoardSize } from './board-plan'
import type { Cord } from './cords'
import type { Light } from './use-spot'
import styles from './wires.module.css'

interface LooseEndProps {
  readonly x: number
  readonly y: number
  /** Of the server whose hue it has; none for who is not let in. */
  readonly number: number | undefined
  /** Ends of unequal length look unplugged, not cut. */
  readonly seed: number
  readonly isShared: boolean
  readonly light?: Light
  readonly cordKey?: string
}

/** A cord that leads nowhere: its socket, a short end and the plug. */
export function LooseEnd({ x, y, number, seed, isShared, light, cordKey }: LooseEndProps) {
  const length = 26 + (seed % 19)
  const end = 4 + length
  return (
    <g
      className={styles.loose}
      style={{ ...hueVariables(number), transform: `translate(${x}px, ${y}px)` }}
      data-light={light}
      data-broken={cordKey}
    >
      <path d={`M4 0c${length / 2} 0 ${length * 0.55} 4 ${length} 5`} />
      <rect x={end - 1} y={3.2} width={8} height={3.6} rx={1.5} transform={`rotate(4 ${end} 5)`} />
      {isShared ? (
        <rect className={styles.ring} x={-4} y={-4} width={8} height={8} rx={1.5} />
      ) : (
        <circle className={styles.ring} r={4} />
      )}
    </g>
  )
}

interface BrokenCordProps {
  readonly cord: Cord
  readonly plan: BoardPlan
  readonly light: Light
}

/** What is left of a cord to a server that does not answer: a loose end, and an empty jack at the card. */
export function BrokenCord({ cord, plan, light }: BrokenCordProps) {
  const { left, right } = plan.columns
  const { number } = cord.card.server
  return (
    <>
      {light === 'lit' ? <path className={styles.wayHome} d={cord.path} style={hueVariables(number)} /> : null}
      <LooseEnd
        x={left}
        y={cord.from}
        number={number}
        seed={cord.row.client?.hash ?? 7}
        isShared={cord.row.client === undefined}
        light={light}
        cordKey={cord.key}
      />
      <circle className={styles.jack} cx={right - 5} cy={cord.to} r={2.5} style={hueVariables(number)} />
    </>
  )
}

/** The ends of all cords while nothing runs: unplugged, and nothing is lost. */
export function LooseWires({ plan, size }: { readonly plan: BoardPlan; readonly size: BoardSize }) {
  return (
    <svg className={styles.wires} width={size.width} height={size.height} aria-hidden="true">
      {plan.rows.map(({ key, client, card, middle }) => (
        <LooseEnd
          key={key}
          x={plan.columns.left}
          y={middle}
          number={card?.server.number}
          seed={client?.hash ?? 7}
          isShared={client === undefined}
        />
      ))}
    </svg>
  )
}
