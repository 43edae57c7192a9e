/** Measures of the picture, in px. */
export const ROW = 24
export const GROUP_GAP = 12
export const CARD_GAP = 12
export const EDGE = 6
export const FULL_CARD = 78
export const SMALL_CARD = 62
export const LINE_CARD = 28
export const LINE_GAP = 4
export const BUCKETS = 10
export const MAX_BUCKET_CARD = 56
export const PLUG = 10

const WIDE_BOARD = 700

/** The three columns: clients, the bay with the cords, servers. */
export interface Columns {
  readonly isWide: boolean
  readonly pad: number
  /** Where the sockets sit: the left line of the bay. */
  readonly left: number
  /** Where the plugs end: the right line of the bay and the edge of the cards. */
  readonly right: number
  readonly cardWidth: number
}

export function columnsOf(width: number): Columns {
  const isWide = width >= WIDE_BOARD
  const [pad, clients, cardWidth] = isWide ? [16, 164, 276] : [12, 140, 198]
  return { isWide, pad, left: pad + clients, right: width - pad - cardWidth, cardWidth }
}

/** One cubic, level at both ends. */
export function curve(x0: number, y0: number, x1: number, y1: number): string {
  const dx = x1 - x0
  return `M${x0} ${y0}C${x0 + 0.46 * dx} ${y0} ${x1 - 0.5 * dx} ${y1} ${x1} ${y1}`
}

/** Heights of the jacks of a card with so many cords, from the top. */
export function jacks(top: number, height: number, count: number): number[] {
  const pitch = count < 2 ? 0 : Math.min(11, Math.max(0, height - 20) / (count - 1))
  const middle = top + height / 2
  return Array.from({ length: count }, (_, index) => middle + (index - (count - 1) / 2) * pitch)
}

/** Stacks boxes of these heights with gaps between them; answers where each begins, and the height of all. */
export function stack(heights: readonly number[], gap: number): { tops: number[]; height: number } {
  const tops: number[] = []
  let next = 0
  for (const height of heights) {
    tops.push(next)
    next += height + gap
  }
  return { tops, height: Math.max(0, next - gap) }
}
