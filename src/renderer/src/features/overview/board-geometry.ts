/** Measures of the picture, in px. */
export const ROW = 24
export const GROUP_GAP = 12
export const CARD_GAP = 12
export const EDGE = 6
export const FULL_CARD = 78
export const SMALL_CARD = 62
export const LINE_CARD = 28
export const LINE_GAP = 4
/** Between groups of rows beside cards of one line. */
export const LINE_GROUP_GAP = 6
export const PLUG = 10
/** Above the picture while it shows groups of servers or the inside of one. */
export const STRIP = 36

const WIDE_BOARD = 700
const NARROW_BOARD = 480

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

/** @param kind a column of rows with an IP each, or of fields with a dot for each client */
export function columnsOf(width: number, kind: 'rows' | 'fields' = 'rows'): Columns {
  const isWide = width >= WIDE_BOARD
  const [pad, rows, fields, cardWidth] = isWide
    ? [16, 164, 286, 276]
    : width >= NARROW_BOARD
      ? [12, 140, 172, 198]
      : [8, 128, 128, 150]
  return { isWide, pad, left: pad + (kind === 'rows' ? rows : fields), right: width - pad - cardWidth, cardWidth }
}

/** One cubic, level at both ends. */
export function curve(x0: number, y0: number, x1: number, y1: number): string {
  const dx = x1 - x0
  return `M${x0} ${y0}C${x0 + 0.46 * dx} ${y0} ${x1 - 0.5 * dx} ${y1} ${x1} ${y1}`
}

/** Heights of the jacks of a card with so many cords, from the top. */
export function jacks(top: number, height: number, count: number): number[] {
  return spread(top, height, count, 11, Math.min(20, height / 2))
}

/** Puts so many points around the middle of a height, at most `pitch` apart, and keeps `margin` free in all. */
export function spread(top: number, height: number, count: number, pitch: number, margin: number): number[] {
  const step = count < 2 ? 0 : Math.min(pitch, Math.max(0, height - margin) / (count - 1))
  const middle = top + height / 2
  return Array.from({ length: count }, (_, index) => middle + (index - (count - 1) / 2) * step)
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
