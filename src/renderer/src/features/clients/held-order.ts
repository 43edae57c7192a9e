import { useState } from 'react'

/** The new list in the old order: what is gone is left out, what is new comes last. */
export function keepOrder(before: readonly string[], now: readonly string[]): string[] {
  const present = new Set(now)
  const known = new Set(before)
  return [...before.filter((key) => present.has(key)), ...now.filter((key) => !known.has(key))]
}

interface Held {
  readonly keys: readonly string[]
  readonly choice: string
}

/**
 * The order of rows to show: the sorted one, but while the pointer is among the rows they stay where they are, until the
 * person makes another `choice` of what to see.
 */
export function useHeldOrder(sorted: readonly string[], isHeld: boolean, choice: string): readonly string[] {
  const [held, setHeld] = useState<Held>({ keys: sorted, choice })
  const keys = isHeld && held.choice === choice ? keepOrder(held.keys, sorted) : sorted
  if (held.choice !== choice || !isSameList(held.keys, keys)) setHeld({ keys, choice })
  return keys
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((key, index) => key === other[index])
}
