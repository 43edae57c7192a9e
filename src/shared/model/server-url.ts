import { unmapIpv4 } from './ip-text'

/** Why a text is not the address of a server. Words are in `words/*.json` under `urlProblems`. */
export type ServerUrlProblem =
  | 'EMPTY'
  | 'TOO_LONG'
  | 'SCHEME'
  | 'CREDENTIALS'
  | 'PATH'
  | 'QUERY'
  | 'HOST'
  | 'DOTTED_NUMBER'
  | 'PORT'

/** Where a server is, in the normal form that decides equality and that is connected to. */
export interface ServerAddress {
  /** `http(s)://host[:port]`, lower case, default port left out. Equal servers have equal urls. */
  readonly url: string
  readonly protocol: 'http:' | 'https:'
  /** Without brackets for IPv6. */
  readonly hostname: string
  /** Effective port: 80 or 443 when none was written. */
  readonly port: number
}

export type ParsedServerUrl =
  | { readonly ok: true; readonly address: ServerAddress }
  | { readonly ok: false; readonly problem: ServerUrlProblem }

export const MAX_SERVER_URL_LENGTH = 2048

const SHAPE = /^(?<scheme>[a-z][a-z0-9+.-]*):\/\/(?<authority>[^/\\?#]*)(?<path>[^?#]*)(?<rest>.*)$/is
const AUTHORITY = /^(?<host>\[[^\]]*\]|[^:[\]]*)(?::(?<port>.*))?$/s
const FORBIDDEN_IN_HOST = /[\s%@<>^|`{}*,;!$&'"()+=~]/
/** The full stops of other keyboards, which browsers take for a dot as well. */
const OTHER_DOTS = /[\u3002\uFF0E\uFF61]/g

/**
 * Reads what a person wrote for a server: `http(s)://host[:port]`; `http://` is assumed, a trailing slash dropped.
 * A host that browsers would read as a number (`192.168.1`, `0x7f.1`, `010.0.0.1`) is refused, because the address they
 * make of it is not the one that was meant.
 */
export function parseServerUrl(text: string): ParsedServerUrl {
  const trimmed = text.trim()
  if (trimmed === '') return refuse('EMPTY')
  if (trimmed.length > MAX_SERVER_URL_LENGTH) return refuse('TOO_LONG')
  const written = trimmed.includes('://') ? trimmed : `http://${trimmed}`
  const { scheme = '', authority = '', path = '', rest = '' } = SHAPE.exec(written)?.groups ?? {}
  const protocol = `${scheme.toLowerCase()}:`
  if (protocol !== 'http:' && protocol !== 'https:') return refuse('SCHEME')
  if (authority.includes('@')) return refuse('CREDENTIALS')
  if (rest !== '') return refuse('QUERY')
  if (path !== '' && path !== '/') return refuse('PATH')
  return parseAuthority(protocol, authority)
}

function parseAuthority(protocol: 'http:' | 'https:', authority: string): ParsedServerUrl {
  const { host: writtenHost = '', port } = AUTHORITY.exec(authority)?.groups ?? {}
  const host = writtenHost.replace(OTHER_DOTS, '.')
  if (host === '' || FORBIDDEN_IN_HOST.test(host)) return refuse('HOST')
  if (endsInNumber(host) && !isDottedQuad(host)) return refuse('DOTTED_NUMBER')
  const portNumber = port === undefined ? defaultPort(protocol) : parsePort(port)
  if (portNumber === undefined) return refuse('PORT')
  const parsed = tryUrl(`${protocol}//${host}:${portNumber}`)
  if (parsed === undefined || parsed.hostname === '') return refuse('HOST')
  // Browsers also make numbers of wide digits and of what they leave out of a name, such as a soft hyphen.
  if (parsed.hostname !== host && isDottedQuad(parsed.hostname)) return refuse('DOTTED_NUMBER')
  const hostname = withoutBrackets(parsed.hostname)
  return { ok: true, address: { url: parsed.origin, protocol, hostname, port: portNumber } }
}

/** The WHATWG URL rule: such a host is parsed as an IPv4 number, whatever its shape. */
function endsInNumber(host: string): boolean {
  const labels = host.replace(/\.$/, '').split('.')
  return /^(\d+|0x[0-9a-f]*)$/i.test(labels.at(-1) ?? '')
}

function isDottedQuad(host: string): boolean {
  const parts = host.split('.')
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)
}

function parsePort(text: string): number | undefined {
  if (!/^\d{1,5}$/.test(text)) return undefined
  const port = Number(text)
  return port >= 1 && port <= 65535 ? port : undefined
}

function defaultPort(protocol: 'http:' | 'https:'): number {
  return protocol === 'https:' ? 443 : 80
}

function tryUrl(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    // The one way the platform has to say that a host is not valid.
    return undefined
  }
}

function refuse(problem: ServerUrlProblem): ParsedServerUrl {
  return { ok: false, problem }
}

/** What this machine listens on and is called: the addresses a server in the list must not have. */
export interface SelfAddress {
  /** Host the proxy binds; `''` is every interface. */
  readonly listenHost: string
  readonly port: number
  /** IP addresses and host names of this machine, lower case. */
  readonly names: readonly string[]
}

/** True when requests to this server would come back to us and go round in a loop. */
export function isOwnAddress(address: ServerAddress, self: SelfAddress): boolean {
  if (address.port !== self.port) return false
  const host = comparableHost(address.hostname)
  const listenHost = comparableHost(self.listenHost)
  if (host === listenHost) return true
  if (isUnspecified(listenHost)) return isLoopback(host) || isUnspecified(host) || self.names.includes(host)
  if (isUnspecified(host) || isLocalhost(host)) return isLoopback(listenHost)
  if (isLocalhost(listenHost)) return isLoopback(host)
  // A name of this machine may stand for any of its addresses.
  if (isName(listenHost)) return isLoopback(host) || self.names.includes(host)
  return isName(host) && self.names.includes(host)
}

/** Canonical, without the dot that may end a full name; an IPv4-mapped IPv6 address unwrapped. */
function comparableHost(host: string): string {
  const parsed = tryUrl(`http://${host.includes(':') ? `[${host}]` : host}`)
  return unmapIpv4(withoutBrackets(parsed?.hostname ?? host.toLowerCase())).replace(/\.$/, '')
}

function withoutBrackets(host: string): string {
  return host.replace(/^\[|\]$/g, '')
}

function isName(host: string): boolean {
  return !/^[\d.]+$|:/.test(host)
}

/** Stands for every interface when it is listened on. @param host canonical, without brackets */
export function isUnspecified(host: string): boolean {
  return host === '' || host === '0.0.0.0' || host === '::'
}

/** This machine and no other. @param host canonical, without brackets */
export function isLoopback(host: string): boolean {
  return isLocalhost(host) || host === '::1' || host.startsWith('127.')
}

function isLocalhost(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost')
}
