import { join } from 'node:path'
import { Menu, type NativeImage, nativeImage, Tray } from 'electron'
import type { TrayIconName, TrayView } from './tray-view'

/** What the items of the tray's menu do. */
export interface TrayActions {
  start(): void
  stop(): void
  openPanel(): void
  quit(): void
}

/** The icon in the system's tray, while there is one. */
export interface AppTray {
  show(view: TrayView): void
  destroy(): void
}

/** @param iconDir folder with one set of icons for each platform */
export function createTray(iconDir: string, platform: NodeJS.Platform, view: TrayView, actions: TrayActions): AppTray {
  const images = iconImages(iconDir, platform)
  const tray = new Tray(images[view.icon])
  let shown: string | undefined

  const show = (next: TrayView): void => {
    const key = JSON.stringify(next)
    if (key === shown) return
    shown = key
    tray.setImage(images[next.icon])
    tray.setToolTip(next.tooltip)
    // On Linux a changed item is seen only after the whole menu was set again.
    tray.setContextMenu(menuOf(next, actions))
  }

  // Whether a click comes at all depends on the desktop, so the menu can do everything. On macOS it opens the menu.
  if (platform !== 'darwin') tray.on('click', () => actions.openPanel())
  show(view)
  return { show, destroy: () => tray.destroy() }
}

function menuOf(view: TrayView, actions: TrayActions): Menu {
  const { verb, label, isEnabled } = view.action
  return Menu.buildFromTemplate([
    { label: withoutMnemonic(view.stateLine), enabled: false },
    { type: 'separator' },
    { label, enabled: isEnabled, click: () => actions[verb]() },
    { label: view.openPanel, click: () => actions.openPanel() },
    { type: 'separator' },
    { label: view.quit, click: () => actions.quit() },
  ])
}

/** A single ampersand would underline the letter after it and vanish. */
function withoutMnemonic(label: string): string {
  return label.replaceAll('&', '&&')
}

/** The file of an icon; beside each PNG lies its `@2x` twin, which Electron finds by itself. */
function iconFile(platform: NodeJS.Platform, name: TrayIconName): string {
  if (platform === 'darwin') return `${name}Template.png`
  return platform === 'win32' ? `${name}.ico` : `${name}.png`
}

function iconImages(iconDir: string, platform: NodeJS.Platform): Readonly<Record<TrayIconName, NativeImage>> {
  const read = (name: TrayIconName): NativeImage => nativeImage.createFromPath(join(iconDir, iconFile(platform, name)))
  return { stopped: read('stopped'), running: read('running'), degraded: read('degraded') }
}
