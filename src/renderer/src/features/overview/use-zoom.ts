import { useMemo, useState } from 'react'
import type { NumberedServer } from '../../state/server-numbers'
import type { Seating } from './seating'

/** From this index of the enabled servers up to, but not with, that one. */
type Part = readonly [from: number, to: number]

export interface Zoom {
  /** What is to be shown: all, or one part of the list. */
  readonly seating: Seating
  readonly isIn: boolean
  /** Goes into the part of the list that begins with this server and has so many. */
  readonly into: (first: NumberedServer, count: number) => void
  readonly out: () => void
}

/** Lets the person go into a group of servers, and into a group of that, and back. */
export function useZoom(whole: Seating, enabled: readonly NumberedServer[]): Zoom {
  const [zoom, setZoom] = useState<{ enabled: typeof enabled; parts: readonly Part[] }>({ enabled, parts: [] })
  // Another list has other groups.
  const parts = zoom.enabled === enabled ? zoom.parts : []
  const part = parts.at(-1)
  const seating = useMemo(
    () => (part === undefined ? whole : { groups: whole.groups.slice(...part), refused: [] }),
    [whole, part],
  )
  return {
    seating,
    isIn: part !== undefined,
    into: (first, count) => {
      const from = enabled.indexOf(first)
      setZoom({ enabled, parts: [...parts, [from, from + count]] })
    },
    out: () => setZoom({ enabled, parts: parts.slice(0, -1) }),
  }
}
