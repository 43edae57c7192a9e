import type { PanelActivity, PanelState } from '@shared/model/panel-snapshot'
import type { BrowserWindow } from 'electron'
import { describe, expect, it } from 'vitest'
import { publishState } from '../../../../src/main/platform/state-publisher'
import { BrowserWindow as FakeWindow, recorder } from '../../../support/electron-mock'
import { panelState } from './panel-state'

const ACTIVITY: PanelActivity = {
  routes: [],
  dropped: 0,
  clients: [],
  forgotten: [],
  counts: { requests: 1, errors: 0, activeRequests: 0, openSockets: 0, bytesUp: 0, bytesDown: 0, clients: 0 },
}

function setUp() {
  const state = new Set<(state: PanelState) => void>()
  const activity = new Set<(activity: PanelActivity) => void>()
  const setWatched = recorder()
  const window = new FakeWindow()
  const audience = {
    current: window as unknown as BrowserWindow | undefined,
    get isVisible() {
      return this.current !== undefined && window.isShown && !window.isSmall
    },
  }
  const visibilityChanged = publishState(
    {
      state: panelState({ revision: 9 }),
      onState: (listener) => {
        state.add(listener)
        return () => state.delete(listener)
      },
      onActivity: (listener) => {
        activity.add(listener)
        return () => activity.delete(listener)
      },
      setWatched,
    },
    audience,
  )
  const publish = (): void => {
    for (const listener of state) listener(panelState())
    for (const listener of activity) listener(ACTIVITY)
  }
  return { window, audience, visibilityChanged, publish, setWatched, send: window.webContents.send }
}

describe('what the engine says', () => {
  it('goes to the window while it can be seen', () => {
    const { window, publish, send } = setUp()
    window.isShown = true
    publish()
    expect(send.mock.calls).toEqual([
      ['panel:state', panelState()],
      ['panel:activity', ACTIVITY],
    ])
  })

  it.each(['hidden', 'minimised', 'gone', 'destroyed', 'crashed'])('goes nowhere while the window is %s', (how) => {
    const { window, audience, publish, send } = setUp()
    window.isShown = how !== 'hidden'
    window.isSmall = how === 'minimised'
    if (how === 'gone') audience.current = undefined
    if (how === 'destroyed') window.webContents.isDestroyed.mockReturnValue(true)
    if (how === 'crashed') window.webContents.isCrashed.mockReturnValue(true)
    publish()
    expect(send).not.toHaveBeenCalled()
  })
})

describe('a window that comes into sight', () => {
  it('is told the present state at once', () => {
    const { window, visibilityChanged, send } = setUp()
    visibilityChanged()
    expect(send).not.toHaveBeenCalled()
    window.isShown = true
    visibilityChanged()
    expect(send.mock.calls).toEqual([['panel:state', panelState({ revision: 9 })]])
  })
})

describe('the engine', () => {
  it('is told whether somebody can see the window', () => {
    const { window, visibilityChanged, setWatched } = setUp()
    window.isShown = true
    visibilityChanged()
    expect(setWatched).toHaveBeenLastCalledWith(true)
    window.isSmall = true
    visibilityChanged()
    expect(setWatched).toHaveBeenLastCalledWith(false)
  })
})
