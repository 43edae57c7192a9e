import type { BrowserWindow } from 'electron'
import { createReloadPolicy } from './reload-policy'

/** The page broke; `line` is for the log. Once it is given up, only `reload` tries again. */
export interface PageTrouble {
  readonly line: string
  readonly isGivenUp: boolean
  readonly reload: () => void
}

/** Chromium's code for a load that another one replaced. */
const ABORTED = -3

/** Loads the page anew when its process died or it could not be loaded, ever more slowly and not for ever. */
export function watchPage(window: BrowserWindow, pageUrl: string, onTrouble: (trouble: PageTrouble) => void): void {
  const nextDelayMs = createReloadPolicy(() => performance.now())
  let timer: NodeJS.Timeout | undefined

  const reload = (): void => {
    if (window.isDestroyed()) return
    void window.loadURL(pageUrl).catch(() => {
      // Told and handled through did-fail-load.
    })
  }
  const recover = (line: string): void => {
    const delayMs = nextDelayMs()
    onTrouble({ line, isGivenUp: delayMs === undefined, reload })
    clearTimeout(timer)
    if (delayMs !== undefined) timer = setTimeout(reload, delayMs)
  }

  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason !== 'clean-exit') recover(`the page's process is gone: ${reason} (exit code ${exitCode})`)
  })
  window.webContents.on('did-fail-load', (_event, code, description, url, isMainFrame) => {
    if (isMainFrame && code !== ABORTED) recover(`the page could not be loaded: ${description} (${code}) ${url}`)
  })
  window.on('closed', () => clearTimeout(timer))
}
