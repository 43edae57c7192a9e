import { hostname, networkInterfaces } from 'node:os'
import type { ListenAddress } from './listen'

/** Interfaces that other machines hardly ever reach: containers, virtual machines, tunnels. */
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|lxc|cni|flannel|tun|tap|utun|wg|zt|tailscale|vethernet)/i

interface OwnAddress {
  readonly ip: string
  readonly rank: number
}

function readOwnAddresses(): OwnAddress[] {
  const found: OwnAddress[] = []
  for (const [name, addresses] of Object.entries(networkInterfaces())) {
    for (const { address, family, internal } of addresses ?? []) {
      if (internal || address.startsWith('fe80:')) continue
      found.push({ ip: address, rank: (VIRTUAL.test(name) ? 2 : 0) + (family === 'IPv4' ? 0 : 1) })
    }
  }
  return found.sort((a, b) => a.rank - b.rank)
}

/** The addresses people can open, best first: LAN IPv4 before IPv6, real cards before virtual ones, `localhost` last. */
export function readReachableAddresses({ host, port }: ListenAddress): string[] {
  const hosts = host === '' || host === '0.0.0.0' || host === '::' ? wildcardHosts(host) : [host]
  return hosts.map((each) => httpUrl(each, port))
}

function wildcardHosts(host: string): string[] {
  const ips = readOwnAddresses().map(({ ip }) => ip)
  return [...(host === '0.0.0.0' ? ips.filter((ip) => !ip.includes(':')) : ips), 'localhost']
}

/** `http://host:port`, with brackets around an IPv6 address. */
export function httpUrl(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** IP addresses and names of this machine, lower case: what a server in the list must not be. */
export function readOwnNames(): string[] {
  const name = hostname().toLowerCase()
  const short = name.replace(/\..*$/, '')
  const ips = Object.values(networkInterfaces()).flatMap((addresses) => (addresses ?? []).map(({ address }) => address))
  return [...new Set([...ips, name, short, `${short}.local`])].filter((each) => each !== '' && each !== '.local')
}
