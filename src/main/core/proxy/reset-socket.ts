import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { TLSSocket } from 'node:tls'

/**
 * Ends a connection with a reset, so that the peer cannot take what it has for the whole. Under TLS a cut without
 * `close_notify` says the same.
 */
export function resetSocket(socket: Duplex): void {
  if (socket instanceof Socket && !(socket instanceof TLSSocket) && !socket.destroyed) socket.resetAndDestroy()
  else socket.destroy()
}
