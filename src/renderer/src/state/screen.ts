import { useSyncExternalStore } from 'react'

export const SCREENS = ['overview', 'servers', 'clients', 'routes', 'settings'] as const
export type ScreenName = (typeof SCREENS)[number]

let shown: ScreenName = 'overview'
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Shows a screen, from wherever in the page. */
export function openScreen(screen: ScreenName): void {
  shown = screen
  for (const listener of listeners) listener()
}

/** The screen that is shown. */
export function useScreen(): ScreenName {
  return useSyncExternalStore(subscribe, () => shown)
}
