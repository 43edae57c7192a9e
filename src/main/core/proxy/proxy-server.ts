import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { PanelError, type RouteErrorCode } from '@shared/errors'
import type { ServerEntry } from '@shared/model/server-entry'
import type { Settings } from '@shared/model/settings'
import { createServerPool, type Server, type ServerPool } from '../balancing/server-pool'
import { type Clock, systemClock } from '../clock'
import { type AccessPolicy, createAccessPolicy } from '../network/access-policy'
import { canonicalIp } from '../network/client-address'
import { type ListenAddress, listen } from '../network/listen'
import { ConnectionRegistry } from './connection-registry'
import { answerRequest, answerUpgrade } from './error-page'
import { createHttpForwarder } from './http-forwarder'
import { isForeignPage, parseAllowedPages } from './origin-guard'
import { replayAsPlainRequest } from './plain-request'
import type { Refusal } from './refusal'
import { originForm } from './request-target'
import { resetSocket } from './reset-socket'
import { whenResponseOver } from './response-end'
import type { Route, RouteSink } from './route-sink'
import { createUpstreamAgents, MAX_HEAD_BYTES, type UpstreamTimeouts } from './upstream-agent'
import { createWebSocketBridge } from './websocket-bridge'

/** Requests under way get this long to end when the proxy stops. */
const STOP_GRACE_MS = 3000

/** What the proxy needs to know of the settings. */
export type ProxyConfig = Pick<Settings, 'access' | 'allowedPages'> & { readonly servers: readonly ServerEntry[] }

export interface ProxyServerOptions extends UpstreamTimeouts {
  readonly clock?: Clock
  /** Name of a header, lower case, in which clients on loopback say their address: for the demo only. */
  readonly clientHeader?: string | undefined
}

/** What listens, and where: `port` is the real one. */
interface Bound extends ListenAddress {
  readonly server: http.Server
}

/** Owns the listening socket and everything that comes in through it. */
export class ProxyServer {
  readonly #sink: RouteSink
  readonly #clock: Clock
  readonly #clientHeader: string | undefined
  readonly #registry = new ConnectionRegistry()
  readonly #agents
  readonly #forwarder
  readonly #bridge
  /** Canonical address of a connection: at an upgrade the socket may have forgotten it. */
  readonly #clientIps = new WeakMap<Socket, string>()
  /** Requests of a connection that are not answered yet: more than one only when a client pipelines. */
  readonly #unanswered = new WeakMap<Socket, number>()
  #pool: ServerPool = createServerPool([])
  #access: AccessPolicy = createAccessPolicy({ mode: 'network', cidrs: [] })
  #allowedPages: ReadonlySet<string> = new Set()
  #bound: Bound | undefined

  constructor(sink: RouteSink, { clock = systemClock, clientHeader, ...timeouts }: ProxyServerOptions = {}) {
    this.#sink = sink
    this.#clock = clock
    this.#clientHeader = clientHeader
    this.#agents = createUpstreamAgents(timeouts)
    this.#forwarder = createHttpForwarder(this.#agents, sink)
    this.#bridge = createWebSocketBridge(this.#agents, this.#registry, sink)
  }

