import http from 'node:http'
import { createServer } from 'node:net'
import { DEMO_CLIENT_HEADER } from '@shared/model/demo'
import { WebSocket } from 'ws'

/** Whether this system answers on more loopback addresses than 127.0.0.1; macOS does not unless it is told to. */
export function canUseLoopback(ip: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen({ host: ip, port: 0 }, () => probe.close(() => resolve(true)))
  })
}

/** How the requests of one client leave: from its own address, or with its address in a header. */
export class DemoConnection {
  readonly #source: { localAddress: string } | { headers: Record<string, string> }
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 6 })

  constructor(ip: string, hasOwnAddress: boolean) {
    this.#source = hasOwnAddress ? { localAddress: ip } : { headers: { [DEMO_CLIENT_HEADER]: ip } }
  }

  /** @returns the body of the answer @throws when there is none, or its status is not 200 to 299 */
  request(port: number, method: string, path: string, body?: { type: string; data: Buffer | string }): Promise<Buffer> {
    const headers = {
      ...('headers' in this.#source ? this.#source.headers : {}),
      'comfy-user': '',
      ...(body === undefined ? {} : { 'content-type': body.type, 'content-length': Buffer.byteLength(body.data) }),
    }
    const options = { ...this.#source, host: '127.0.0.1', port, method, path, agent: this.#agent, headers }
    return new Promise((resolve, reject) => {
      const request = http.request(options, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const status = response.statusCode ?? 0
          if (status >= 200 && status < 300) resolve(Buffer.concat(chunks))
          else reject(new Error(`${method} ${path} was answered ${status}`))
        })
      })
      request.on('error', reject)
      request.end(body?.data)
    })
  }

  socket(port: number, clientId: string): WebSocket {
    return new WebSocket(`ws://127.0.0.1:${port}/ws?clientId=${clientId}`, { ...this.#source, handshakeTimeout: 5000 })
  }

  close(): void {
    this.#agent.destroy()
  }
}
