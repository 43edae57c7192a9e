import { PUSHES, type PushName } from '@shared/ipc/channels'
import type { PushPayload } from '@shared/ipc/contract'
import type { PanelActivity, PanelState } from '@shared/model/panel-snapshot'
import type { BrowserWindow } from 'electron'

/** What the publisher needs of the engine. */
export interface StateSource {
  readonly state: PanelState | undefined
  onState(listener: (state: PanelState) => void): () => void
  onActivity(listener: (activity: PanelActivity) => void): () => void
  setWatched(isWatched: boolean): void
}

/** What the publisher needs of the window. */
export interface Audience {
  readonly current: BrowserWindow | undefined
  readonly isVisible: boolean
}

/**
 * Brings what the engine says to the window, while somebody can see it. The page fetches a snapshot whenever it comes back
 * into sight, so nothing is kept for it meanwhile.
 * @returns to be called when the window was shown, hidden, minimised, restored or closed
 */
export function publishState(engine: StateSource, audience: Audience): () => void {
  const push = <K extends PushName>(name: K, payload: PushPayload<K>): void => {
    const contents = audience.isVisible ? audience.current?.webContents : undefined
    if (contents === undefined || contents.isDestroyed() || contents.isCrashed()) return
    contents.send(PUSHES[name], payload)
  }
  engine.onState((state) => push('onState', state))
  engine.onActivity((activity) => push('onActivity', activity))
  return () => {
    engine.setWatched(audience.isVisible)
    // A page loads before its window is shown: what was decided in between would be missed.
    if (engine.state !== undefined) push('onState', engine.state)
  }
}
