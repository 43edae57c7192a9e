import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http'
import type { RouteErrorCode } from '@shared/errors'
import httpProxy from 'http-proxy'
import type { Server } from '../balancing/server-pool'
import { answerRequest } from './error-page'
import { endToEndHeaders, rewriteRequestHeaders } from './forward-headers'
import { isConnectFailure, refusalOf } from './refusal'
import { resetSocket } from './reset-socket'
import type { Route, RouteSink } from './route-sink'
import { acceptLargeHeads, type UpstreamAgents, withHook } from './upstream-agent'

/** One request on its way: from the choice of its server until nothing more will happen. */
interface Exchange {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  readonly server: Server
  readonly target: string
  readonly route: Route
  /** The request's body has no length: http-proxy would give a DELETE without one `Content-Length: 0`. */
  readonly isChunked: boolean
  upstream: ClientRequest | undefined
  /** The server's answer, once its head went out to the client. */
  answer: IncomingMessage | undefined
  error: RouteErrorCode | null
  isOver: boolean
}

/** What a request is sent to, and for whom. */
export interface Destination {
  readonly server: Server
  /** In origin form. */
  readonly target: string
  /** Canonical text. */
  readonly clientIp: string
}

/** Passes requests on to servers: streaming both ways, no size limit, no time limit on an answer. */
export interface HttpForwarder {
  /** @returns what has to be called once the response is over, see {@link whenResponseOver} */
  forward(req: IncomingMessage, res: ServerResponse, to: Destination, route: Route): () => void
  /** Calls `run` once nothing is under way: at once when that is so already. */
  whenIdle(run: () => void): void
  /** Ends every request under way with a reset. */
  abortAll(reason: RouteErrorCode): void
}

const NOTHING = Buffer.alloc(0)

/** A server that switches protocols where nobody asked for it has said nothing that could be passed on. */
function unexpectedUpgrade(): NodeJS.ErrnoException {
  return Object.assign(new Error('the server switched protocols'), { code: 'ECONNRESET' })
}

/** The one file that knows how http-proxy forwards requests, and turns what it does by itself. */
export function createHttpForwarder(agents: UpstreamAgents, sink: RouteSink): HttpForwarder {
  // `toProxy` and `ignorePath` keep it from parsing the target: the server gets the bytes, below.
  const proxy = httpProxy.createProxyServer({ selfHandleResponse: true, toProxy: true, ignorePath: true })
  const exchanges = new Map<IncomingMessage, Exchange>()
  const idleListeners: (() => void)[] = []
  /** The one that http-proxy is just making a request for. */
  let sending: Exchange | undefined
  const hook = (upstream: ClientRequest) => {
    if (sending !== undefined) prepare(sending, upstream)
  }
  const hooked = {
    'http:': withHook(agents.forRequests('http:'), hook),
    'https:': withHook(agents.forRequests('https:'), hook),
  }

  proxy.on('proxyRes', (answer, req) => {
    const exchange = exchanges.get(req)
    if (exchange === undefined) answer.destroy()
    else passOn(exchange, answer)
  })

  /** http-proxy's own event comes when the head may have gone out with the first bytes of the body. */
  function prepare(exchange: Exchange, upstream: ClientRequest): void {
    exchange.upstream = upstream
    upstream.path = exchange.target
    acceptLargeHeads(upstream)
    upstream.once('upgrade', (_answer, socket) => {
      socket.destroy()
      fail(exchange, unexpectedUpgrade())
    })
    if (!exchange.isChunked) return
    upstream.removeHeader('content-length')
    upstream.setHeader('transfer-encoding', 'chunked')
  }

  function passOn(exchange: Exchange, answer: IncomingMessage): void {
    const { res, route, server } = exchange
    sink.serverAnswered(server)
    // `close` tells whether the answer is whole.
    answer.on('error', () => undefined)
    try {
      if ((answer.statusCode ?? 0) < 200) throw unexpectedUpgrade()
      const headers = endToEndHeaders(answer.rawHeaders, answer.headers.connection)
      res.writeHead(answer.statusCode ?? 0, answer.statusMessage, headers)
    } catch (error) {
      // A status or header that no HTTP message may have.
      answer.destroy()
      return fail(exchange, error as NodeJS.ErrnoException)
    }
    exchange.answer = answer
    route.status = answer.statusCode ?? null
    answer.on('data', (chunk: Buffer) => {
      route.bytesDown += chunk.length
    })
    answer.once('close', () => {
      if (!answer.complete) cut(exchange)
    })
    answer.pipe(res)
    // The head travels with the first bytes of the body, in one packet, unless these are still to come.
    setImmediate(() => {
      // Not flushHeaders(), which would write the server's bytes as if they were text.
      if (route.bytesDown === 0 && !res.writableEnded && !res.destroyed) res.write(NOTHING)
    })
  }

  function fail(exchange: Exchange, error: NodeJS.ErrnoException): void {
    const { req, res, server, route, answer } = exchange
    if (exchange.isOver || exchange.error !== null) return
    if (answer !== undefined) {
      // A server may answer before it has read everything; then its answer counts, not what became of the request.
      if (!answer.complete) cut(exchange)
      return
    }
    const refusal = refusalOf(error, server.url)
    if (isConnectFailure(refusal.code)) sink.serverFailed(server, refusal.code)
    exchange.error = refusal.code
    route.status = refusal.status
    exchange.upstream?.destroy()
    req.unpipe()
    answerRequest(req, res, refusal)
  }

  /** After the first byte went out, only a reset tells the client that this is not the whole. */
  function cut(exchange: Exchange): void {
    if (exchange.isOver) return
    exchange.error = 'SERVER_CUT'
    resetSocket(exchange.req.socket)
  }

  /** The client has all of the answer, or is gone: either way nothing is left for the server to do. */
  function onClientDone(exchange: Exchange): void {
    const { req, res, upstream, route } = exchange
    exchange.isOver = true
    exchanges.delete(req)
    route.end(exchange.error ?? (res.writableFinished ? null : 'CLIENT_GONE'))
    if (!res.writableFinished || !req.complete) {
      req.unpipe()
      req.resume()
      upstream?.destroy()
    }
    if (exchanges.size === 0) for (const run of idleListeners.splice(0)) run()
  }

  function forward(req: IncomingMessage, res: ServerResponse, to: Destination, route: Route): () => void {
    const { server, target, clientIp } = to
    const exchange: Exchange = {
      req,
      res,
      server,
      target,
      route,
      isChunked: req.headers['transfer-encoding'] !== undefined,
      upstream: undefined,
      answer: undefined,
      error: null,
      isOver: false,
    }
    exchanges.set(req, exchange)
    rewriteRequestHeaders(req, server, clientIp)
    if (exchange.isChunked || req.headers['content-length'] !== undefined) {
      req.on('data', (chunk: Buffer) => {
        route.bytesUp += chunk.length
      })
    }
    // http-proxy writes into its options: each call gets its own.
    const { protocol, hostname, port } = server
    const options = { target: { protocol, host: hostname, hostname, port }, agent: hooked[protocol] }
    sending = exchange
    proxy.web(req, res, options, (error) => fail(exchange, error))
    sending = undefined
    return () => onClientDone(exchange)
  }

  return {
    forward,
    whenIdle(run) {
      if (exchanges.size === 0) run()
      else idleListeners.push(run)
    },
    abortAll(reason) {
      for (const exchange of exchanges.values()) {
        exchange.error ??= reason
        resetSocket(exchange.req.socket)
      }
    },
  }
}
