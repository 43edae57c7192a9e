import type { ClientRequest, IncomingMessage } from 'node:http'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { RouteErrorCode } from '@shared/errors'
import httpProxy from 'http-proxy'
import type { ConnectionRegistry, OpenSocket } from './connection-registry'
import { answerUpgrade, LINGER_MS, lingerThenClose } from './error-page'
import { endToEndHeaders, restoreUpgrade, rewriteRequestHeaders } from './forward-headers'
import type { Destination } from './http-forwarder'
import { isConnectFailure, refusalOf } from './refusal'
import { resetSocket } from './reset-socket'
import type { Route, RouteSink } from './route-sink'
import { acceptLargeHeads, type UpstreamAgents } from './upstream-agent'

/** Frequent enough to notice a sleeping laptop or a lost cable within minutes; ComfyUI itself never pings. */
const TCP_KEEP_ALIVE_MS = 30_000
const MAX_EARLY_BYTES = 64 * 1024

/** One upgrade: the client's connection, and the server's once there is one. */
interface Bridge {
  readonly req: IncomingMessage
  readonly client: Socket
  readonly to: Destination
  readonly route: Route
  handshake: ClientRequest | undefined
  upstream: Socket | undefined
  /** The server's answer when it does not upgrade. */
  refusal: IncomingMessage | undefined
  error: RouteErrorCode | null
  isOver: boolean
  /** Ends {@link watchForEnd}. */
  readonly stopWatching: () => void
}

/** Joins a client's WebSocket to a server's: raw bytes both ways, however large and however long silent. */
export interface WebSocketBridge {
  /** The client socket must have an error listener already. */
  open(req: IncomingMessage, client: Socket, head: Buffer, to: Destination, route: Route): void
}

