import { type AppTray, createTray, type TrayActions } from './tray'
import { type TrayPresence, watchTrayPresence } from './tray-presence'
import type { TrayView } from './tray-view'

export interface TrayKeeperOptions {
  readonly iconDir: string
  readonly platform: NodeJS.Platform
  readonly actions: TrayActions
  view(): TrayView
  /** The desktop's tray is gone, and with it the way back to a hidden window. */
  onLost(): void
}

/** Has a tray icon whenever the desktop has a tray. */
export interface TrayKeeper {
  readonly hasTray: boolean
  /** Resolves when it is known whether there is a tray; within a second or so. */
  open(): Promise<void>
  /** Shows the present state. */
  refresh(): void
  close(): void
}

/** Looks for nothing yet: see {@link TrayKeeper.open}. */
export function createTrayKeeper(options: TrayKeeperOptions): TrayKeeper {
  let presence: TrayPresence | undefined
  let tray: AppTray | undefined

  const update = (isPresent: boolean): void => {
    if (isPresent) tray ??= createTray(options.iconDir, options.platform, options.view(), options.actions)
    else if (tray !== undefined) {
      tray.destroy()
      tray = undefined
      options.onLost()
    }
  }

  return {
    get hasTray() {
      return tray !== undefined
    },
    open: async () => {
      presence = await watchTrayPresence(options.platform, update)
      update(presence.isPresent)
    },
    refresh: () => tray?.show(options.view()),
    close: () => {
      presence?.close()
      tray?.destroy()
      tray = undefined
    },
  }
}
