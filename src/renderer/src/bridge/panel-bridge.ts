import type { PanelBridge } from '@shared/ipc/bridge'
import { parsedBridge } from './parsed-bridge'

declare global {
  interface Window {
    readonly panel: PanelBridge
  }
}

/** The one door of the page to main. */
export const panel: PanelBridge = parsedBridge(window.panel)
