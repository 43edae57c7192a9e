import { isIP } from 'node:net'
import { describe, expect, it } from 'vitest'
import { canonicalIp } from '../../../../../src/main/core/network/client-address'

describe("the canonical text of a client's address", () => {
  it.each([
    ['192.168.1.100', '192.168.1.100', 'IPv4 as it is'],
    ['0.0.0.0', '0.0.0.0', 'IPv4 zeros'],
    ['::ffff:192.168.1.100', '192.168.1.100', 'IPv4 that a dual-stack socket wraps'],
    ['::FFFF:192.168.1.100', '192.168.1.100', 'the same in capitals'],
    ['::ffff:c0a8:164', '192.168.1.100', 'the same in hexadecimal'],
    ['0:0:0:0:0:ffff:192.168.1.100', '192.168.1.100', 'the same written out'],
    ['::ffff:192.168.1.100%eth0', '192.168.1.100', 'the same with a zone'],
    ['::1', '::1', 'the loopback of IPv6'],
    ['0:0:0:0:0:0:0:1', '::1', 'written out'],
    ['::', '::', 'nothing but zeros'],
    ['fe80::1%eth0', 'fe80::1', 'a zone, which only this machine knows'],
    ['fe80::1%3', 'fe80::1', 'a zone of Windows'],
    ['2001:DB8::A', '2001:db8::a', 'RFC 5952 §4.3: lower case'],
    ['2001:0db8::0001', '2001:db8::1', '§4.1: no leading zeros'],
    ['2001:db8:0:0:0:0:2:1', '2001:db8::2:1', '§4.2.1: as short as possible'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1', '§4.2.2: not for a single group'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1', '§4.2.3: the longest run'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1', '§4.2.3: the first of equal runs'],
    ['::1.2.3.4', '::102:304', 'the old compatible form, which is not a mapped one'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221', 'a translated address stays IPv6'],
  ])('of %s is %s (%s)', (text, canonical) => {
    expect(canonicalIp(text)).toBe(canonical)
  })

  it.each([
    '',
    ' ',
    'localhost',
    '192.168.1',
    '192.168.1.256',
    '010.0.0.1',
    '0x7f.0.0.1',
    '3232235777',
    '::g',
    '1::2::3',
    '[::1]',
    '::1/128',
    '192.168.1.1:80',
    'undefined',
  ])('does not exist for %j', (text) => {
    expect(canonicalIp(text)).toBeUndefined()
  })

  it('is the one that browsers give to the same IPv6 address, whatever its form', () => {
    const random = sequence(20_260_726)
    let compared = 0
    for (let round = 0; round < 3000; round++) {
      const text = anyIpv6(random)
      if (isIP(text) !== 6) continue
      const fromBrowser = new URL(`http://[${text}]`).hostname.slice(1, -1)
      if (fromBrowser.startsWith('::ffff:')) continue
      expect(canonicalIp(text)).toBe(fromBrowser)
      compared += 1
    }
    expect(compared).toBeGreaterThan(1000)
  })
})

/** Numbers from 0 to 1, the same in every run. */
function sequence(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Something that looks like an IPv6 address, with many zeros, and nearly always is one. */
function anyIpv6(random: () => number): string {
  const below = (end: number) => Math.floor(random() * end)
  const groups = Array.from({ length: 8 }, () => {
    const kind = random()
    if (kind < 0.5) return '0'
    return kind < 0.7 ? `00${below(256).toString(16)}` : below(65_536).toString(16).toUpperCase()
  })
  if (random() < 0.2) groups.splice(6, 2, [below(256), below(256), below(256), below(256)].join('.'))
  const from = below(8)
  if (random() < 0.5) return groups.join(':')
  return `${groups.slice(0, from).join(':')}::${groups.slice(from + 1 + below(8 - from)).join(':')}`
}
