import { app } from 'electron'

const QUIT_DEADLINE_MS = 6_000

export interface LifecycleOptions {
  /** Releases everything: the port, files, the tray. */
  dispose(): Promise<void>
  /** macOS: the person clicked the icon in the dock. */
  onActivate(): void
  /** Whether the app can be reached without a window. */
  hasTray(): boolean
  onError(error: unknown): void
}

export interface Lifecycle {
  readonly isQuitting: boolean
  /** The system is about to end us: begin to release things, and do not stand in the way. */
  endSession(): void
}

/**
 * Every way out leads through `before-quit`: the first time the app is held until everything is released or the deadline
 * has passed, a second one ends it at once.
 */
export function installLifecycle(options: LifecycleOptions): Lifecycle {
  let isQuitting = false
  let isSessionEnding = false

  const release = async (): Promise<void> => {
    let deadline: NodeJS.Timeout | undefined
    const expired = new Promise<void>((resolve) => {
      deadline = setTimeout(resolve, QUIT_DEADLINE_MS)
    })
    await Promise.race([options.dispose().catch((error: unknown) => options.onError(error)), expired])
    clearTimeout(deadline)
  }

  app.on('before-quit', (event) => {
    if (isSessionEnding) return
    event.preventDefault()
    if (isQuitting) {
      app.exit(0)
      return
    }
    isQuitting = true
    void release().then(() => app.exit(0))
  })
  // Subscribed, or else Electron would quit by itself when the window is closed into the tray.
  app.on('window-all-closed', () => {
    if (!options.hasTray()) app.quit()
  })
  app.on('activate', () => options.onActivate())
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())

  return {
    get isQuitting() {
      return isQuitting
    },
    endSession: () => {
      isSessionEnding = true
      isQuitting = true
      void release()
    },
  }
}
