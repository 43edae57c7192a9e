interface Line {
  readonly key: string
  readonly isAway: boolean
  readonly isBroken: boolean
}

/** The whole lines from the lowest to the one on top: at home, away, and last the one that was looked for. */
export function layered<T extends Line>(lines: readonly T[], found: string | undefined): T[] {
  const layer = (line: T) => (line.key === found ? 2 : Number(line.isAway))
  return lines.filter(({ isBroken }) => !isBroken).sort((a, b) => layer(a) - layer(b))
}
