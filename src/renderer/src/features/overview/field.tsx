import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { hueVariables } from '../../components/server-swatch'
import { drawField, type Mark } from './field-marks'
import type { Level } from './levels'

interface FieldProps {
  readonly levels: readonly Level[]
  readonly width: number
  readonly height: number
  /** From one mark to the next, in px. */
  readonly pitch: number
  /** Decides the hue. */
  readonly number: number
  readonly mark: Mark
  /** Index of the one that stands out with a ring. */
  readonly ringed?: number | undefined
}

/** What a ring takes around a mark that lies at the edge. */
const RING = 6

/** A field of small marks, row by row: thousands of them are too many for elements. */
export function Field({ levels, width, height, pitch, number, mark, ringed }: FieldProps) {
  const margin = ringed === undefined ? 0 : RING
  const canvas = useRef<HTMLCanvasElement>(null)
  const scheme = useComputedColorScheme()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours that are read are those of the scheme
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (canvas.current === null || context === null || context === undefined) return
    const scale = devicePixelRatio
    canvas.current.width = Math.round((width + 2 * margin) * scale)
    canvas.current.height = Math.round((height + 2 * margin) * scale)
    context.setTransform(scale, 0, 0, scale, margin * scale, margin * scale)
    const columns = Math.max(1, Math.floor(width / pitch))
    drawField({ context, columns, pitch, style: getComputedStyle(canvas.current) }, levels, mark, ringed)
  }, [levels, width, height, pitch, number, mark, ringed, margin, scheme])
  const size = { width: width + 2 * margin, height: height + 2 * margin, margin: -margin }
  return (
    <canvas
      ref={canvas}
      aria-hidden="true"
      style={{ ...hueVariables(number), ...size, display: 'block' }}
      data-ringed={ringed}
    />
  )
}
