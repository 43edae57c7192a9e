import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import http from 'node:http'
import { WebSocket } from 'ws'
import { type Simulator, startSimulator } from '../../src/simulator/simulator'

/** A simulated server with a name. */
export interface ComfyStandIn {
  readonly name: string
  readonly url: string
  stop(): Promise<void>
}

/** The servers of the test that runs. */
const running = new Map<string, Simulator>()

/** Travels with a request through the proxy, to see where it comes out. */
const MARK = 'x-test-mark'

/** Starts a server on a port that the system picks. */
export async function startComfy(name: string): Promise<ComfyStandIn> {
  const simulator = await startSimulator({ name, stepMs: 1 })
  running.set(name, simulator)
  return {
    name,
    url: simulator.url,
    stop: () => {
      running.delete(name)
      return simulator.stop()
    },
  }
}

/** Which server answers a request that comes from `clientIp`. */
export function askThrough(port: number, clientIp: string, target = '/system_stats'): Promise<string> {
  const mark = randomUUID()
  return new Promise((resolve, reject) => {
    const headers = { [MARK]: mark }
    const options = { host: '127.0.0.1', port, path: target, localAddress: clientIp, agent: false, headers }
    const request = http.get(options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        if (response.statusCode === 200) resolve(nameOfServerThatGot(mark))
        else reject(new Error(`status ${response.statusCode}: ${Buffer.concat(chunks).toString()}`))
      })
    })
    request.on('error', reject)
  })
}

function nameOfServerThatGot(mark: string): string {
  for (const [name, { requests }] of running) if (requests.some(({ headers }) => headers[MARK] === mark)) return name
  throw new Error('no server of this test got the request')
}

/** An open WebSocket of a client. */
export interface ComfySocket {
  /** The name of the server at its other end. */
  readonly server: string
  /** Sends a ping that the server answers with the same text. */
  echo(text: string): Promise<string>
  /** Resolves when the connection is closed, whoever closed it. */
  readonly closed: Promise<void>
  close(): Promise<void>
}

/** Opens a WebSocket that comes from `clientIp`. */
export async function openSocketThrough(port: number, clientIp: string): Promise<ComfySocket> {
  const mark = randomUUID()
  const options = { localAddress: clientIp, headers: { [MARK]: mark } }
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws?clientId=e2e`, options)
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  // The first status: the server knows the client.
  await once(socket, 'message')
  return {
    server: nameOfServerThatGot(mark),
    echo: async (text) => {
      const answer = once(socket, 'pong')
      socket.ping(text)
      const [data] = (await answer) as [Buffer]
      return data.toString()
    },
    closed,
    close: () => {
      socket.close()
      return closed
    },
  }
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
