import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { hueVariables } from '../../components/server-swatch'
import type { Level } from './levels'

interface FieldProps {
  readonly levels: readonly Level[]
  readonly width: number
  readonly height: number
  /** From one mark to the next, in px. */
  readonly pitch: number
  /** Decides the hue. */
  readonly number: number
}

const OPACITY = [0.3, 0.62, 1] as const

/** A field of small squares, row by row: thousands of them are too many for elements. */
export function Field({ levels, width, height, pitch, number }: FieldProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const scheme = useComputedColorScheme()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours that are read are those of the scheme
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (canvas.current === null || context === null || context === undefined) return
    const scale = devicePixelRatio
    canvas.current.width = Math.round(width * scale)
    canvas.current.height = Math.round(height * scale)
    context.scale(scale, scale)
    draw(context, levels, Math.max(1, Math.floor(width / pitch)), pitch, getComputedStyle(canvas.current))
  }, [levels, width, height, pitch, number, scheme])
  return <canvas ref={canvas} aria-hidden="true" style={{ ...hueVariables(number), width, height, display: 'block' }} />
}

function draw(
  context: CanvasRenderingContext2D,
  levels: readonly Level[],
  columns: number,
  pitch: number,
  style: CSSStyleDeclaration,
): void {
  const side = pitch > 4 ? pitch - 1 : pitch * (2 / 3)
  context.fillStyle = style.getPropertyValue('--hue')
  context.strokeStyle = style.getPropertyValue('--cs-bad')
  for (const [index, level] of levels.entries()) {
    const x = (index % columns) * pitch
    const y = Math.floor(index / columns) * pitch
    if (level === 'down') {
      context.beginPath()
      context.moveTo(x + 0.5, y + 0.5)
      context.lineTo(x + side - 0.5, y + side - 0.5)
      context.moveTo(x + side - 0.5, y + 0.5)
      context.lineTo(x + 0.5, y + side - 0.5)
      context.stroke()
    } else {
      context.globalAlpha = OPACITY[level]
      context.fillRect(x, y, side, side)
      context.globalAlpha = 1
    }
  }
}
