import type { Socket } from 'node:net'
import type { RouteErrorCode } from '@shared/errors'

/** An open (or opening) WebSocket of a client to a server. */
export interface OpenSocket {
  readonly clientIp: string
  readonly serverUrl: string
  /** @param reason what its row says */
  close(reason: RouteErrorCode): void
}

/** Every connection of clients and every WebSocket: what has to be closed in the end, and what holds a client. */
export class ConnectionRegistry {
  readonly #connections = new Set<Socket>()
  readonly #socketsByClient = new Map<string, Set<OpenSocket>>()

  add(connection: Socket): void {
    if (this.#connections.has(connection)) return
    this.#connections.add(connection)
    connection.once('close', () => this.#connections.delete(connection))
  }

  addSocket(socket: OpenSocket): void {
    const sockets = this.#socketsByClient.get(socket.clientIp) ?? new Set()
    sockets.add(socket)
    this.#socketsByClient.set(socket.clientIp, sockets)
  }

  removeSocket(socket: OpenSocket): void {
    const sockets = this.#socketsByClient.get(socket.clientIp)
    sockets?.delete(socket)
    if (sockets?.size === 0) this.#socketsByClient.delete(socket.clientIp)
  }

  /** The server on which an open WebSocket holds this client. */
  serverHolding(clientIp: string): string | undefined {
    const sockets = this.#socketsByClient.get(clientIp)
    return sockets?.values().next().value?.serverUrl
  }

  openSocketsOf(clientIp: string): number {
    return this.#socketsByClient.get(clientIp)?.size ?? 0
  }

  closeSockets(reason: RouteErrorCode, isConcerned: (socket: OpenSocket) => boolean): void {
    const all = [...this.#socketsByClient.values()].flatMap((sockets) => [...sockets])
    for (const socket of all) if (isConcerned(socket)) socket.close(reason)
  }

  closeConnections(isConcerned: (connection: Socket) => boolean): void {
    for (const connection of this.#connections) if (isConcerned(connection)) connection.destroy()
  }

  get connectionCount(): number {
    return this.#connections.size
  }
}
