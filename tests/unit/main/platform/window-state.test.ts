import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  clampBounds,
  createWindowStateKeeper,
  readWindowState,
  type WindowStateKeeper,
} from '../../../../src/main/platform/window-state'
import { BrowserWindow as FakeWindow, recorder } from '../../../support/electron-mock'

const SCREEN = { x: 0, y: 0, width: 1920, height: 1080 }
const LEFT_SCREEN = { x: -1600, y: 0, width: 1600, height: 900 }
const saved = (x: number, y: number, width: number, height: number) => ({ x, y, width, height, isMaximized: false })

describe('the bounds of a new window', () => {
  it.each([
    ['stay as they were', saved(100, 50, 1200, 700), [SCREEN], { x: 100, y: 50, width: 1200, height: 700 }],
    [
      'stay on the second display',
      saved(-1500, 0, 1000, 700),
      [SCREEN, LEFT_SCREEN],
      { x: -1500, y: 0, width: 1000, height: 700 },
    ],
    ['have no place when that display is gone', saved(-1500, 0, 1000, 700), [SCREEN], { width: 1000, height: 700 }],
    ['are moved back inside', saved(1600, 900, 1200, 700), [SCREEN], { x: 720, y: 380, width: 1200, height: 700 }],
    ['shrink to the display', saved(0, 0, 4000, 3000), [SCREEN], { x: 0, y: 0, width: 1920, height: 1080 }],
    [
      'grow to the smallest size that works',
      saved(10, 10, 300, 200),
      [SCREEN],
      { x: 10, y: 10, width: 960, height: 600 },
    ],
    [
      'begin at the corner of a display that is too small',
      saved(5, 5, 960, 600),
      [{ x: 0, y: 0, width: 800, height: 500 }],
      { x: 0, y: 0, width: 960, height: 600 },
    ],
    ['are 1280 by 800 the first time', undefined, [SCREEN], { width: 1280, height: 800 }],
  ])('%s', (_what, state, areas, bounds) => {
    expect(clampBounds(state, areas)).toEqual(bounds)
  })
})

describe('the remembered place of the window', () => {
  let dir: string
  let file: string
  let log: ReturnType<typeof vi.fn<(line: string) => void>>

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'window-'))
    file = join(dir, 'window-state.json')
    log = recorder()
  })

  afterEach(() => rm(dir, { recursive: true }))

  function watched(): { keeper: WindowStateKeeper; window: FakeWindow } {
    const keeper = createWindowStateKeeper(file, log)
    const window = new FakeWindow()
    window.isShown = true
    keeper.watch(window as unknown as BrowserWindow)
    return { keeper, window }
  }

  it('is written and read again', async () => {
    const { keeper, window } = watched()
    window.emit('resize')
    await keeper.flush()
    expect(await readWindowState(file)).toEqual({ x: 10, y: 20, width: 1000, height: 700, isMaximized: false })
  })

  it('is written by itself a moment after the last change', async () => {
    vi.useFakeTimers()
    const { window } = watched()
    window.emit('move')
    await vi.advanceTimersByTimeAsync(400)
    window.bounds = { ...window.bounds, x: 99 }
    window.emit('move')
    await vi.advanceTimersByTimeAsync(499)
    expect(await readWindowState(file)).toBeUndefined()
    await vi.advanceTimersByTimeAsync(1)
    vi.useRealTimers()
    await vi.waitFor(async () => expect(await readWindowState(file)).toMatchObject({ x: 99 }))
  })

  it('is the place before it was maximised, and that it was', async () => {
    const { keeper, window } = watched()
    window.getBounds = () => ({ x: 0, y: 0, width: 1920, height: 1080 })
    window.maximize()
    await keeper.flush()
    expect(await readWindowState(file)).toEqual({ x: 10, y: 20, width: 1000, height: 700, isMaximized: true })
  })

  it.each(['isShown', 'isSmall', 'isFull'] as const)(
    'is not what the window has while it is out of sight (%s)',
    async (field) => {
      const { keeper, window } = watched()
      window[field] = field !== 'isShown'
      window.emit('resize')
      await keeper.flush()
      expect(await readWindowState(file)).toBeUndefined()
    },
  )

  it.each(['', '{', '[]', '{"x":1}', '{"x":1.5,"y":0,"width":1,"height":1,"isMaximized":false}'])(
    'is as good as none when the file holds %j',
    async (content) => {
      await writeFile(file, content)
      expect(await readWindowState(file)).toBeUndefined()
    },
  )

  it('may be impossible to write, which is logged', async () => {
    const keeper = createWindowStateKeeper(join(dir, 'no', 'such', 'folder.json'), log)
    const window = new FakeWindow()
    window.isShown = true
    keeper.watch(window as unknown as BrowserWindow)
    window.emit('move')
    await keeper.flush()
    expect(log).toHaveBeenCalledWith(expect.stringContaining('window state not saved'))
  })

  it('is not written when nothing changed', async () => {
    await watched().keeper.flush()
    await expect(readFile(file)).rejects.toThrow('ENOENT')
  })
})
