import { lookup } from 'node:dns/promises'
import { isIP, isIPv4, isIPv6 } from 'node:net'

/** The addresses of a name in one family; none when it cannot be resolved. */
export type Resolve = (name: string, family: 4 | 6) => Promise<readonly string[]>

/** What the rule looks at, as it came. */
export interface OriginHeaders {
  readonly host?: string | undefined
  readonly origin?: string | undefined
  readonly 'sec-fetch-site'?: string | string[] | undefined
}

export type OriginVerdict = 'pass' | 'refuse' | 'error'

/**
 * ComfyUI's protection of loopback servers against pages of other sites: a loopback Host needs an Origin of the same
 * name. It compares text, so a few pairs that mean the same are refused and a few that do not are let through.
 */
export async function judgeOrigin(
  headers: OriginHeaders,
  version: '0.8.0' | 'newer',
  resolve: Resolve = resolveBySystem,
): Promise<OriginVerdict> {
  if (version === 'newer' && headers['sec-fetch-site'] === 'cross-site') return 'refuse'
  if (headers.host === undefined || headers.origin === undefined) return 'pass'
  const host = splitAuthority(headers.host.toLowerCase())
  const origin = splitAuthority(authorityOf(headers.origin.toLowerCase()))
  if (host.port === 'invalid' || origin.port === 'invalid') return 'error'
  const isLoopback = await isLoopbackHost(host.name, resolve)
  const ours = origin.port === null ? host.name : host.text
  const theirs = host.port === null ? origin.name : origin.text
  return isLoopback && ours !== '' && theirs !== '' && ours !== theirs ? 'refuse' : 'pass'
}

interface Authority {
  readonly text: string
  /** Without brackets, while `text` has them. */
  readonly name: string
  readonly port: number | null | 'invalid'
}

function authorityOf(origin: string): string {
  return /^[^/?#]*:\/\/([^/?#]*)/.exec(origin)?.[1] ?? ''
}

function splitAuthority(text: string): Authority {
  const host = text.slice(text.lastIndexOf('@') + 1)
  const [, bracketed, plain = '', port = ''] = /^(?:\[([^\]]*)\]?|([^:]*))(?::(.*))?$/.exec(host) ?? []
  return { text, name: bracketed ?? plain, port: port === '' ? null : readPort(port) }
}

function readPort(text: string): number | 'invalid' {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN
  return port <= 65535 ? port : 'invalid'
}

async function isLoopbackHost(name: string, resolve: Resolve): Promise<boolean> {
  if (isIP(name) !== 0) return isLoopbackIp(name)
  if (name === '') return false
  let isLoopback = false
  for (const family of [4, 6] as const) {
    for (const address of await resolve(name, family)) {
      if (!isLoopbackIp(address)) return isLoopback
      isLoopback = true
    }
  }
  return isLoopback
}

/** An IPv4 address in IPv6 clothes is no loopback address to Python before 3.13. */
function isLoopbackIp(ip: string): boolean {
  return isIPv4(ip) ? ip.startsWith('127.') : isIPv6(ip) && /^[0:]*1$/.test(ip)
}

async function resolveBySystem(name: string, family: 4 | 6): Promise<readonly string[]> {
  // An unresolvable name is no error here: it is not loopback.
  const found = await lookup(name, { family, all: true }).catch(() => [])
  return found.map(({ address }) => address)
}
