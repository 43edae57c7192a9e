import { useCallback, useMemo, useState } from 'react'
import type { Cord } from './cords'

/** What the pointer or the focus is on: a row of the left column, or a card. */
export interface Spot {
  readonly row: string | undefined
  readonly card: string | undefined
}

export interface SpotLight extends Spot {
  /** The cords that stand out; `undefined` when none does. */
  readonly cords: ReadonlySet<string> | undefined
  /** The cards at their ends. */
  readonly cards: ReadonlySet<string> | undefined
  readonly onRow: (key: string | undefined) => void
  readonly onCard: (key: string | undefined) => void
}

/** Which cords, rows and cards stand out: those of the row or card in focus. */
export function useSpot(cords: readonly Cord[]): SpotLight {
  const [spot, setSpot] = useState<Spot>({ row: undefined, card: undefined })
  const onRow = useCallback((row: string | undefined) => setSpot({ row, card: undefined }), [])
  const onCard = useCallback((card: string | undefined) => setSpot({ row: undefined, card }), [])
  const lit = useMemo(() => {
    if (spot.row === undefined && spot.card === undefined) return { cords: undefined, cards: undefined }
    const chosen = cords.filter((cord) => cord.key === spot.row || cord.card.key === spot.card)
    const cards = new Set(chosen.map((cord) => cord.card.key))
    if (spot.card !== undefined) cards.add(spot.card)
    return { cords: new Set(chosen.map((cord) => cord.key)), cards }
  }, [cords, spot])
  return { ...spot, ...lit, onRow, onCard }
}
