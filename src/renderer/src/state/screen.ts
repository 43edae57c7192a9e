import { createSharedValue, useSharedValue } from './shared-value'

export const SCREENS = ['overview', 'servers', 'clients', 'routes', 'settings'] as const
export type ScreenName = (typeof SCREENS)[number]

const shown = createSharedValue<ScreenName>('overview')

/** Shows a screen, from wherever in the page. */
export function openScreen(screen: ScreenName): void {
  shown.set(screen)
}

/** The screen that is shown. */
export function useScreen(): ScreenName {
  return useSharedValue(shown)
}
