import http from 'node:http'
import type { AddressInfo } from 'node:net'
import httpProxy from 'http-proxy'
import { onTestFinished } from 'vitest'
import { ProxyServer, type ProxyServerOptions } from '../../src/main/core/proxy/proxy-server'
import type { Route, RouteSink, RouteStart } from '../../src/main/core/proxy/route-sink'
import type { RouteErrorCode } from '../../src/shared/errors'
import type { ServerEntry, ServerId } from '../../src/shared/model/server-entry'
import type { Settings } from '../../src/shared/model/settings'

/** A route as the proxy reported it. */
export interface RecordedRoute extends Route, RouteStart {
  error: RouteErrorCode | null
  /** Resolves when the route has ended. */
  readonly ended: Promise<void>
}

export interface ProxyFixture {
  readonly port: number
  readonly proxy: ProxyServer
  readonly routes: RecordedRoute[]
  readonly failures: string[]
  readonly configure: (change: FixtureConfig) => void
}

export interface FixtureConfig {
  readonly servers: readonly (string | Partial<ServerEntry>)[]
  readonly access?: Settings['access']
  readonly allowedPages?: readonly string[]
}

/** Our proxy on a free port of 127.0.0.1 (or `host`), stopped when the test is over. */
export async function startProxy(
  config: FixtureConfig,
  options: ProxyServerOptions & { host?: string } = {},
): Promise<ProxyFixture> {
  const routes: RecordedRoute[] = []
  const failures: string[] = []
  const sink: RouteSink = {
    open(start) {
      let end: () => void = () => undefined
      const ended = new Promise<void>((resolve) => {
        end = resolve
      })
      const route: RecordedRoute = {
        ...start,
        status: null,
        bytesUp: 0,
        bytesDown: 0,
        error: null,
        ended,
        end(error) {
          route.error = error
          end()
        },
      }
      routes.push(route)
      return route
    },
    serverAnswered: () => undefined,
    serverFailed: ({ url }, reason) => failures.push(`${url} ${reason}`),
  }
  const { host = '127.0.0.1', ...proxyOptions } = options
  const proxy = new ProxyServer(sink, proxyOptions)
  const configure = (change: FixtureConfig) =>
    proxy.configure({
      servers: change.servers.map(toEntry),
      access: change.access ?? { mode: 'network', cidrs: [] },
      allowedPages: [...(change.allowedPages ?? [])],
    })
  configure(config)
  const port = await proxy.listen({ host, port: 0 })
  onTestFinished(() => proxy.stop())
  return { port, proxy, routes, failures, configure }
}

function toEntry(server: string | Partial<ServerEntry>, index: number): ServerEntry {
  const written = typeof server === 'string' ? { url: server } : server
  return { id: `server-${index + 1}` as ServerId, url: '', name: '', enabled: true, ...written }
}

/** http-proxy as its README uses it, with the keep-alive agent that any comparison needs. */
export async function startBareProxy(target: string): Promise<{ port: number }> {
  const agent = new http.Agent({ keepAlive: true })
  const proxy = httpProxy.createProxyServer({ target, agent, xfwd: true })
  proxy.on('error', (_error, _req, res) => {
    if ('writeHead' in res && !res.headersSent) res.writeHead(502)
    res.end()
  })
  const server = http.createServer((req, res) => proxy.web(req, res))
  server.on('upgrade', (req, socket, head) => {
    // The README has no listener here either; without one a reset would end the test run.
    socket.on('error', () => undefined)
    proxy.ws(req, socket, head, { agent: false as unknown as http.Agent })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
    agent.destroy()
  })
  return { port: (server.address() as AddressInfo).port }
}
