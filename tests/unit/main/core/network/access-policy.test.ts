import type { Settings } from '@shared/model/settings'
import ipaddr from 'ipaddr.js'
import { describe, expect, it } from 'vitest'
import { createAccessPolicy, parseCidr, readOwnSubnets } from '../../../../../src/main/core/network/access-policy'

const thisNetwork: Settings['access'] = { mode: 'network', cidrs: [] }

function subnets(...cidrs: string[]): ReturnType<typeof readOwnSubnets> {
  return cidrs.map((cidr) => ipaddr.parseCIDR(cidr))
}

describe('who may connect: this network', () => {
  const policy = createAccessPolicy(thisNetwork, () => [])

  it.each([
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['::1', 'loopback'],
    ['10.0.0.1', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.0.1', 'private'],
    ['169.254.1.1', 'link-local'],
    ['fe80::1', 'link-local'],
    ['febf::1', 'link-local'],
    ['fd00::1', 'unique-local'],
    ['fc00::1', 'unique-local'],
    ['100.64.0.1', '100.64.0.0/10, which VPNs of the house use'],
    ['100.127.255.255', '100.64.0.0/10'],
  ])('serves %s: %s', (ip) => {
    expect(policy.allows(ip)).toBe(true)
  })

  it.each([
    '8.8.8.8',
    '172.15.255.255',
    '172.32.0.0',
    '192.167.255.255',
    '192.169.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '169.253.255.255',
    '2001:db8::1',
    '2a00:1450::1',
    'fec0::1',
    'ff02::1',
    '224.0.0.1',
    '255.255.255.255',
    '0.0.0.0',
    '::',
  ])('turns %s away', (ip) => {
    expect(policy.allows(ip)).toBe(false)
  })

  it("serves every subnet of this machine's own interfaces, so a LAN's global addresses too", () => {
    const own = createAccessPolicy(thisNetwork, () => subnets('2a02:8108:1:2::20/64', '203.0.113.7/28'))
    expect(own.allows('2a02:8108:1:2:abcd::1')).toBe(true)
    expect(own.allows('2a02:8108:1:3::1')).toBe(false)
    expect(own.allows('203.0.113.14')).toBe(true)
    expect(own.allows('203.0.113.16')).toBe(false)
  })

  it('reads the subnets of the real interfaces, loopback included', () => {
    const own = readOwnSubnets().map(([address, bits]) => `${address.toString()}/${bits}`)
    expect(own).toContain('127.0.0.1/8')
  })
})

describe('a cable that is plugged in later', () => {
  function plugIn() {
    const machine = { now: 0, reads: 0, own: subnets() }
    const policy = createAccessPolicy(
      thisNetwork,
      () => {
        machine.reads += 1
        return machine.own
      },
      () => machine.now,
    )
    return { machine, policy }
  }

  it('is looked for before anyone is turned away', () => {
    const { machine, policy } = plugIn()
    machine.own = subnets('203.0.113.7/24')
    machine.now = 1000
    expect(policy.allows('203.0.113.9')).toBe(true)
  })

  it('is looked for at most once a second, however many are turned away', () => {
    const { machine, policy } = plugIn()
    for (machine.now = 0; machine.now < 3000; machine.now += 10) policy.allows('203.0.113.9')
    expect(machine.reads).toBe(3)
  })

  it('is not looked for while all who come are known', () => {
    const { machine, policy } = plugIn()
    for (machine.now = 0; machine.now < 5000; machine.now += 100) policy.allows('192.168.1.5')
    expect(machine.reads).toBe(1)
  })

  it('closes its subnet again when it is pulled', () => {
    const { machine, policy } = plugIn()
    machine.own = subnets('203.0.113.7/24')
    machine.now = 1000
    expect(policy.allows('203.0.113.9')).toBe(true)
    machine.own = []
    machine.now = 2000
    expect(policy.allows('198.51.100.1')).toBe(false)
    expect(policy.allows('203.0.113.9')).toBe(false)
  })
})

describe('who may connect: anyone', () => {
  it.each(['8.8.8.8', '2001:db8::1', '127.0.0.1'])('serves %s', (ip) => {
    expect(createAccessPolicy({ mode: 'anyone', cidrs: ['10.0.0.0/8'] }).allows(ip)).toBe(true)
  })
})

describe('who may connect: a list', () => {
  const listed = (...cidrs: string[]) => createAccessPolicy({ mode: 'list', cidrs })

  it.each([
    ['10.1.0.0/16', '10.1.255.255', '10.2.0.0'],
    ['192.168.1.5', '192.168.1.5', '192.168.1.6'],
    ['192.168.1.77/24', '192.168.1.200', '192.168.2.1'],
    ['0.0.0.0/0', '8.8.8.8', '2001:db8::1'],
    ['::/0', '2001:db8::1', '8.8.8.8'],
    ['fd00::/8', 'fdff::1', 'fc00::1'],
    ['2001:db8::1', '2001:db8::1', '2001:db8::2'],
    ['::ffff:10.0.0.0/104', '10.255.0.1', '11.0.0.1'],
    ['::ffff:10.0.0.7', '10.0.0.7', '10.0.0.8'],
  ])('of %s serves %s and turns %s away', (cidr, inside, outside) => {
    expect(listed(cidr).allows(inside)).toBe(true)
    expect(listed(cidr).allows(outside)).toBe(false)
  })

  it('serves who is in any of its ranges', () => {
    const policy = listed('10.0.0.0/8', 'fd00::/8')
    expect(policy.allows('10.0.0.1')).toBe(true)
    expect(policy.allows('fd00::1')).toBe(true)
    expect(policy.allows('192.168.0.1')).toBe(false)
  })

  it('serves nobody when it is empty, not even this machine', () => {
    expect(listed().allows('127.0.0.1')).toBe(false)
  })

  it('goes by its other ranges when one is not a range', () => {
    expect(listed('garbage', '10.0.0.0/8').allows('10.0.0.1')).toBe(true)
  })
})

describe('a range as a person writes it', () => {
  it.each([
    '10.0.0.0/8',
    ' 10.0.0.0/8 ',
    '10.0.0.1',
    'fd00::/8',
    '::1',
    '::ffff:10.0.0.0/104',
    '0.0.0.0/0',
    '10.0.0.1/32',
  ])('%j is one', (text) => {
    expect(parseCidr(text)).toBeDefined()
  })

  it.each([
    '',
    'any',
    'lan',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0.0/255.0.0.0',
    'fd00::/129',
    '10',
    '10/8',
    '10.1/16',
    '192.168.1',
    '010.0.0.0/8',
    '010.0.0.1',
    '0x0a.0.0.0/8',
    '10.0.0.0-10.0.0.9',
    '*.*.*.*',
    '[fd00::]/8',
  ])('%j is none', (text) => {
    expect(parseCidr(text)).toBeUndefined()
  })
})
