import { useCallback, useSyncExternalStore } from 'react'
import { panel } from '../bridge/panel-bridge'
import { createPanelStore, type PanelView } from './panel-store'

const store = createPanelStore(panel)

// Main pushes no activity to a hidden window, so what was missed is fetched when the page shows again.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void store.refresh()
})

/** Reads one part of the view. `select` must return the same value for the same view (a part of it, or a memo). */
export function usePanel<T>(select: (view: PanelView) => T): T {
  return useSyncExternalStore(store.subscribe, () => select(store.getView()))
}

/** Calls back with the view after every change, for what lives outside of components; returns the end of it. */
export function watchPanel(listener: (view: PanelView) => void): () => void {
  return store.subscribe(() => listener(store.getView()))
}

/** Like {@link usePanel}, but calls for a new rendering at most every `ms`: for what is dear to draw. */
export function usePanelEvery<T>(ms: number, select: (view: PanelView) => T): T {
  const subscribe = useCallback((listener: () => void) => subscribeEvery(ms, listener), [ms])
  return useSyncExternalStore(subscribe, () => select(store.getView()))
}

function subscribeEvery(ms: number, listener: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let told = Number.NEGATIVE_INFINITY
  function tell(): void {
    timer = undefined
    told = performance.now()
    listener()
  }
  const end = store.subscribe(() => {
    if (timer === undefined) timer = setTimeout(tell, Math.max(0, told + ms - performance.now()))
  })
  return () => {
    clearTimeout(timer)
    end()
  }
}
