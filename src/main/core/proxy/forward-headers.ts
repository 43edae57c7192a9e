import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { ServerAddress } from '@shared/model/server-url'

/** Headers that belong to one connection (RFC 9110 §7.6.1) and are never passed on. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** `host[:port]` as a client of that server would send it. */
export function hostHeader({ url }: ServerAddress): string {
  return url.slice(url.indexOf('//') + 2)
}

/**
 * Turns the headers of a client's request into those that the server gets: ComfyUI compares Host and Origin
 * when its Host looks like loopback, so Host becomes the server's and Origin and Sec-Fetch-* go (our own check ran
 * before); X-Forwarded-* say what we saw, never what the client claims.
 */
export function rewriteRequestHeaders(req: IncomingMessage, server: ServerAddress, clientIp: string): void {
  const received = req.headers
  const named = perConnection(received.connection)
  // A new object: deleting from the one that is there makes every use of it slower.
  const headers: IncomingHttpHeaders = {}
  for (const name in received) if (!isDropped(name) && !named.includes(name)) headers[name] = received[name]
  headers.host = hostHeader(server)
  headers['x-forwarded-for'] = clientIp
  headers['x-forwarded-proto'] = 'http'
  if (received.host !== undefined) headers['x-forwarded-host'] = received.host
  req.headers = headers
}

function isDropped(name: string): boolean {
  // Node has answered `Expect: 100-continue` itself; X-Forwarded-Host is ours to say.
  return (
    HOP_BY_HOP.has(name) ||
    name === 'origin' ||
    name === 'expect' ||
    name === 'x-forwarded-host' ||
    name.startsWith('sec-fetch-')
  )
}

/** Puts back the two headers that make a request an upgrade. */
export function restoreUpgrade(headers: IncomingHttpHeaders): void {
  headers.connection = 'Upgrade'
  headers.upgrade = 'websocket'
}

/** The server's headers as it wrote them (case, order, repetitions), without those of its connection to us. */
export function endToEndHeaders(rawHeaders: readonly string[], connection: string | undefined): string[] {
  const named = perConnection(connection)
  const kept: string[] = []
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = [rawHeaders[index], rawHeaders[index + 1]]
    const lower = name.toLowerCase()
    if (!HOP_BY_HOP.has(lower) && !named.includes(lower)) kept.push(name, value)
  }
  return kept
}

/**
 * Further headers that `Connection: a, b` declares to be of this connection only. The length of a body is not: without it
 * the rest of the message would be the next request on a connection that all clients share.
 */
function perConnection(connection: string | undefined): string[] {
  if (connection === undefined || connection === 'keep-alive' || connection === 'close') return []
  const names = connection.split(',').map((token) => token.trim().toLowerCase())
  return names.filter((name) => name !== 'content-length')
}
