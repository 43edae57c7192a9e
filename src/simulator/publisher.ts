import { WebSocket } from 'ws'

/** From here on a writer waits for its reader, in aiohttp as here. */
const HIGH_WATER_BYTES = 64 * 1024

interface Letter {
  readonly sockets: readonly WebSocket[]
  readonly frame: string | Buffer
}

/** Brings frames to sockets: to each at its own pace, or, like ComfyUI, to one after the other. */
export class Publisher {
  readonly #isOneByOne: boolean
  readonly #waiting: Letter[] = []
  #isBusy = false

  constructor(isOneByOne: boolean) {
    this.#isOneByOne = isOneByOne
  }

  send(sockets: readonly WebSocket[], frame: string | Buffer): void {
    if (!this.#isOneByOne) {
      for (const socket of sockets) void deliver(socket, frame)
      return
    }
    this.#waiting.push({ sockets, frame })
    if (!this.#isBusy) void this.#deliverAll()
  }

  async #deliverAll(): Promise<void> {
    this.#isBusy = true
    for (let letter = this.#waiting.shift(); letter !== undefined; letter = this.#waiting.shift())
      for (const socket of letter.sockets) await deliver(socket, letter.frame)
    this.#isBusy = false
  }
}

/** Resolves when the next frame may follow; a socket that breaks is done with, its `close` tells the table. */
function deliver(socket: WebSocket, frame: string | Buffer): Promise<void> {
  if (socket.readyState !== WebSocket.OPEN) return Promise.resolve()
  return new Promise((resolve) => {
    socket.send(frame, () => resolve())
    if (socket.bufferedAmount < HIGH_WATER_BYTES) resolve()
  })
}
