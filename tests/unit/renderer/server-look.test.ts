import { readFileSync } from 'node:fs'
import { ICON_NAMES } from '@renderer/components/icon'
import { hueOf, shapeOf } from '@renderer/components/server-swatch'
import { describe, expect, it } from 'vitest'

describe('the look of a server', () => {
  it('has ten hues, which then repeat with another shape', () => {
    expect([1, 10, 11, 20, 21, 31, 2000].map(hueOf)).toEqual([1, 10, 1, 10, 1, 1, 10])
    expect([1, 10].map(shapeOf)).toEqual(['square', 'square'])
    expect([11, 20].map(shapeOf)).toEqual(['circle', 'circle'])
    expect([21, 30].map(shapeOf)).toEqual(['diamond', 'diamond'])
    expect([31, 2000].map(shapeOf)).toEqual(['hexagon', 'hexagon'])
  })
})

describe('the icons', () => {
  it.each(ICON_NAMES)('have a shape: %s', (name) => {
    const sprite = readFileSync('src/renderer/src/styles/icons.svg', 'utf8')
    expect(sprite).toContain(`<symbol id="icon-${name}"`)
  })
})
