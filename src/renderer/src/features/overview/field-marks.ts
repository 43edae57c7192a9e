import type { Level } from './levels'

/** A dot for clients, a frame for each server: neither is taken for the other. */
export type Mark = 'dot' | 'frame'

/** Where marks are drawn, and how far apart. */
export interface Paper {
  readonly context: CanvasRenderingContext2D
  readonly columns: number
  readonly pitch: number
  /** Knows the hue, and the colours of the theme. */
  readonly style: CSSStyleDeclaration
}

const OPACITY = [0.3, 0.62, 1] as const
/** A smaller frame has no inside. */
const LEAST_FRAME = 5

/** Draws one mark for each level, row by row, and a ring around one of them. */
export function drawField(paper: Paper, levels: readonly Level[], mark: Mark, ringed: number | undefined): void {
  const { context, columns, pitch, style } = paper
  const side = pitch > 4 ? pitch - 1 : pitch * (2 / 3)
  const draw = { dot: drawDot, frame: drawFrame }[mark]
  context.fillStyle = style.getPropertyValue('--hue')
  for (const [index, level] of levels.entries()) {
    const x = (index % columns) * pitch
    const y = Math.floor(index / columns) * pitch
    context.strokeStyle = style.getPropertyValue(level === 'down' ? '--cs-bad' : '--hue')
    if (level === 'down') drawCross(context, x, y, side)
    else draw(context, x, y, side, OPACITY[level])
  }
  if (ringed !== undefined) {
    drawRing(paper, (ringed % columns) * pitch + side / 2, Math.floor(ringed / columns) * pitch + side / 2, side)
  }
}

function drawDot(context: CanvasRenderingContext2D, x: number, y: number, side: number, opacity: number): void {
  context.globalAlpha = opacity
  circle(context, x + side / 2, y + side / 2, side / 2)
  context.fill()
  context.globalAlpha = 1
}

function drawFrame(context: CanvasRenderingContext2D, x: number, y: number, side: number, opacity: number): void {
  context.globalAlpha = opacity
  context.fillRect(x, y, side, side)
  context.globalAlpha = 1
  if (side >= LEAST_FRAME) context.strokeRect(x + 0.5, y + 0.5, side - 1, side - 1)
}

function drawCross(context: CanvasRenderingContext2D, x: number, y: number, side: number): void {
  context.beginPath()
  context.moveTo(x + 0.5, y + 0.5)
  context.lineTo(x + side - 0.5, y + side - 0.5)
  context.moveTo(x + side - 0.5, y + 0.5)
  context.lineTo(x + 0.5, y + side - 0.5)
  context.stroke()
}

/** In the colour of the text, with a clear edge: it has to be found among a thousand dots. */
function drawRing({ context, style }: Paper, x: number, y: number, side: number): void {
  const radius = Math.max(4, side / 2 + 1.5)
  for (const [token, width] of [
    ['--cs-surface', 4],
    ['--cs-text', 1.75],
  ] as const) {
    context.strokeStyle = style.getPropertyValue(token)
    context.lineWidth = width
    circle(context, x, y, radius)
    context.stroke()
  }
  context.lineWidth = 1
}

function circle(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
}
