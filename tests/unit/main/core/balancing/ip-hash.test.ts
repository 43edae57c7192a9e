import { describe, expect, it } from 'vitest'
import { classicHash } from '../../../../../src/main/core/balancing/strategies/ip-hash'

describe('the classic hash', () => {
  it.each([
    ['', 0],
    ['a', 97],
    ['ab', 97 * 31 + 98],
    ['::', 58 * 31 + 58],
  ])('of %j is %i: 31 times what was, plus the next character', (text, hash) => {
    expect(classicHash(text)).toBe(hash)
  })

  it('overflows as a signed number of 32 bit and is made positive', () => {
    let exact = 0n
    for (const char of '192.168.2.100') exact = BigInt.asIntN(32, exact * 31n + BigInt(char.charCodeAt(0)))
    expect(exact).toBeLessThan(0n)
    expect(classicHash('192.168.2.100')).toBe(Number(-exact))
  })

  it('is a positive number even for the lowest there is', () => {
    // This text comes to -2^31, which has no positive twin in 32 bit.
    expect(classicHash('polygenelubricants')).toBe(2 ** 31)
  })
})
