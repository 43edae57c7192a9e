import http from 'node:http'
import https from 'node:https'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { TLSSocket } from 'node:tls'

/** Longest head of a request or an answer. */
export const MAX_HEAD_BYTES = 64 * 1024

/** Limits of connections to servers. There is none on how long an answer may take. */
export interface UpstreamTimeouts {
  /** How long connecting, with TLS if need be, may take: 5 s if not said. */
  readonly connectTimeoutMs?: number
  /** How long an unused connection is kept: 30 s if not said. */
  readonly idleTimeoutMs?: number
}

/** Why our own limit on connecting ended an attempt; the kernel alone would take about two minutes. */
export const CONNECT_TIMED_OUT = 'ERR_CONNECT_TIMED_OUT'

type CreateConnection = (
  options: unknown,
  callback?: (error: Error | null, socket: Socket) => void,
) => Duplex | undefined

/** Connections to servers: kept alive for requests, one each for WebSockets. */
export interface UpstreamAgents {
  forRequests(protocol: 'http:' | 'https:'): http.Agent
  forSockets(protocol: 'http:' | 'https:'): http.Agent
  /** Closes the idle connections. */
  dispose(): void
}

export function createUpstreamAgents({
  connectTimeoutMs = 5000,
  idleTimeoutMs = 30_000,
}: UpstreamTimeouts = {}): UpstreamAgents {
  // `timeout` closes connections only while they are idle in the pool: a request under way has none.
  // `autoSelectFamily`: without it `localhost` fails on Node 18 where ::1 comes first and only 127.0.0.1 listens.
  const pooled = { keepAlive: true, timeout: idleTimeoutMs, autoSelectFamily: true }
  const single = { keepAlive: false, autoSelectFamily: true }
  const requests = { 'http:': new http.Agent(pooled), 'https:': new https.Agent(pooled) }
  const sockets = { 'http:': new http.Agent(single), 'https:': new https.Agent(single) }
  const all = [...Object.values(requests), ...Object.values(sockets)]
  for (const agent of all) limitConnecting(agent, connectTimeoutMs)
  return {
    forRequests: (protocol) => requests[protocol],
    forSockets: (protocol) => sockets[protocol],
    dispose: () => {
      for (const agent of all) agent.destroy()
    },
  }
}

/** What Node calls for each request that uses an agent, before the request's head exists. */
interface RequestAgent {
  addRequest(request: http.ClientRequest, options: unknown): void
}

/**
 * The same agent, with a look at each request while its path and headers can still be set. Node calls `onRequest` before
 * `http.request()` returns.
 */
export function withHook(agent: http.Agent, onRequest: (request: http.ClientRequest) => void): http.Agent {
  const pool = agent as http.Agent & RequestAgent
  const addRequest: RequestAgent['addRequest'] = (request, options) => {
    onRequest(request)
    pool.addRequest(request, options)
  }
  return Object.create(pool, { addRequest: { value: addRequest } }) as http.Agent
}

/** A server may answer with heads as large as clients may send. Node reads it when the connection is assigned. */
export function acceptLargeHeads(request: http.ClientRequest): void {
  Object.assign(request, { maxHeaderSize: MAX_HEAD_BYTES })
}

function limitConnecting(agent: http.Agent, timeoutMs: number): void {
  const withConnect = agent as http.Agent & { createConnection: CreateConnection }
  const connect = withConnect.createConnection
  withConnect.createConnection = function (options, callback) {
    const socket = connect.call(this, options, callback)
    if (socket !== undefined) limitConnect(socket, timeoutMs)
    return socket
  }
}

function limitConnect(socket: Duplex, timeoutMs: number): void {
  const timer = setTimeout(() => {
    socket.destroy(Object.assign(new Error(`no connection within ${timeoutMs} ms`), { code: CONNECT_TIMED_OUT }))
  }, timeoutMs)
  const done = () => clearTimeout(timer)
  socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', done)
  socket.once('close', done)
}
