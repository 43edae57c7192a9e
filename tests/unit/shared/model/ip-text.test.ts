import { unmapIpv4 } from '@shared/model/ip-text'
import { describe, expect, it } from 'vitest'

describe('an IPv4-mapped IPv6 address', () => {
  it.each([
    ['::ffff:192.168.1.5', '192.168.1.5'],
    ['::FFFF:192.168.1.5', '192.168.1.5'],
    ['::ffff:c0a8:105', '192.168.1.5'],
    ['::ffff:0:0', '0.0.0.0'],
    ['::ffff:ffff:ffff', '255.255.255.255'],
    ['::ffff:7f00:1', '127.0.0.1'],
  ])('%s is unwrapped to %s', (mapped, plain) => {
    expect(unmapIpv4(mapped)).toBe(plain)
  })

  it.each(['192.168.1.5', '::1', 'fd00::ffff:c0a8:105', '::ffff:0:c0a8:105', 'server1', ''])(
    '%j is none and stays as it is',
    (text) => {
      expect(unmapIpv4(text)).toBe(text)
    },
  )
})
