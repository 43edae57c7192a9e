import http, { type IncomingHttpHeaders, type IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { WebSocketServer } from 'ws'
import { judgeOrigin } from '../origin-rule'
import type { ServerLife } from '../server-life'
import { catalogueRoutes } from './catalogue-routes'
import { Exchange } from './exchange'
import { fileRoutes } from './file-routes'
import { createFileServer, indexRoute } from './page-files'
import { Router } from './router'
import { userRoutes } from './user-routes'
import { workRoutes } from './work-routes'

/** A request as it arrived. */
export interface SimulatedRequest {
  readonly method: string
  /** Byte for byte. */
  readonly target: string
  readonly headers: IncomingHttpHeaders
  /** Names and values in turn, in the order and the spelling in which they came. */
  readonly rawHeaders: readonly string[]
  readonly remoteAddress: string
}

const SERVER = 'Python/3.12 aiohttp/3.12.15'
const MAX_FIELD_BYTES = 8190
const MAX_FIELDS = 128
const MAX_MESSAGE_BYTES = 4 * 1024 * 1024
const SOCKET_PATHS = ['/ws', '/api/ws']

/** The server's front: the origin rule before everything, then routes and sockets. */
export class HttpServer {
  readonly server: http.Server
  readonly #life: ServerLife
  readonly #record: (request: SimulatedRequest) => void
  readonly #router: Router
  readonly #connections = new Set<Socket>()
  readonly #sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: true,
  })

  /** @param record is told of every request */
  constructor(server: http.Server, life: ServerLife, record: (request: SimulatedRequest) => void) {
    this.#life = life
    this.#record = record
    this.server = server
    const plain = (exchange: Exchange) =>
      exchange.text('No WebSocket UPGRADE hdr: None\n Can "Upgrade" only to "WebSocket".', 400)
    const routes = [
      indexRoute(life),
      { method: 'GET' as const, pattern: '/ws', handle: plain },
      ...workRoutes(life),
      ...fileRoutes(life),
      ...userRoutes(life),
      ...catalogueRoutes(life),
    ]
    this.#router = new Router(routes, createFileServer(life), life.options.maxUploadBytes)
    this.#sockets.on('headers', (headers) => headers.push(`Server: ${SERVER}`, `Date: ${new Date().toUTCString()}`))
    server.on('connection', (socket: Socket) => this.#hold(socket))
    server.on('request', (req, res) => {
      this.#note(req)
      void this.#answer(req, res)
    })
    server.on('upgrade', (req, socket: Socket, head) => {
      // What breaks the connection ends what uses it.
      socket.on('error', () => undefined)
      this.#note(req)
      void this.#onUpgrade(req, socket, head)
    })
  }

  /** Breaks every connection. */
  breakAll(): void {
    for (const connection of this.#connections) connection.destroy()
  }

  #hold(connection: Socket): void {
    this.#connections.add(connection)
    connection.once('close', () => this.#connections.delete(connection))
  }

  #note({ method = '', url = '', headers, rawHeaders, socket }: IncomingMessage): void {
    this.#record({ method, target: url, headers, rawHeaders, remoteAddress: socket.remoteAddress ?? '' })
  }

  async #answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    res.setHeader('Server', SERVER)
    const exchange = new Exchange(req, res, this.#life.options.maxUploadBytes)
    if (isTooLarge(req)) return exchange.text('Bad Request', 400)
    const verdict = await judgeOrigin(req.headers, this.#life.options.version)
    if (verdict === 'refuse') exchange.empty(403)
    else if (verdict === 'error') exchange.text('500 Internal Server Error', 500)
    else await this.#router.answer(exchange)
  }

  async #onUpgrade(req: IncomingMessage, socket: Socket, head: Buffer): Promise<void> {
    const { path, query } = new Exchange(req, new ServerResponse(req), 0)
    const isSocket =
      req.method === 'GET' && /^websocket$/i.test(req.headers.upgrade ?? '') && SOCKET_PATHS.includes(path)
    const verdict = await judgeOrigin(req.headers, this.#life.options.version)
    if (!isSocket || verdict !== 'pass') return this.#answerPlainly(req, socket)
    this.#sockets.handleUpgrade(req, socket, head, (webSocket) =>
      this.#life.sockets.accept(webSocket, query.get('clientId')),
    )
  }

  /** No WebSocket: an answer like any other, and the last on this connection. */
  #answerPlainly(req: IncomingMessage, socket: Socket): void {
    const res = new ServerResponse(req)
    res.shouldKeepAlive = false
    res.assignSocket(socket)
    res.once('finish', () => socket.end())
    void this.#answer(req, res)
  }
}

/** Bodies of any length and connections that wait, as aiohttp has them; large heads come in, to be refused by us. */
export function createHttpListener(): http.Server {
  return http.createServer({ maxHeaderSize: 1024 * 1024, requestTimeout: 0, keepAliveTimeout: 75_000 })
}

/** aiohttp takes lines of 8190 bytes. */
function isTooLarge({ url = '', rawHeaders }: IncomingMessage): boolean {
  return (
    url.length > MAX_FIELD_BYTES ||
    rawHeaders.length > 2 * MAX_FIELDS ||
    rawHeaders.some((text) => text.length > MAX_FIELD_BYTES)
  )
}
