import { networkInterfaces } from 'node:os'
import { describe, expect, it, vi } from 'vitest'
import { OutsideWatch } from '../../../../../src/main/core/network/outside-watch'

const NOW = 1_700_000_000_000

function setUp(own: string[] = ['192.168.1.20', 'fd00::20']) {
  const readIps = vi.fn<() => string[]>(() => own)
  return { watch: new OutsideWatch(readIps), readIps, own }
}

describe('the first client from outside', () => {
  it('is noticed once, with its time', () => {
    const { watch } = setUp()
    expect(watch.since).toBeNull()
    expect(watch.note('192.168.1.50', NOW)).toBe(true)
    expect(watch.note('192.168.1.51', NOW + 5)).toBe(false)
    expect(watch.since).toBe(NOW)
  })

  it.each(['127.0.0.1', '127.9.9.9', '::1', '192.168.1.20', 'fd00::20'])('is not this machine itself (%s)', (ip) => {
    const { watch } = setUp()
    expect(watch.note(ip, NOW)).toBe(false)
    expect(watch.since).toBeNull()
  })

  it('is not this machine itself by any address that the system names', () => {
    const watch = new OutsideWatch()
    const own = Object.values(networkInterfaces()).flatMap((card) => card ?? [])
    expect(own.length).toBeGreaterThan(0)
    for (const { address } of own) expect(watch.note(address, NOW)).toBe(false)
  })
})

describe('what looking costs', () => {
  it('is nothing for loopback, and nothing once somebody has come', () => {
    const { watch, readIps } = setUp()
    watch.note('127.0.0.1', NOW)
    expect(readIps).not.toHaveBeenCalled()
    watch.note('192.168.1.50', NOW)
    readIps.mockClear()
    for (let time = NOW; time < NOW + 60_000; time += 500) watch.note('192.168.1.20', time)
    expect(readIps).not.toHaveBeenCalled()
  })

  it('is one look at the network cards a second for a busy client on this machine', () => {
    const { watch, readIps } = setUp()
    for (let time = NOW; time < NOW + 3000; time += 10) watch.note('192.168.1.20', time)
    expect(readIps).toHaveBeenCalledTimes(3)
  })

  it('still knows an address that this machine was given later', () => {
    const { watch, own } = setUp()
    watch.note('192.168.1.20', NOW)
    own.push('10.0.0.7')
    expect(watch.note('10.0.0.7', NOW + 1000)).toBe(false)
  })
})
