import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import net, { type AddressInfo, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { RawClient } from './raw-client'

export interface Upstream {
  readonly port: number
  readonly url: string
  readonly server: net.Server
}

/** An HTTP server of the test on a loopback address. */
export async function startUpstream(
  handle: (req: IncomingMessage, res: ServerResponse) => void,
  host = '127.0.0.1',
): Promise<Upstream & { server: http.Server }> {
  const server = http.createServer({ keepAliveTimeout: 60_000 }, handle)
  return { ...(await listen(server, host)), server }
}

/** A server that says its name, to tell servers apart. */
export function startNamed(name: string): Promise<Upstream & { server: http.Server }> {
  return startUpstream((_req, res) => res.end(name))
}

/** A TCP server whose connections the test holds in its hands, in the order in which they came. */
export async function startRawUpstream(
  host = '127.0.0.1',
): Promise<Upstream & { accept(): Promise<RawClient>; readonly accepted: number }> {
  const waiting: ((client: RawClient) => void)[] = []
  const arrived: RawClient[] = []
  let accepted = 0
  const server = net.createServer({ allowHalfOpen: true }, (socket: Socket) => {
    accepted += 1
    const client = new RawClient(socket)
    const next = waiting.shift()
    if (next === undefined) arrived.push(client)
    else next(client)
  })
  const base = await listen(server, host)
  return {
    ...base,
    get accepted() {
      return accepted
    },
    accept: async () => arrived.shift() ?? (await new Promise<RawClient>((resolve) => waiting.push(resolve))),
  }
}

async function listen(server: net.Server, host: string): Promise<Upstream> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { port, url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`, server }
}
