import { QrCode } from '@renderer/features/status/qr-code'
import { render } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { type Modules, readQr } from '../../support/qr-reader'
import '@renderer/words'

/** What the drawing shows: the dark runs of the second path, and the quiet zone around them. */
function draw(url: string, quietZone: number): { modules: Modules; margins: number[]; size: number } {
  const { container, unmount } = render(<QrCode url={url} size={232} quietZone={quietZone} />)
  const size = Number(container.querySelector('svg')?.getAttribute('viewBox')?.split(' ')[2])
  const dark = container.querySelectorAll('path')[1]?.getAttribute('d') ?? ''
  unmount()
  const runs = [...dark.matchAll(/M(\d+)[ ,](\d+) ?h(\d+)v1H\d+z/g)].map((run) => run.slice(1).map(Number))
  const grid = Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  for (const [x = 0, y = 0, length = 0] of runs) grid[y]?.fill(true, x, x + length)
  const inside = size - 2 * quietZone
  return {
    size,
    modules: grid.slice(quietZone, -quietZone).map((row) => row.slice(quietZone, -quietZone)),
    margins: runs.flatMap(([x = 0, y = 0, length = 0]) => [x, y, size - x - length, size - 1 - y, inside]),
  }
}

describe('the code to scan', () => {
  it.each([
    'http://10.0.0.7:80',
    'http://192.168.1.20:8800',
    'http://192.168.100.200:65535',
    'http://[fd12:3456:789a::7]:8800',
  ])('reads as the address: %s', (url) => {
    expect(readQr(draw(url, 4).modules)).toBe(url)
    expect(readQr(draw(url, 2).modules)).toBe(url)
  })

  it.each([2, 4])('leaves its quiet zone of %i modules free', (quietZone) => {
    const { margins } = draw('http://192.168.1.20:8800', quietZone)
    expect(Math.min(...margins)).toBe(quietZone)
  })

  it('has modules of whole pixels where it is small: 58 px for 29 of them', () => {
    expect(58 / draw('http://192.168.1.20:8800', 2).size).toBe(2)
  })

  it('says what it is to those who cannot see it, and is dark on white in either theme', () => {
    const { container } = render(<QrCode url="http://192.168.1.20:8800" size={232} quietZone={4} />)
    expect(container.querySelector('title')?.textContent).toBe('QR code of http://192.168.1.20:8800')
    expect([...container.querySelectorAll('path')].map((path) => path.getAttribute('fill'))).toEqual([
      '#FFFFFF',
      '#000000',
    ])
  })
})
