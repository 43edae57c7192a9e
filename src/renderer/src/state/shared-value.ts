import { useSyncExternalStore } from 'react'

/** A value that outlives the screens and that any of them may see and change. */
export interface SharedValue<T> {
  readonly get: () => T
  readonly set: (next: T) => void
  /** Calls back after every change; returns the end of the subscription. */
  readonly subscribe: (listener: () => void) => () => void
}

export function createSharedValue<T>(initial: T): SharedValue<T> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set: (next) => {
      value = next
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export function useSharedValue<T>({ subscribe, get }: SharedValue<T>): T {
  return useSyncExternalStore(subscribe, get)
}
