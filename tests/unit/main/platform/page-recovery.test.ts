import type { BrowserWindow } from 'electron'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type PageTrouble, watchPage } from '../../../../src/main/platform/page-recovery'
import { BrowserWindow as FakeWindow } from '../../../support/electron-mock'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function watched() {
  const window = new FakeWindow()
  const troubles: PageTrouble[] = []
  watchPage(window as unknown as BrowserWindow, 'panel://app/', (trouble) => troubles.push(trouble))
  const die = (): void => {
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 11 })
  }
  return { window, troubles, die }
}

describe('a page whose process died', () => {
  it('is loaded again after a moment, and its reason is told', async () => {
    const { window, troubles, die } = watched()
    die()
    expect(window.loadURL).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(250)
    expect(window.loadURL).toHaveBeenCalledWith('panel://app/')
    expect(troubles[0]?.line).toBe("the page's process is gone: crashed (exit code 11)")
  })

  it('is given up after three times within a minute, until somebody asks for it', async () => {
    const { window, troubles, die } = watched()
    for (let i = 0; i < 4; i++) {
      die()
      await vi.advanceTimersByTimeAsync(5_000)
    }
    expect(window.loadURL).toHaveBeenCalledTimes(3)
    expect(troubles.map(({ isGivenUp }) => isGivenUp)).toEqual([false, false, false, true])
    troubles[3]?.reload()
    expect(window.loadURL).toHaveBeenCalledTimes(4)
  })

  it('waits longer each time', async () => {
    const { window, die } = watched()
    die()
    await vi.advanceTimersByTimeAsync(250)
    die()
    await vi.advanceTimersByTimeAsync(499)
    expect(window.loadURL).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(window.loadURL).toHaveBeenCalledTimes(2)
  })

  it('gets its three times back after a minute', async () => {
    const { window, die } = watched()
    for (let i = 0; i < 6; i++) {
      die()
      await vi.advanceTimersByTimeAsync(20_001)
    }
    expect(window.loadURL).toHaveBeenCalledTimes(6)
  })

  it('is left alone when it ended by itself, or its window is gone', async () => {
    const { window, troubles, die } = watched()
    window.webContents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 })
    expect(troubles).toEqual([])
    die()
    window.destroy()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(window.loadURL).not.toHaveBeenCalled()
  })
})

describe('a page that could not be loaded', () => {
  it.each([
    ['is loaded again', -105, true, 1],
    ['is left to the load that replaced it', -3, true, 0],
    ['is none of our business when it was a frame inside', -105, false, 0],
  ])('%s', async (_what, code, isMainFrame, loads) => {
    const { window } = watched()
    window.webContents.emit('did-fail-load', {}, code, 'ERR', 'panel://app/', isMainFrame)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(window.loadURL).toHaveBeenCalledTimes(loads)
  })
})
