import type { PanelState } from '@shared/model/panel-snapshot'
import type { BrowserWindow } from 'electron'
import { decideClose } from './close-policy'

export interface ClosingOptions {
  isQuitting(): boolean
  hasTray(): boolean
  state(): PanelState | undefined
  /** Asks whether to quit although the proxy is running. */
  confirmQuit(window: BrowserWindow): Promise<boolean>
  /** The window was hidden and the person has not yet been told what that means. */
  tellHidden(): void
  quit(): void
}

/** Makes what the window's `close` event does. */
export function createCloseHandler(
  options: ClosingOptions,
): (window: BrowserWindow, event: { preventDefault(): void }) => void {
  let isAsking = false
  let isTold = false

  const ask = async (window: BrowserWindow): Promise<void> => {
    if (isAsking) return
    isAsking = true
    const wantsToQuit = await options.confirmQuit(window)
    isAsking = false
    if (wantsToQuit) options.quit()
  }

  const hide = (window: BrowserWindow, isNoticeShown: boolean): void => {
    leaveFullScreen(window, () => window.hide())
    if (isTold || isNoticeShown) return
    isTold = true
    options.tellHidden()
  }

  return (window, event) => {
    const state = options.state()
    const action = decideClose({
      isQuitting: options.isQuitting(),
      hasTray: options.hasTray(),
      closeToTray: state?.settings.closeToTray ?? true,
      isDemo: state?.isDemo ?? false,
      proxy: state?.status.state ?? 'stopped',
    })
    if (action === 'close') return
    event.preventDefault()
    if (action === 'hide') hide(window, state?.settings.trayNoticeShown ?? true)
    else if (action === 'quit') options.quit()
    else void ask(window)
  }
}

/** A window that is hidden in full screen leaves a black screen behind on macOS. */
function leaveFullScreen(window: BrowserWindow, then: () => void): void {
  if (!window.isFullScreen()) {
    then()
    return
  }
  window.once('leave-full-screen', then)
  window.setFullScreen(false)
}
