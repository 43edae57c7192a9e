import type { PanelState } from '@shared/model/panel-snapshot'
import type { BrowserWindow } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { decideClose } from '../../../../src/main/platform/close-policy'
import { createCloseHandler } from '../../../../src/main/platform/window-closing'
import { BrowserWindow as FakeWindow, recorder, spied } from '../../../support/electron-mock'
import { panelState } from './panel-state'

describe('what the close button does', () => {
  it.each([
    // isQuitting, hasTray, closeToTray, proxy, action
    [true, true, true, 'running', 'close'],
    [true, false, false, 'running', 'close'],
    [false, true, true, 'running', 'hide'],
    [false, true, true, 'stopped', 'hide'],
    [false, true, false, 'running', 'ask'],
    [false, false, true, 'running', 'ask'],
    [false, false, true, 'starting', 'ask'],
    [false, false, true, 'stopping', 'quit'],
    [false, false, true, 'stopped', 'quit'],
    [false, false, true, 'failed', 'quit'],
    [false, true, false, 'stopped', 'quit'],
  ] as const)(
    'quitting %s, tray %s, close to tray %s, proxy %s: %s',
    (isQuitting, hasTray, closeToTray, proxy, action) => {
      expect(decideClose({ isQuitting, hasTray, closeToTray, isDemo: false, proxy })).toBe(action)
    },
  )
})

describe('what the close button does in the demo', () => {
  it('ends it without a question: nobody real is cut off', () => {
    const demo = { hasTray: true, closeToTray: true, isDemo: true, proxy: 'running' } as const
    expect(decideClose({ ...demo, isQuitting: false })).toBe('quit')
    expect(decideClose({ ...demo, isQuitting: true })).toBe('close')
  })
})

describe('closing the window', () => {
  function setUp({ hasTray = true, isQuitting = false, state = panelState() as PanelState | undefined } = {}) {
    const confirmQuit = spied(async () => false)
    const tellHidden = recorder()
    const quit = recorder()
    const handle = createCloseHandler({
      isQuitting: () => isQuitting,
      hasTray: () => hasTray,
      state: () => state,
      confirmQuit,
      tellHidden,
      quit,
    })
    const window = new FakeWindow()
    window.isShown = true
    const close = (): boolean => {
      const preventDefault = recorder()
      handle(window as unknown as BrowserWindow, { preventDefault })
      return preventDefault.mock.calls.length > 0
    }
    return { window, close, confirmQuit, tellHidden, quit }
  }

  it('hides it and says once what that means', () => {
    const { window, close, tellHidden } = setUp()
    expect(close()).toBe(true)
    expect(window.isShown).toBe(false)
    close()
    expect(tellHidden).toHaveBeenCalledTimes(1)
  })

  it('says nothing to who has been told before', () => {
    const { close, tellHidden } = setUp({ state: panelState({ settings: { trayNoticeShown: true } }) })
    close()
    expect(tellHidden).not.toHaveBeenCalled()
  })

  it('leaves full screen before it hides', () => {
    const { window, close } = setUp()
    window.isFull = true
    const steps: string[] = []
    window.on('leave-full-screen', () => steps.push('left'))
    window.on('hide', () => steps.push('hidden'))
    close()
    expect(steps).toEqual(['left', 'hidden'])
    expect(window.isFull).toBe(false)
  })

  it('quits at once without a tray while nothing runs', () => {
    const { close, quit, confirmQuit } = setUp({ hasTray: false })
    expect(close()).toBe(true)
    expect(quit).toHaveBeenCalledTimes(1)
    expect(confirmQuit).not.toHaveBeenCalled()
  })

  it('asks without a tray while the proxy runs, and stays when the person says so', async () => {
    const state = panelState({ status: { state: 'running', since: 0, host: '', port: 8800 } })
    const { close, quit, confirmQuit } = setUp({ hasTray: false, state })
    close()
    close()
    expect(confirmQuit).toHaveBeenCalledTimes(1)
    await vi.waitFor(() => {
      close()
      expect(confirmQuit).toHaveBeenCalledTimes(2)
    })
    expect(quit).not.toHaveBeenCalled()
  })

  it('quits when the person agrees', async () => {
    const state = panelState({ status: { state: 'running', since: 0, host: '', port: 8800 } })
    const { close, quit, confirmQuit } = setUp({ hasTray: false, state })
    confirmQuit.mockResolvedValueOnce(true)
    close()
    await vi.waitFor(() => expect(quit).toHaveBeenCalledTimes(1))
  })

  it('lets it close while the app quits', () => {
    const { window, close } = setUp({ isQuitting: true })
    expect(close()).toBe(false)
    expect(window.isShown).toBe(true)
  })

  it('works before the engine has spoken', () => {
    const { close, quit } = setUp({ hasTray: false, state: undefined })
    close()
    expect(quit).toHaveBeenCalledTimes(1)
  })
})