/** The one file that knows how http-proxy bridges upgrades, and turns what it does by itself. */
export function createWebSocketBridge(
  agents: UpstreamAgents,
  registry: ConnectionRegistry,
  sink: RouteSink,
): WebSocketBridge {
  const proxy = httpProxy.createProxyServer({ toProxy: true, ignorePath: true })
  const bridges = new WeakMap<IncomingMessage, Bridge>()
  const bridgesByUpstream = new WeakMap<Socket, Bridge>()

  // Emitted before the head is sent and before http-proxy listens, so that our listeners come first.
  proxy.on('proxyReqWs', (handshake, req) => {
    const bridge = bridges.get(req)
    if (bridge === undefined || bridge.isOver) return void handshake.destroy()
    bridge.handshake = handshake
    handshake.path = bridge.to.target
    acceptLargeHeads(handshake)
    handshake.once('upgrade', (_answer, upstream: Socket) => join(bridge, upstream))
  })
  // Emitted once both sides are piped: what listens for data before that takes the first bytes away from the pipe.
  proxy.on('open', (upstream) => {
    const bridge = bridgesByUpstream.get(upstream)
    if (bridge !== undefined) onJoined(bridge, upstream)
  })

  function join(bridge: Bridge, upstream: Socket): void {
    const { client, route, to } = bridge
    bridge.upstream = upstream
    route.status = 101
    sink.serverAnswered(to.server)
    // A side that has said all it has to say may still be listening.
    upstream.allowHalfOpen = true
    bridge.stopWatching()
    bridgesByUpstream.set(upstream, bridge)
    carryEnd(bridge, client, upstream, 'CLIENT_GONE')
    carryEnd(bridge, upstream, client, 'SERVER_RESET')
  }

  function onJoined({ client, route }: Bridge, upstream: Socket): void {
    // Here, because http-proxy has just asked for keep-alive at once.
    client.setKeepAlive(true, TCP_KEEP_ALIVE_MS)
    upstream.setKeepAlive(true, TCP_KEEP_ALIVE_MS)
    client.on('data', (chunk: Buffer) => {
      route.bytesUp += chunk.length
    })
    upstream.on('data', (chunk: Buffer) => {
      route.bytesDown += chunk.length
    })
  }

  /** A reset of one side resets the other; in an ordinary listener it comes too late, http-proxy has called end(). */
  function carryEnd(bridge: Bridge, from: Socket, to: Socket, error: RouteErrorCode): void {
    from.prependListener('error', () => {
      bridge.error ??= error
      resetSocket(to)
    })
    from.once('close', () => {
      to.destroySoon()
      to.setTimeout(LINGER_MS, () => to.destroy())
      if (bridge.client.destroyed && bridge.upstream?.destroyed !== false) settle(bridge)
    })
  }

  /** The server said no: its answer goes on whole. */
  function passOnRefusal(bridge: Bridge, answer: IncomingMessage): void {
    const { client, route, to } = bridge
    answer.on('error', () => undefined)
    if ((answer.statusCode ?? 0) < 200) {
      answer.destroy()
      return fail(bridge, Object.assign(new Error('not an answer'), { code: 'ECONNRESET' }))
    }
    bridge.refusal = answer
    route.status = answer.statusCode ?? null
    sink.serverAnswered(to.server)
    bridge.stopWatching()
    // What the client still sends is of no use to anybody.
    client.resume()
    const headers = endToEndHeaders(answer.rawHeaders, answer.headers.connection)
    let head = `HTTP/1.1 ${answer.statusCode} ${answer.statusMessage || STATUS_CODES[answer.statusCode ?? 0] || ''}\r\n`
    for (let index = 0; index < headers.length; index += 2) head += `${headers[index]}: ${headers[index + 1]}\r\n`
    client.write(`${head}Connection: close\r\n\r\n`, 'latin1')
    answer.once('close', () => {
      if (answer.complete) return lingerThenClose(client)
      bridge.error ??= 'SERVER_CUT'
      resetSocket(client)
    })
    answer.pipe(client)
  }

  function fail(bridge: Bridge, error: NodeJS.ErrnoException): void {
    const { req, client, to, route, upstream } = bridge
    // Before http-proxy ends the connection as if the server's refusal were whole.
    if (bridge.refusal?.complete === false) resetSocket(client)
    if (bridge.isOver || upstream !== undefined || bridge.error !== null || route.status !== null) return
    const refusal = refusalOf(error, to.server.url)
    if (isConnectFailure(refusal.code)) sink.serverFailed(to.server, refusal.code)
    bridge.error = refusal.code
    route.status = refusal.status
    bridge.stopWatching()
    answerUpgrade(req, client, refusal)
  }

  function settle(bridge: Bridge): void {
    if (bridge.isOver) return
    bridge.isOver = true
    bridge.route.end(bridge.error)
  }

  /** The client is gone: so is everything that was done for it. */
  function onClientClosed(bridge: Bridge): void {
    if (bridge.upstream !== undefined) return
    if (bridge.route.status === null) bridge.error ??= 'CLIENT_GONE'
    bridge.handshake?.destroy()
    settle(bridge)
  }

  function open(req: IncomingMessage, client: Socket, head: Buffer, to: Destination, route: Route): void {
    const bridge: Bridge = {
      req,
      client,
      to,
      route,
      handshake: undefined,
      upstream: undefined,
      refusal: undefined,
      error: null,
      isOver: false,
      stopWatching: watchForEnd(client),
    }
    bridges.set(req, bridge)
    const entry: OpenSocket = {
      clientIp: to.clientIp,
      serverUrl: to.server.url,
      close(reason) {
        bridge.error ??= reason
        client.destroy()
        bridge.upstream?.destroy()
      },
    }
    registry.addSocket(entry)
    client.once('close', () => {
      registry.removeSocket(entry)
      onClientClosed(bridge)
    })
    rewriteRequestHeaders(req, to.server, to.clientIp)
    restoreUpgrade(req.headers)
    const { protocol, hostname, port } = to.server
    const options = { target: { protocol, host: hostname, hostname, port }, agent: agents.forSockets(protocol) }
    proxy.ws(req, client, head, options, (error) => fail(bridge, error))
    // http-proxy would pass on a refusal chunked in name only.
    bridge.handshake?.removeAllListeners('response')
    bridge.handshake?.once('response', (answer) => passOnRefusal(bridge, answer))
  }

  return { open }
}

/**
 * While the server has not answered, nobody reads from the client, so its end would go unnoticed. Bytes that it sends
 * meanwhile are kept for the server; no client of a WebSocket has many before it is answered.
 * @returns what ends the watch and puts the bytes back, once there is somebody who reads
 */
function watchForEnd(client: Socket): () => void {
  const early: Buffer[] = []
  let earlyBytes = 0
  const onData = (chunk: Buffer) => {
    early.push(chunk)
    earlyBytes += chunk.length
    if (earlyBytes > MAX_EARLY_BYTES) client.destroy()
  }
  const onEnd = () => client.destroy()
  client.on('data', onData)
  client.once('end', onEnd)
  return () => {
    client.off('data', onData)
    client.off('end', onEnd)
    client.pause()
    if (earlyBytes > 0) client.unshift(Buffer.concat(early.splice(0)))
  }
}
