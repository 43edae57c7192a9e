import type { PanelBridge } from '@shared/ipc/bridge'
import { EMPTY_VIEW, type PanelView, withActivity, withSnapshot, withState } from './panel-view'

export type { PanelView } from './panel-view'

export interface PanelStore {
  readonly getView: () => PanelView
  /** Calls back after every change; returns the end of the subscription. */
  readonly subscribe: (listener: () => void) => () => void
  /** Asks main for everything anew. Calls that come while one is under way are answered by that one. */
  readonly refresh: () => Promise<void>
}

/**
 * Keeps what main pushes. It subscribes first and asks for the snapshot then, so that nothing falls between; it asks
 * again when another engine runs than the one it knows (ids of routes begin anew).
 */
export function createPanelStore(bridge: PanelBridge): PanelStore {
  let view = EMPTY_VIEW
  let pending: Promise<void> | undefined
  const listeners = new Set<() => void>()

  function show(next: PanelView): void {
    view = next
    for (const listener of listeners) listener()
  }

  async function fetchSnapshot(): Promise<void> {
    const result = await bridge.snapshot()
    pending = undefined
    // A failure needs no words here: the next state push, which says what is wrong, asks again.
    if (result.ok) show(withSnapshot(view, result.value))
  }

  function refresh(): Promise<void> {
    pending ??= fetchSnapshot()
    return pending
  }

  bridge.onState((state) => {
    const isOtherEngine = state.run !== view.state.run
    show(withState(view, state))
    if (isOtherEngine || !view.isLoaded) void refresh()
  })
  bridge.onActivity((activity) => {
    if (view.isLoaded) show(withActivity(view, activity))
  })
  void refresh()

  return {
    getView: () => view,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    refresh,
  }
}
