import { describe, expect, it } from 'vitest'
import { between, createRandom, oneOf } from '../../../../src/main/demo/random'

function numbers(seed: number): number[] {
  const random = createRandom(seed)
  return Array.from({ length: 1000 }, () => random())
}

describe('the chance of the demo', () => {
  it('is the same for the same seed and another one for another', () => {
    expect(numbers(7)).toEqual(numbers(7))
    expect(numbers(7)).not.toEqual(numbers(8))
  })

  it('is spread from 0 up to 1', () => {
    const drawn = numbers(3)
    expect(drawn.every((number) => number >= 0 && number < 1)).toBe(true)
    for (let tenth = 0; tenth < 10; tenth++) {
      expect(drawn.filter((number) => Math.floor(number * 10) === tenth).length).toBeGreaterThan(60)
    }
  })

  it('stays within what was asked for', () => {
    const random = createRandom(5)
    const drawn = Array.from({ length: 200 }, () => between(random, 10, 20))
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(10)
    expect(Math.max(...drawn)).toBeLessThan(20)
    expect(new Set(Array.from({ length: 50 }, () => oneOf(random, ['a', 'b', 'c'])))).toEqual(new Set(['a', 'b', 'c']))
  })
})
