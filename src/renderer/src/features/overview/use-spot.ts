import { useCallback, useMemo, useState } from 'react'

/** A cord, as far as its ends go. */
export interface CordEnds {
  readonly key: string
  readonly row: string
  readonly card: string
}

/** What the pointer or the focus is on. */
interface Spot {
  readonly row?: string | undefined
  readonly card?: string | undefined
}

/** What stands out, if anything does, and what the pointer or the focus is on. */
export interface SpotLight {
  readonly row: string | undefined
  readonly cords: ReadonlySet<string> | undefined
  readonly rows: ReadonlySet<string> | undefined
  readonly cards: ReadonlySet<string> | undefined
  readonly onRow: (key: string | undefined) => void
  readonly onCard: (key: string | undefined) => void
}

/**
 * Which cords, rows and cards stand out: those of the row or card under the pointer or in focus, else the cord and the
 * row of the client that was looked for. Rows and cards tell of the pointer when it moves, not when it is entered: what
 * appears or glides under a pointer at rest is not what somebody pointed at.
 */
export function useSpot(
  cords: readonly CordEnds[],
  found: string | undefined,
  foundRow: string | undefined,
): SpotLight {
  const [spot, setSpot] = useState<Spot>({})
  const onRow = useCallback((row: string | undefined) => setSpot((before) => sameOr(before, { row })), [])
  const onCard = useCallback((card: string | undefined) => setSpot((before) => sameOr(before, { card })), [])
  const lit = useMemo(() => {
    const isOn = spot.row !== undefined || spot.card !== undefined
    if (!isOn && foundRow === undefined) return { cords: undefined, rows: undefined, cards: undefined }
    const chosen = cords.filter(({ key, row, card }) => (isOn ? row === spot.row || card === spot.card : key === found))
    const rows = new Set(chosen.map(({ row }) => row))
    const cards = new Set(chosen.map(({ card }) => card))
    // What has no cord stands out all the same.
    const row = isOn ? spot.row : foundRow
    if (row !== undefined) rows.add(row)
    if (spot.card !== undefined) cards.add(spot.card)
    return { cords: new Set(chosen.map(({ key }) => key)), rows, cards }
  }, [cords, spot, found, foundRow])
  return { row: spot.row, ...lit, onRow, onCard }
}

/** A pointer tells of every move: the same spot must not draw the picture anew. */
function sameOr(before: Spot, next: Spot): Spot {
  return before.row === next.row && before.card === next.card ? before : next
}

export type Light = 'lit' | 'dim' | undefined

export function lightOf(key: string, lit: ReadonlySet<string> | undefined): Light {
  if (lit === undefined) return undefined
  return lit.has(key) ? 'lit' : 'dim'
}