  /** Takes over a configuration at once. Sockets that may stay are not touched. */
  configure({ servers, access, allowedPages }: ProxyConfig): void {
    this.#pool = createServerPool(servers)
    this.#access = createAccessPolicy(access)
    this.#allowedPages = parseAllowedPages(allowedPages)
    this.#registry.closeSockets('SERVER_REMOVED', ({ serverUrl }) => this.#pool.find(serverUrl) === undefined)
    this.#registry.closeConnections((connection) => {
      const clientIp = this.#clientIps.get(connection)
      return clientIp !== undefined && !this.#access.allows(clientIp)
    })
  }

  /**
   * The server that the client's next request goes to: while a WebSocket of its is open to an enabled server, that one;
   * else its home server.
   */
  serverFor(clientIp: string): Server | undefined {
    const holding = this.#registry.serverHolding(clientIp)
    return (holding === undefined ? undefined : this.#pool.find(holding)) ?? this.#pool.homeOf(clientIp)
  }

  /** Where the hash alone would send the client. */
  homeOf(clientIp: string): Server | undefined {
    return this.#pool.homeOf(clientIp)
  }

  /** Whether a client may connect. */
  allows(clientIp: string): boolean {
    return this.#access.allows(clientIp)
  }

  openSocketsOf(clientIp: string): number {
    return this.#registry.openSocketsOf(clientIp)
  }

  /**
   * Listens, in place of where it listened before: the new address is bound first, only then the old one is released.
   * Connections that are open stay open.
   * @returns the real port
   * @throws PanelError see {@link listen}; then nothing has changed
   */
  async listen(address: ListenAddress): Promise<number> {
    const before = this.#bound
    const server = this.#createListener()
    const port = await listen(server, address).catch((error: unknown) => {
      const isInUse = error instanceof PanelError && error.info.code === 'PORT_IN_USE'
      if (!isInUse || before?.port !== address.port) throw error
      return this.#listenInPlace(server, address, before)
    })
    before?.server.close()
    this.#bound = { server, host: address.host, port }
    return port
  }

  /** The port is the one that we have, on another host: there it may be our own socket that is in the way. */
  async #listenInPlace(server: http.Server, address: ListenAddress, before: Bound): Promise<number> {
    before.server.close()
    try {
      return await listen(server, address)
    } catch (error) {
      const again = this.#createListener()
      await listen(again, before)
      this.#bound = { ...before, server: again }
      throw error
    }
  }

  /** Stops listening, closes sockets, and gives requests under way {@link STOP_GRACE_MS}. */
  async stop(): Promise<void> {
    this.#bound?.server.close()
    this.#bound = undefined
    this.#registry.closeSockets('STOPPED', () => true)
    await new Promise<void>((resolve) => {
      const cancel = this.#clock.after(STOP_GRACE_MS, resolve)
      this.#forwarder.whenIdle(() => {
        cancel()
        resolve()
      })
    })
    this.#forwarder.abortAll('STOPPED')
    this.#registry.closeConnections(() => true)
    this.#agents.dispose()
  }

  get connectionCount(): number {
    return this.#registry.connectionCount
  }

  #createListener(): http.Server {
    const server = http.createServer({ maxHeaderSize: MAX_HEAD_BYTES, requestTimeout: 0, keepAliveTimeout: 75_000 })
    server.on('connection', (socket: Socket) => this.#onConnection(socket))
    server.on('request', (req, res) => this.#onRequest(req, res))
    server.on('upgrade', (req, socket: Socket, head) => {
      if (this.#isOutOfTurn(socket)) return
      const isWebSocket = req.method === 'GET' && /^websocket$/i.test(req.headers.upgrade ?? '')
      if (isWebSocket) this.#onUpgrade(req, socket, head)
      else replayAsPlainRequest(server, req, socket, head)
    })
    server.on('connect', (req, socket: Socket) => {
      socket.on('error', () => socket.destroy())
      if (this.#isOutOfTurn(socket)) return
      if (!this.#clientIps.has(socket)) return void socket.destroy()
      this.#refuseUpgrade(req, socket, { status: 405, code: 'METHOD_NOT_ALLOWED', values: { method: 'CONNECT' } })
    })
    return server
  }

  /**
   * Node emits an upgrade without waiting for the answers before it, so its own would come first or in between. No
   * browser pipelines upgrades; who does loses the connection.
   */
  #isOutOfTurn(socket: Socket): boolean {
    if ((this.#unanswered.get(socket) ?? 0) === 0) return false
    resetSocket(socket)
    return true
  }

  #onConnection(socket: Socket): void {
    // One listener for each unanswered request, of which a pipelining client may have many.
    socket.setMaxListeners(0)
    this.#registry.add(socket)
    const clientIp = canonicalIp(socket.remoteAddress ?? '')
    if (clientIp !== undefined) this.#clientIps.set(socket, clientIp)
  }

  #onRequest(req: IncomingMessage, res: ServerResponse): void {
    const clientIp = this.#clientIpOf(req)
    // Gone before it was accepted: there is nobody to answer.
    if (clientIp === undefined) return void req.socket.destroy()
    const target = originForm(req.url ?? '/')
    const server = this.#serverOrRefusal(req, clientIp, false)
    const isRefused = 'status' in server
    const route = this.#openRoute('http', req, target, clientIp, isRefused ? undefined : server)
    const end = isRefused
      ? this.#refuse(req, res, server, route)
      : this.#forwarder.forward(req, res, { server, target, clientIp }, route)
    const { socket } = req
    this.#countUnanswered(socket, 1)
    whenResponseOver(req, res, () => {
      this.#countUnanswered(socket, -1)
      end()
    })
  }

  #refuse(req: IncomingMessage, res: ServerResponse, refusal: Refusal, route: Route): () => void {
    route.status = refusal.status
    answerRequest(req, res, refusal)
    return () => route.end(refusal.code)
  }

  #clientIpOf(req: IncomingMessage): string | undefined {
    const clientIp = this.#clientIps.get(req.socket)
    const named = this.#clientHeader === undefined ? undefined : req.headers[this.#clientHeader]
    // Who comes from another machine has an address of its own.
    if (typeof named !== 'string' || clientIp?.startsWith('127.') !== true) return clientIp
    return canonicalIp(named) ?? clientIp
  }

  #countUnanswered(socket: Socket, step: 1 | -1): void {
    this.#unanswered.set(socket, (this.#unanswered.get(socket) ?? 0) + step)
  }

  #onUpgrade(req: IncomingMessage, socket: Socket, head: Buffer): void {
    // First of all: http-proxy listens for errors only once the server has upgraded.
    socket.on('error', () => socket.destroy())
    const clientIp = this.#clientIpOf(req)
    if (clientIp === undefined) return void socket.destroy()
    const target = originForm(req.url ?? '/')
    const server = this.#serverOrRefusal(req, clientIp, true)
    if ('status' in server) return this.#refuseUpgrade(req, socket, server)
    const route = this.#openRoute('ws', req, target, clientIp, server)
    this.#bridge.open(req, socket, head, { server, target, clientIp }, route)
  }

  #refuseUpgrade(req: IncomingMessage, socket: Socket, refusal: Refusal): void {
    const kind = req.method === 'CONNECT' ? 'http' : 'ws'
    const route = this.#openRoute(kind, req, req.url ?? '/', this.#clientIps.get(socket) ?? '', undefined)
    route.status = refusal.status
    socket.once('close', () => route.end(refusal.code))
    answerUpgrade(req, socket, refusal)
  }

  #openRoute(
    kind: 'http' | 'ws',
    req: IncomingMessage,
    target: string,
    clientIp: string,
    server: Server | undefined,
  ): Route {
    return this.#sink.open({ kind, method: req.method ?? '', target, clientIp, server })
  }

  #serverOrRefusal(req: IncomingMessage, clientIp: string, isUpgrade: boolean): Server | Refusal {
    if (!this.#access.allows(clientIp)) return refuse(403, 'CLIENT_NOT_ALLOWED', { client: clientIp })
    if (isForeignPage(req, isUpgrade, this.#allowedPages)) {
      const { origin = '', host = '' } = req.headers
      return refuse(403, 'FOREIGN_PAGE', { origin, host })
    }
    return this.serverFor(clientIp) ?? refuse(503, 'NO_SERVER', {})
  }
}

function refuse(status: Refusal['status'], code: RouteErrorCode, values: Refusal['values']): Refusal {
  return { status, code, values }
}
