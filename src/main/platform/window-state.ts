import { readFile } from 'node:fs/promises'
import type { BrowserWindow, Rectangle } from 'electron'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'

export const MIN_SIZE = { width: 960, height: 600 } as const
export const DEFAULT_SIZE = { width: 1280, height: 800 } as const

const SAVE_DELAY_MS = 500
/** So much of the window must lie on a display that the person can take hold of it. */
const MIN_VISIBLE = { width: 200, height: 80 } as const

const windowStateSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  isMaximized: z.boolean(),
})
export type WindowState = z.infer<typeof windowStateSchema>

/** The bounds to open with: without a position the system chooses one. */
export interface InitialBounds {
  readonly x?: number
  readonly y?: number
  readonly width: number
  readonly height: number
}

/** Reads the file; anything unreadable is as good as no file, for a window's place is not precious. */
export async function readWindowState(file: string): Promise<WindowState | undefined> {
  try {
    const parsed = windowStateSchema.safeParse(JSON.parse(await readFile(file, 'utf8')))
    return parsed.data
  } catch {
    // No file, or a damaged one: the default place will do.
    return undefined
  }
}

/** Fits remembered bounds to the displays of today, given as their work areas. */
export function clampBounds(saved: WindowState | undefined, workAreas: readonly Rectangle[]): InitialBounds {
  if (saved === undefined) return DEFAULT_SIZE
  const home = workAreas.find((area) => isGraspable(saved, area))
  const width = Math.max(MIN_SIZE.width, Math.min(saved.width, home?.width ?? DEFAULT_SIZE.width))
  const height = Math.max(MIN_SIZE.height, Math.min(saved.height, home?.height ?? DEFAULT_SIZE.height))
  if (home === undefined) return { width, height }
  return {
    x: clamp(saved.x, home.x, home.x + home.width - width),
    y: clamp(saved.y, home.y, home.y + home.height - height),
    width,
    height,
  }
}

function isGraspable(bounds: Rectangle, area: Rectangle): boolean {
  const right = Math.min(bounds.x + bounds.width, area.x + area.width)
  const bottom = Math.min(bounds.y + bounds.height, area.y + area.height)
  const isWide = right - Math.max(bounds.x, area.x) >= MIN_VISIBLE.width
  return isWide && bottom - Math.max(bounds.y, area.y) >= MIN_VISIBLE.height
}

/** The lower end wins where the window is larger than the display. */
function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high))
}

/** Remembers where a window was. */
export interface WindowStateKeeper {
  /** Follows this window from now on. */
  watch(window: BrowserWindow): void
  /** Writes what waits to be written. */
  flush(): Promise<void>
}

/** Saves half a second after the last change, and only bounds that the person chose. */
export function createWindowStateKeeper(file: string, log: (line: string) => void): WindowStateKeeper {
  let timer: NodeJS.Timeout | undefined
  let pending: WindowState | undefined

  const write = async (): Promise<void> => {
    clearTimeout(timer)
    const state = pending
    pending = undefined
    if (state === undefined) return
    await writeFileAtomic(file, `${JSON.stringify(state)}\n`).catch((error: Error) =>
      log(`window state not saved: ${error.message}`),
    )
  }

  return {
    watch: (window) => {
      const note = (): void => {
        if (!window.isVisible() || window.isMinimized() || window.isFullScreen()) return
        const isMaximized = window.isMaximized()
        pending = { ...(isMaximized ? window.getNormalBounds() : window.getBounds()), isMaximized }
        clearTimeout(timer)
        timer = setTimeout(() => void write(), SAVE_DELAY_MS)
      }
      window.on('resize', note)
      window.on('move', note)
      window.on('maximize', note)
      window.on('unmaximize', note)
    },
    flush: write,
  }
}
