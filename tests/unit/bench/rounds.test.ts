import { describe, expect, test } from 'vitest'
import { inTurns, untilEnough } from '../../../bench/rounds.mjs'

/** Counts up from 1. */
function counter() {
  let count = 0
  return async () => {
    count += 1
    return count
  }
}

describe('the rounds of a bench', () => {
  test('measure A B C A B C, one at a time, and do not count the first round', async () => {
    const order: string[] = []
    let underWay = 0
    const samples = await inTurns(2, ['a', 'b', 'c'], async (name) => {
      underWay += 1
      expect(underWay).toBe(1)
      await Promise.resolve()
      order.push(name)
      underWay -= 1
      return order.length
    })
    expect(order.join('')).toBe('abcabcabc')
    expect(samples).toEqual({ a: [4, 7], b: [5, 8], c: [6, 9] })
  })

  test('end with the first measurement that fails', async () => {
    const measured: string[] = []
    const run = inTurns(1, ['a', 'b'], async (name) => {
      measured.push(name)
      throw new Error(`${name} is gone`)
    })
    await expect(run).rejects.toThrow('a is gone')
    expect(measured).toEqual(['a'])
  })
})

describe('a bound', () => {
  test.for([
    ['is measured once when that is enough', 1, 1],
    ['is measured again until it is enough', 2, 2],
    ['is measured at most so often', 9, 3],
  ] as const)('%s', async ([, enough, expected]) => {
    expect(await untilEnough(3, counter(), (count) => count >= enough)).toBe(expected)
  })
})
