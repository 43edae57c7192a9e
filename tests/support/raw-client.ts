import { connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** A TCP client that writes bytes and sees bytes: what a browser would never send, and what HTTP clients hide. */
export class RawClient {
  readonly socket: Socket
  #received = Buffer.alloc(0)
  #isEnded = false
  #error: NodeJS.ErrnoException | undefined
  #wakeUps: (() => void)[] = []

  constructor(socket: Socket) {
    this.socket = socket
    socket.on('connect', () => this.#wake())
    socket.on('data', (chunk) => {
      this.#received = Buffer.concat([this.#received, chunk])
      this.#wake()
    })
    socket.on('end', () => {
      this.#isEnded = true
      this.#wake()
    })
    socket.on('error', (error) => {
      this.#error = error
      this.#wake()
    })
    socket.on('close', () => this.#wake())
  }

  /** @param localAddress which client address to come from */
  static async open(port: number, localAddress = '127.0.0.1', host = '127.0.0.1'): Promise<RawClient> {
    const socket = connect({ port, host, localAddress, allowHalfOpen: true })
    const client = new RawClient(socket)
    onTestFinished(() => void socket.destroy())
    await client.until(() => !socket.connecting)
    return client
  }

  get text(): string {
    return this.#received.toString('latin1')
  }

  get length(): number {
    return this.#received.length
  }

  write(text: string | Buffer): this {
    this.socket.write(typeof text === 'string' ? Buffer.from(text, 'latin1') : text)
    return this
  }

  /** Writes a request head: lines joined, empty line added. */
  request(...lines: string[]): this {
    return this.write(`${lines.join('\r\n')}\r\n\r\n`)
  }

  upgrade(path: string, ...headers: string[]): this {
    return this.request(
      `GET ${path} HTTP/1.1`,
      'Host: switchboard.test',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      ...headers,
    )
  }

  async receive(text: string): Promise<string> {
    await this.until(() => this.text.includes(text) || this.#isEnded)
    if (!this.text.includes(text))
      throw new Error(`ended without ${JSON.stringify(text)}: ${JSON.stringify(this.text)}`)
    return this.text
  }

  /** How the peer ended the connection. */
  async ending(): Promise<'end' | 'reset'> {
    await this.until(() => this.#isEnded || this.socket.destroyed)
    return this.#error === undefined ? 'end' : 'reset'
  }

  async until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) {
      if (this.#error !== undefined && this.#error.code !== 'ECONNRESET' && this.#error.code !== 'EPIPE')
        throw this.#error
      if (this.socket.closed && !isTrue())
        throw new Error(`connection is closed; received: ${JSON.stringify(this.text)}`)
      await new Promise<void>((resolve) => this.#wakeUps.push(resolve))
    }
  }

  #wake(): void {
    for (const wake of this.#wakeUps.splice(0)) wake()
  }
}
