import styles from './server-chip.module.css'
import { ServerSwatch } from './server-swatch'

interface ServerChipProps {
  /** Number in the list, from 1; `null` for a server that is no longer in it. */
  readonly number: number | null
  readonly label: string
}

/** A server wherever it is named: swatch with hue and number, and the name, which is never coloured. */
export function ServerChip({ number, label }: ServerChipProps) {
  return (
    <span className={styles.chip} title={label}>
      {number === null ? <span className={styles.gone} aria-hidden="true" /> : <ServerSwatch number={number} />}
      <span className={styles.label}>{label}</span>
    </span>
  )
}
