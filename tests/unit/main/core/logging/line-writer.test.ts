import { describe, expect, it } from 'vitest'
import { LineWriter } from '../../../../../src/main/core/logging/line-writer'

/** A reader that the test lets wait or go on. */
function createReader() {
  const texts: string[] = []
  const waiting: (() => void)[] = []
  let isStuck = false
  return {
    texts,
    get lines() {
      return texts.join('').split('\n').slice(0, -1)
    },
    write: (text: string) => {
      texts.push(text)
      return isStuck ? new Promise<void>((resolve) => waiting.push(resolve)) : Promise.resolve()
    },
    getStuck() {
      isStuck = true
    },
    goOn() {
      isStuck = false
      for (const resolve of waiting.splice(0)) resolve()
    },
  }
}

const neverFails = (error: unknown): never => {
  throw error
}

describe('lines on their way', () => {
  it('arrive in order, each with its line end', async () => {
    const reader = createReader()
    const writer = new LineWriter(reader.write, neverFails)
    for (let line = 1; line <= 1000; line++) writer.add(`line ${line}`)
    await writer.flush()
    expect(reader.lines).toEqual(Array.from({ length: 1000 }, (_, index) => `line ${index + 1}`))
    expect(reader.texts.at(-1)?.endsWith('\n')).toBe(true)
  })

  it('go out together when they came together', async () => {
    const reader = createReader()
    const writer = new LineWriter(reader.write, neverFails)
    writer.add('a')
    writer.add('b')
    expect(reader.texts).toEqual([])
    await writer.flush()
    writer.add('c')
    await writer.flush()
    expect(reader.texts).toEqual(['a\nb\n', 'c\n'])
  })

  it('are written one text at a time, so that slow ones do not overtake each other', async () => {
    const reader = createReader()
    reader.getStuck()
    const writer = new LineWriter(reader.write, neverFails)
    writer.add('a')
    await new Promise(setImmediate)
    writer.add('b')
    await new Promise(setImmediate)
    expect(reader.texts).toEqual(['a\n'])
    reader.goOn()
    await writer.flush()
    expect(reader.texts).toEqual(['a\n', 'b\n'])
  })

  it('are nothing to wait for when there are none', async () => {
    const reader = createReader()
    await new LineWriter(reader.write, neverFails).flush()
    expect(reader.texts).toEqual([])
  })
})

describe('a reader that is stuck', () => {
  it('costs a bounded amount of memory, and hears afterwards how many lines it missed', async () => {
    const reader = createReader()
    reader.getStuck()
    const writer = new LineWriter(reader.write, neverFails)
    writer.add('first')
    await new Promise(setImmediate)
    const line = 'x'.repeat(999)
    for (let count = 0; count < 5000; count++) writer.add(line)
    reader.goOn()
    await writer.flush()
    const kept = reader.lines.filter((each) => each === line).length
    expect(reader.texts.join('').length).toBeLessThan(1_100_000)
    expect(kept).toBeGreaterThan(1000)
    expect(reader.lines.at(-1)).toBe(`[LoadBalancer] ${5000 - kept} lines left out`)
    writer.add('and on')
    await writer.flush()
    expect(reader.lines.at(-1)).toBe('and on')
  })

  it('hears of a line that is too long for any reader', async () => {
    const reader = createReader()
    const writer = new LineWriter(reader.write, neverFails)
    writer.add('x'.repeat(2_000_000))
    await writer.flush()
    expect(reader.lines).toEqual(['[LoadBalancer] 1 lines left out'])
  })
})

describe('a write that fails', () => {
  it('is told, loses its own lines, and does not keep later ones from being written', async () => {
    const errors: unknown[] = []
    const written: string[] = []
    const full = new Error('disk full')
    const writer = new LineWriter(
      async (text) => {
        if (text.startsWith('lost')) throw full
        written.push(text)
      },
      (error) => errors.push(error),
    )
    writer.add('lost')
    await writer.flush()
    writer.add('kept')
    await writer.flush()
    expect(errors).toEqual([full])
    expect(written).toEqual(['kept\n'])
  })
})
