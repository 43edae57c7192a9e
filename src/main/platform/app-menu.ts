import type { MenuItemConstructorOptions } from 'electron'

/**
 * The application menu, or `null` for none. macOS needs one, or else copy and paste have no keys; elsewhere it would only
 * bring shortcuts that reload the page. In development Electron's own menu stays (`undefined`).
 */
export function appMenuTemplate(
  platform: NodeJS.Platform,
  isDevelopment: boolean,
): MenuItemConstructorOptions[] | null | undefined {
  if (isDevelopment) return undefined
  if (platform !== 'darwin') return null
  return [{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }]
}
