import { hueVariables } from '../../components/server-swatch'
import styles from './board.module.css'
import type { PlannedRow } from './board-plan'

/** A bar in the server's hue beside the clients that are at home there. */
export function SeatBars({ rows }: { readonly rows: readonly PlannedRow[] }) {
  const bars = new Map<string, { top: number; bottom: number; number: number | undefined }>()
  for (const { card, middle } of rows) {
    const key = card?.key ?? ''
    const bar = bars.get(key) ?? { top: middle, bottom: middle, number: card?.server.number }
    bars.set(key, { ...bar, bottom: middle })
  }
  return [...bars].map(([key, { top, bottom, number }]) => (
    <i
      key={key}
      className={styles.seats}
      style={{ ...hueVariables(number), top: top - 9, height: bottom - top + 18 }}
    />
  ))
}
