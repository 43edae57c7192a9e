import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createMainWindow, type MainWindowOptions, windowOptions } from '../../../../src/main/platform/main-window'
import { rendererSource } from '../../../../src/main/platform/renderer-source'
import { BrowserWindow, nativeTheme, recorder, resetElectron } from '../../../support/electron-mock'

vi.mock('electron', () => import('../../../support/electron-mock'))

beforeEach(resetElectron)

function options(changes: Partial<MainWindowOptions> = {}): MainWindowOptions {
  return {
    source: rendererSource(undefined),
    preloadFile: '/app/preload/index.js',
    iconFile: '/app/icon.png',
    isPackaged: true,
    saved: undefined,
    keeper: { watch: recorder(), flush: recorder() },
    onClose: recorder(),
    onSessionEnd: recorder(),
    onVisibility: recorder(),
    onTrouble: recorder(),
    ...changes,
  }
}

/** Shows a window and lets it come to its first frame. */
function opened(changes: Partial<MainWindowOptions> = {}) {
  const all = options(changes)
  const main = createMainWindow(all)
  main.show()
  const [window] = BrowserWindow.opened
  if (window === undefined) throw new Error('no window was opened')
  window.emit('ready-to-show')
  return { main, window, ...all }
}

describe('the options of the window', () => {
  const packaged = windowOptions(
    { preloadFile: '/p.js', iconFile: '/i.png', isPackaged: true },
    { width: 1280, height: 800 },
    true,
  )

  it('state all that isolates the page', () => {
    expect(packaged.webPreferences).toEqual({
      preload: '/p.js',
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: false,
    })
  })

  it('have developer tools only where the app is not packaged', () => {
    const unpackaged = windowOptions(
      { preloadFile: '/p.js', iconFile: '/i.png', isPackaged: false },
      { width: 1, height: 1 },
      true,
    )
    expect(unpackaged.webPreferences?.devTools).toBe(true)
  })

  it('keep the window from flashing and from becoming too small', () => {
    expect(packaged).toMatchObject({ show: false, backgroundColor: '#101416', minWidth: 960, minHeight: 600 })
    const light = windowOptions(
      { preloadFile: '/p.js', iconFile: '/i.png', isPackaged: true },
      { width: 1, height: 1 },
      false,
    )
    expect(light.backgroundColor).toBe('#eef1f2')
  })
})

describe('the window', () => {
  it('is not there before it is shown for the first time', () => {
    const main = createMainWindow(options())
    expect(BrowserWindow.opened).toEqual([])
    expect(main.current).toBeUndefined()
    expect(main.isVisible).toBe(false)
  })

  it('loads the panel and shows itself with its first frame', () => {
    const main = createMainWindow(options())
    main.show()
    const [window] = BrowserWindow.opened
    expect(window?.loadURL).toHaveBeenCalledWith('panel://app/')
    expect(main.isVisible).toBe(false)
    window?.emit('ready-to-show')
    expect(main.isVisible).toBe(true)
  })

  it('is maximised when it was', () => {
    const { window } = opened({ saved: { x: 0, y: 0, width: 1000, height: 700, isMaximized: true } })
    expect(window.maximize).toHaveBeenCalled()
  })

  it('comes back from hiding, and from being minimised, to the front', () => {
    const { main, window } = opened()
    window.hide()
    window.minimize()
    expect(main.isVisible).toBe(false)
    main.show()
    expect(main.isVisible).toBe(true)
    expect(window.focus).toHaveBeenCalled()
    expect(BrowserWindow.opened).toHaveLength(1)
  })

  it('is opened anew after it was destroyed', () => {
    const { main, window } = opened()
    window.destroy()
    expect(main.current).toBeUndefined()
    main.show()
    expect(BrowserWindow.opened).toHaveLength(2)
  })

  it('tells whenever it comes into sight or goes out of it', () => {
    const { window, onVisibility } = opened()
    expect(onVisibility).toHaveBeenCalledTimes(1)
    for (const step of ['minimize', 'restore', 'hide', 'show', 'destroy'] as const) window[step]()
    expect(onVisibility).toHaveBeenCalledTimes(6)
  })

  it('asks what closing means', () => {
    const { window, onClose } = opened()
    const event = { preventDefault: recorder() }
    window.emit('close', event)
    expect(onClose).toHaveBeenCalledWith(window, event)
  })

  it('passes on that the system ends the session', () => {
    const { window, onSessionEnd } = opened()
    window.emit('session-end')
    expect(onSessionEnd).toHaveBeenCalledTimes(1)
  })

  it('follows the theme with its background', () => {
    const { window } = opened()
    nativeTheme.shouldUseDarkColors = false
    nativeTheme.emit('updated')
    nativeTheme.shouldUseDarkColors = true
    expect(window.setBackgroundColor).toHaveBeenCalledWith('#eef1f2')
  })
})
