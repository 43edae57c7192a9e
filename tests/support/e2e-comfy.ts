import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { type RawData, WebSocket, WebSocketServer } from 'ws'

/** A server that says its name over HTTP and echoes over WebSocket. */
export interface ComfyStandIn {
  readonly name: string
  readonly url: string
  stop(): Promise<void>
}

/** Starts a server on a port that the system picks. */
export async function startComfy(name: string): Promise<ComfyStandIn> {
  const server = http.createServer((request, response) => {
    response.setHeader('Content-Type', 'application/json')
    response.end(JSON.stringify({ server: name, target: request.url }))
  })
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket) => {
    socket.send(name)
    socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    name,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Which server answers a request that comes from `clientIp`. */
export function askThrough(port: number, clientIp: string, target = '/system_stats'): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path: target, localAddress: clientIp, agent: false }
    const request = http.get(options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const body = Buffer.concat(chunks).toString()
        if (response.statusCode === 200) resolve((JSON.parse(body) as { server: string }).server)
        else reject(new Error(`status ${response.statusCode}: ${body}`))
      })
    })
    request.on('error', reject)
  })
}

/** An open WebSocket of a client. */
export interface ComfySocket {
  /** What the server said its name is. */
  readonly server: string
  echo(text: string): Promise<string>
  /** Resolves when the connection is closed, whoever closed it. */
  readonly closed: Promise<void>
  close(): Promise<void>
}

/** Opens a WebSocket that comes from `clientIp`. */
export async function openSocketThrough(port: number, clientIp: string): Promise<ComfySocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws?clientId=e2e`, { localAddress: clientIp })
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  return {
    server: await nextMessage(socket),
    echo: (text) => {
      const answer = nextMessage(socket)
      socket.send(text)
      return answer
    },
    closed,
    close: () => {
      socket.close()
      return closed
    },
  }
}

function nextMessage(socket: WebSocket): Promise<string> {
  return new Promise((resolve, reject) => {
    socket.once('message', (data: RawData) => resolve((data as Buffer).toString()))
    socket.once('error', reject)
  })
}

/** True when somebody accepts connections there. */
export function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = http.get({ host: '127.0.0.1', port, path: '/', agent: false }, (response) => {
      response.resume()
      resolve(true)
    })
    request.on('error', () => resolve(false))
  })
}
