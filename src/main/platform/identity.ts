import { app } from 'electron'

/** Ours in every system's list of programs; the packaging uses the same. */
export const APP_ID = 'io.github.comfy-switchboard'

/** Makes taskbars, docks and notification centres know the window as this program's. Runs before `ready`. */
export function setAppIdentity(platform: NodeJS.Platform): void {
  if (platform === 'win32') app.setAppUserModelId(APP_ID)
  if (platform === 'linux') app.setDesktopName('comfy-switchboard.desktop')
}
