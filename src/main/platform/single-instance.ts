import { app } from 'electron'
import { z } from 'zod'

// Chromium reorders the command line of a second launch, so what matters travels as data.
const launchDataSchema = z.object({ isHidden: z.boolean() })
type LaunchData = z.infer<typeof launchDataSchema>

/**
 * Takes the lock of this settings folder.
 * @param onLaunch called when the app is launched again and somebody wants to see it
 * @returns false when another instance has the lock; it has been told, and this one has to end
 */
export function claimSingleInstance(launch: LaunchData, onLaunch: () => void): boolean {
  if (!app.requestSingleInstanceLock(launch)) return false
  app.on('second-instance', (_event, _argv, _folder, data) => {
    const parsed = launchDataSchema.safeParse(data)
    if (!parsed.success || !parsed.data.isHidden) onLaunch()
  })
  return true
}
