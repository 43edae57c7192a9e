import type { CSSProperties } from 'react'
import styles from './server-chip.module.css'

export const HUES = 10

/** The hue (1 to 10) of the server with this number in the list. */
export function hueOf(number: number): number {
  return ((number - 1) % HUES) + 1
}

/**
 * CSS variables `--hue` and `--on-hue` for everything drawn in the colour of a server; grey for what belongs to none.
 */
export function hueVariables(number: number | undefined): CSSProperties {
  const variables: Record<`--${string}`, string> = {
    '--hue': number === undefined ? 'var(--cs-text-3)' : `var(--cs-hue-${hueOf(number)})`,
    '--on-hue': number === undefined ? 'var(--cs-surface)' : `var(--cs-on-hue-${hueOf(number)})`,
  }
  return variables as CSSProperties
}

/** Hues repeat from the 11th server on: the shape tells them apart. */
export function shapeOf(number: number): 'square' | 'circle' | 'diamond' | 'hexagon' {
  if (number <= HUES) return 'square'
  if (number <= 2 * HUES) return 'circle'
  return number <= 3 * HUES ? 'diamond' : 'hexagon'
}

/** The number of a server on its hue. */
export function ServerSwatch({ number }: { readonly number: number }) {
  return (
    <span className={styles.swatch} data-shape={shapeOf(number)} style={hueVariables(number)}>
      {number}
    </span>
  )
}
