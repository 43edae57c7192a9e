import type { PanelState } from '@shared/model/panel-snapshot'
import { powerSaveBlocker } from 'electron'

export interface KeepAwake {
  /** To be called with every new state. */
  follow(state: Pick<PanelState, 'settings' | 'status'>): void
  /** Lets the computer sleep again. */
  dispose(): void
}

/** Keeps the computer from going to sleep by itself while the proxy runs and the person wants it so; its screen may. */
export function createKeepAwake(): KeepAwake {
  let blocker: number | undefined

  function release(): void {
    if (blocker !== undefined) powerSaveBlocker.stop(blocker)
    blocker = undefined
  }

  return {
    follow({ settings, status }) {
      if (!settings.keepAwake || status.state !== 'running') release()
      else blocker ??= powerSaveBlocker.start('prevent-app-suspension')
    },
    dispose: release,
  }
}
