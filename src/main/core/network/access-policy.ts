import { networkInterfaces } from 'node:os'
import type { Settings } from '@shared/model/settings'
import ipaddr from 'ipaddr.js'

type Address = ipaddr.IPv4 | ipaddr.IPv6
type Subnet = readonly [Address, number]

/** Decides which client addresses are served. */
export interface AccessPolicy {
  /** @param ip canonical text of an address */
  allows(ip: string): boolean
}

const MAX_REMEMBERED = 10_000

/** Ranges that are "this network" whatever the interfaces say. */
const NEAR_RANGES = new Set(['loopback', 'private', 'linkLocal', 'uniqueLocal', 'carrierGradeNat'])

/**
 * Reads `10.0.0.0/8`, `fd00::/8` or a single address; `undefined` when it is neither. `10.1/16` and `010.0.0.0/8` are
 * neither: they would be read as 10.0.0.1/16 and 8.0.0.0/8, which nobody means.
 */
export function parseCidr(text: string): Subnet | undefined {
  const trimmed = text.trim()
  const [ip = ''] = trimmed.split('/')
  if (!ipaddr.IPv6.isValid(ip) && !ipaddr.IPv4.isValidFourPartDecimal(ip)) return undefined
  if (trimmed.includes('/')) return ipaddr.isValidCIDR(trimmed) ? unmapped(ipaddr.parseCIDR(trimmed)) : undefined
  const address = ipaddr.process(trimmed)
  return [address, address.kind() === 'ipv4' ? 32 : 128]
}

/** Clients are compared by their unwrapped address, so a range written in mapped form is unwrapped too. */
function unmapped([address, bits]: Subnet): Subnet {
  if (address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() && bits >= 96) {
    return [address.toIPv4Address(), bits - 96]
  }
  return [address, bits]
}

/** The subnets of this machine's own interfaces, now. */
export function readOwnSubnets(): Subnet[] {
  const subnets: Subnet[] = []
  for (const { cidr } of Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])) {
    const subnet = cidr === null ? undefined : parseCidr(cidr)
    if (subnet !== undefined) subnets.push(subnet)
  }
  return subnets
}

/**
 * Makes the policy of the settings. Mode `network` is loopback, private, link-local, unique-local, 100.64.0.0/10 and the
 * subnets of the machine's own interfaces, which are read again (at most once a second) before anyone is turned away: a
 * cable plugged in later must not need a restart.
 */
export function createAccessPolicy(
  access: Settings['access'],
  readSubnets: () => readonly Subnet[] = readOwnSubnets,
  now: () => number = Date.now,
): AccessPolicy {
  if (access.mode === 'anyone') return { allows: () => true }
  if (access.mode === 'list') {
    const subnets = access.cidrs.map(parseCidr).filter((subnet) => subnet !== undefined)
    return { allows: remembering((ip) => isInside(ipaddr.parse(ip), subnets)) }
  }
  const isNear = remembering((ip) => NEAR_RANGES.has(ipaddr.parse(ip).range()))
  let subnets = readSubnets()
  let readAt = now()
  return {
    allows(ip) {
      if (isNear(ip)) return true
      const address = ipaddr.parse(ip)
      if (isInside(address, subnets)) return true
      if (now() - readAt < 1000) return false
      subnets = readSubnets()
      readAt = now()
      return isInside(address, subnets)
    },
  }
}

/** The same few clients come again and again: what was true of an address is not worked out anew. */
function remembering(isTrueOf: (ip: string) => boolean): (ip: string) => boolean {
  const known = new Set<string>()
  return (ip) => {
    if (known.has(ip)) return true
    if (!isTrueOf(ip)) return false
    if (known.size >= MAX_REMEMBERED) known.clear()
    known.add(ip)
    return true
  }
}

function isInside(address: Address, subnets: readonly Subnet[]): boolean {
  return subnets.some(([network, bits]) => {
    if (address instanceof ipaddr.IPv4) return network instanceof ipaddr.IPv4 && address.match(network, bits)
    return network instanceof ipaddr.IPv6 && address.match(network, bits)
  })
}
