import { hostname, type NetworkInterfaceInfo, networkInterfaces } from 'node:os'
import type { AddressKind, ReachableAddress } from '@shared/model/reachable-address'
import { isLoopback, isUnspecified } from '@shared/model/server-url'
import type { Settings } from '@shared/model/settings'
import ipaddr from 'ipaddr.js'
import type { ListenAddress } from './listen'

/** What the system says of its network cards. */
export type InterfaceTable = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>

type Host = Omit<ReachableAddress, 'url'>

/** Tunnels by the names that systems and VPN programs give their cards; `feth` is ZeroTier on macOS. */
const TUNNEL_NAME =
  /^(tun|tap|utun|wg|ppp|ipsec|zt|feth|tailscale|nordlynx|proton|cscotun|gpd)|vpn|tailscale|zerotier|wireguard|wintun|tap-windows|hamachi|teredo|isatap/i

/** Networks within this computer: containers, virtual machines, Apple's device to device links, Windows' Wi-Fi Direct. */
const VIRTUAL_NAME =
  /^(docker|br-|veth(?!ernet)|virbr|vmnet|vboxnet|lxc|lxd|incus|podman|cni|flannel|cali|mpqemubr|dummy|bridge\d{3}|ap\d|awdl|llw|anpi)|vmware|virtualbox|hyper-v|npcap|\(wsl|\(default switch\)|\*/i

const NO_MAC = '00:00:00:00:00:00'
/** Of TAP-Windows, which OpenVPN uses under any name. */
const TUNNEL_MAC = /^00:ff:/
/** The host's ends of VMware, VirtualBox and Docker networks. What a guest's own card has is not among them. */
const VIRTUAL_MAC = /^(00:50:56:c0:|0a:00:27:|02:42:)/
/** Of Hyper-V: its host may have its real address on such a card, but then with the MAC of the real one. */
const HYPER_V_NAME = /^vethernet/i
const HYPER_V_MAC = /^00:15:5d:/

const PRIVATE_RANGES = new Set(['private', 'uniqueLocal', 'carrierGradeNat', 'linkLocal'])

function kindOf(name: string, mac: string): AddressKind {
  if (VIRTUAL_NAME.test(name) || VIRTUAL_MAC.test(mac)) return 'virtual'
  if (HYPER_V_NAME.test(name)) return HYPER_V_MAC.test(mac) ? 'virtual' : 'lan'
  // What carries no Ethernet has no MAC.
  return TUNNEL_NAME.test(name) || TUNNEL_MAC.test(mac) || mac === NO_MAC ? 'tunnel' : 'lan'
}

/**
 * The addresses of this machine that others may reach, best first: network cards, tunnels, networks within the computer;
 * in each IPv4 before IPv6 and private before public, because a public address mostly lies behind a firewall or changes.
 * An address that a card gave itself for want of a network (169.254.…) comes after the tunnels. Link-local IPv6 is left
 * out: browsers cannot open it.
 */
export function rankHosts(table: InterfaceTable): Host[] {
  const found = Object.entries(table).flatMap(([interfaceName, addresses]) =>
    (addresses ?? [])
      .filter(({ address, internal }) => !internal && !/^fe[89ab]/i.test(address))
      .map(({ address: host, mac }): Host => ({ host, kind: kindOf(interfaceName, mac.toLowerCase()), interfaceName })),
  )
  return found
    .map((host) => ({ host, rank: rankOf(host) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ host }) => host)
}

/** Four digits, the first weighs most. */
function rankOf({ host, kind }: Host): number {
  const range = ipaddr.parse(host).range()
  const isSelfAssigned = range === 'linkLocal'
  const group = kind === 'virtual' ? 3 : isSelfAssigned ? 2 : kind === 'tunnel' ? 1 : 0
  const digits = [group, isSelfAssigned, isIpv6(host), !PRIVATE_RANGES.has(range)]
  return digits.reduce<number>((rank, digit) => rank * 10 + Number(digit), 0)
}

/**
 * The addresses people can open, the one to share first: what the person chose, then as {@link rankHosts} has it,
 * `localhost` last. A chosen address that has changed is recognised by its card.
 */
export function readReachableAddresses(
  { host, port }: ListenAddress,
  chosen: Settings['shareAddress'],
  table: InterfaceTable = networkInterfaces(),
): ReachableAddress[] {
  const hosts = isUnspecified(host) ? wildcardHosts(host, table) : [onlyHost(host)]
  const first = chosen === null ? undefined : findChosen(hosts, chosen)
  const ordered = first === undefined ? hosts : [first, ...hosts.filter((each) => each !== first)]
  return ordered.map((each) => ({ ...each, url: httpUrl(each.host, port) }))
}

function wildcardHosts(host: string, table: InterfaceTable): Host[] {
  const hosts = rankHosts(table)
  const local: Host = { host: 'localhost', kind: 'local', interfaceName: null }
  return [...(host === '0.0.0.0' ? hosts.filter((each) => !isIpv6(each.host)) : hosts), local]
}

function onlyHost(host: string): Host {
  return { host, kind: isLoopback(host) ? 'local' : 'chosen', interfaceName: null }
}

function findChosen(hosts: readonly Host[], chosen: NonNullable<Settings['shareAddress']>): Host | undefined {
  const { host, interfaceName } = chosen
  const same = hosts.find((each) => each.host === host)
  if (same !== undefined || interfaceName === null) return same
  return hosts.find((each) => each.interfaceName === interfaceName && isIpv6(each.host) === isIpv6(host))
}

function isIpv6(host: string): boolean {
  return host.includes(':')
}

/** `http://host:port`, with brackets around an IPv6 address. */
export function httpUrl(host: string, port: number): string {
  return `http://${isIpv6(host) ? `[${host}]` : host}:${port}`
}

/** IP addresses and names of this machine, lower case: what a server in the list must not be. */
export function readOwnNames(): string[] {
  const name = hostname().toLowerCase()
  const short = name.replace(/\..*$/, '')
  return [...new Set([...readOwnIps(), name, short, `${short}.local`])].filter(
    (each) => each !== '' && each !== '.local',
  )
}

/** Every IP address of this machine, now. */
export function readOwnIps(): string[] {
  return Object.values(networkInterfaces()).flatMap((addresses) => (addresses ?? []).map(({ address }) => address))
}
