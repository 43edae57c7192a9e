import type { IncomingMessage, Server } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Hands an upgrade that is none of ours (`Upgrade: h2c`, which some clients offer with every request) back to the HTTP
 * server as the plain request that it also is: RFC 9110 §7.8 lets a server ignore the offer. Node has already given up
 * its parser for this connection, so the request is read once more, without the offer.
 */
export function replayAsPlainRequest(server: Server, req: IncomingMessage, socket: Socket, head: Buffer): void {
  const lines = [`${req.method} ${req.url} HTTP/${req.httpVersion}`]
  const { rawHeaders } = req
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? ''
    if (!['upgrade', 'http2-settings', 'connection'].includes(name.toLowerCase())) {
      lines.push(`${name}: ${rawHeaders[index + 1]}`)
    }
  }
  const kept = (req.headers.connection ?? '')
    .split(',')
    .map((token) => token.trim())
    .filter((token) => token !== '' && !/^(upgrade|http2-settings)$/i.test(token))
  if (kept.length > 0) lines.push(`Connection: ${kept.join(', ')}`)
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]))
  server.emit('connection', socket)
}
