import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { installLifecycle, type Lifecycle } from '../../../../src/main/platform/lifecycle'
import { app, recorder, resetElectron, spied } from '../../../support/electron-mock'

vi.mock('electron', () => import('../../../support/electron-mock'))

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

beforeEach(() => {
  resetElectron()
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

interface SetUp {
  lifecycle: Lifecycle
  dispose: ReturnType<typeof vi.fn>
  onError: ReturnType<typeof vi.fn>
  onActivate: ReturnType<typeof vi.fn>
  /** Emits a signal to the handlers of the lifecycle only, not to those of the test runner. */
  signal: (name: string) => void
  /** Asks to quit as Electron does; true when the app was held. */
  askToQuit: () => boolean
}

function setUp(dispose: () => Promise<void> = async () => undefined, hasTray = true): SetUp {
  const handlers = new Map<string, () => void>()
  const on = vi.spyOn(process, 'on').mockImplementation((name, listener) => {
    handlers.set(String(name), listener as () => void)
    return process
  })
  const mocks = { dispose: spied(dispose), onError: recorder(), onActivate: recorder() }
  const lifecycle = installLifecycle({ ...mocks, hasTray: () => hasTray })
  on.mockRestore()
  return {
    lifecycle,
    ...mocks,
    signal: (name) => handlers.get(name)?.(),
    askToQuit: () => {
      const preventDefault = recorder()
      app.emit('before-quit', { preventDefault })
      return preventDefault.mock.calls.length > 0
    },
  }
}

describe('quitting', () => {
  it('is held until everything is released, and then ends the app', async () => {
    let release: () => void = () => undefined
    const { askToQuit, lifecycle } = setUp(
      () =>
        new Promise((resolve) => {
          release = resolve
        }),
    )
    expect(lifecycle.isQuitting).toBe(false)
    expect(askToQuit()).toBe(true)
    expect(lifecycle.isQuitting).toBe(true)
    await vi.advanceTimersByTimeAsync(100)
    expect(app.exit).not.toHaveBeenCalled()
    release()
    await vi.advanceTimersByTimeAsync(0)
    expect(app.exit).toHaveBeenCalledWith(0)
  })

  it('ends the app when the deadline has passed, whatever still hangs', async () => {
    const { askToQuit } = setUp(() => new Promise(() => undefined))
    askToQuit()
    await vi.advanceTimersByTimeAsync(5_999)
    expect(app.exit).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(app.exit).toHaveBeenCalledWith(0)
  })

  it('ends the app at once when it is asked for a second time', () => {
    const { askToQuit, dispose } = setUp(() => new Promise(() => undefined))
    askToQuit()
    askToQuit()
    expect(app.exit).toHaveBeenCalledWith(0)
    expect(dispose).toHaveBeenCalledTimes(1)
  })

  it('is not stopped by an error, which is told', async () => {
    const broken = new Error('a file would not close')
    const { askToQuit, onError } = setUp(() => Promise.reject(broken))
    askToQuit()
    await vi.advanceTimersByTimeAsync(0)
    expect(onError).toHaveBeenCalledWith(broken)
    expect(app.exit).toHaveBeenCalledWith(0)
  })

  it.each(SIGNALS)('takes the same way after %s', (name) => {
    setUp().signal(name)
    expect(app.quit).toHaveBeenCalledTimes(1)
  })

  it('does not happen because the window was closed into the tray', () => {
    setUp()
    app.emit('window-all-closed')
    expect(app.quit).not.toHaveBeenCalled()
  })

  it('happens when the last window is gone and no tray is there', () => {
    setUp(undefined, false)
    app.emit('window-all-closed')
    expect(app.quit).toHaveBeenCalledTimes(1)
  })
})

describe('the end of the session', () => {
  it('begins to release things and does not stand in the way of the system', async () => {
    const { lifecycle, dispose, askToQuit } = setUp()
    lifecycle.endSession()
    expect(dispose).toHaveBeenCalledTimes(1)
    expect(lifecycle.isQuitting).toBe(true)
    expect(askToQuit()).toBe(false)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(app.exit).not.toHaveBeenCalled()
  })
})

describe('the icon in the dock', () => {
  it('brings the window back', () => {
    const { onActivate } = setUp()
    app.emit('activate')
    expect(onActivate).toHaveBeenCalledTimes(1)
  })
})
