import { randomUUID } from 'node:crypto'
import type { RawData, WebSocket } from 'ws'
import {
  eventFrame,
  type Picture,
  type PreviewMetadata,
  previewFrame,
  previewWithMetadataFrame,
  textFrame,
} from './frames'
import { features } from './payloads'
import { Publisher } from './publisher'

export interface SocketTableOptions {
  readonly maxUploadBytes: number
  readonly faults: { readonly deafSocketOnReconnect: boolean; readonly slowReaderBlocksAll: boolean }
  /** The data of the status event. */
  readonly status: () => object
  /** The node that runs for this client; `undefined`: none does. */
  readonly runningNodeOf: (sid: string) => string | undefined
}

interface Client {
  readonly socket: WebSocket
  hasSpoken: boolean
  canReadMetadata: boolean
}

type Fields = Readonly<Record<string, unknown>>

/** Who is connected, and who gets what: the last socket of a client id is the client's. */
export class SocketTable {
  readonly #options: SocketTableOptions
  readonly #publisher: Publisher
  readonly #clients = new Map<string, Client>()
  readonly #open = new Set<WebSocket>()

  constructor(options: SocketTableOptions) {
    this.#options = options
    this.#publisher = new Publisher(options.faults.slowReaderBlocksAll)
  }

  get openCount(): number {
    return this.#open.size
  }

  /** @param clientId what the query of the handshake says; without it the client gets an id from here */
  accept(socket: WebSocket, clientId: string | null): void {
    const sid = clientId || randomUUID().replaceAll('-', '')
    const client: Client = { socket, hasSpoken: false, canReadMetadata: false }
    this.#open.add(socket)
    this.#clients.set(sid, client)
    // What breaks a socket closes it as well.
    socket.on('error', () => undefined)
    socket.once('close', () => this.#forget(sid, client))
    socket.on('message', (data, isBinary) => {
      if (!isBinary) this.#onText(client, data)
    })
    this.#publisher.send([socket], eventFrame('status', { ...this.#options.status(), sid }))
    const node = this.#options.runningNodeOf(sid)
    if (node !== undefined) this.#publisher.send([socket], eventFrame('executing', { node }))
  }

  /** @param to a client id; `undefined`: everybody */
  send(type: string, data: object, to?: string): void {
    this.#publisher.send(this.#socketsOf(to), eventFrame(type, data))
  }

  /** To everybody it goes in the form that everybody understands. */
  sendPreview(metadata: PreviewMetadata, picture: Picture, to: string | undefined): void {
    const isNew = to !== undefined && this.#clients.get(to)?.canReadMetadata === true
    this.#publisher.send(
      this.#socketsOf(to),
      isNew ? previewWithMetadataFrame(metadata, picture) : previewFrame(picture),
    )
  }

  sendText(nodeId: string, text: string): void {
    this.#publisher.send(this.#socketsOf(undefined), textFrame(nodeId, text))
  }

  /** Breaks every connection, as the end of the process does. */
  breakAll(): void {
    for (const socket of this.#open) socket.terminate()
  }

  #socketsOf(to: string | undefined): WebSocket[] {
    if (to === undefined) return [...this.#clients.values()].map(({ socket }) => socket)
    const client = this.#clients.get(to)
    return client === undefined ? [] : [client.socket]
  }

  /** Only the first message that can be read counts. */
  #onText(client: Client, data: RawData): void {
    if (client.hasSpoken) return
    const message = readMessage((data as Buffer).toString())
    client.hasSpoken = message !== undefined
    if (message?.type !== 'feature_flags') return
    const flags = message.data as Fields | null | undefined
    client.canReadMetadata = flags?.supports_preview_metadata === true
    this.#publisher.send([client.socket], eventFrame('feature_flags', features(this.#options.maxUploadBytes)))
  }

  #forget(sid: string, client: Client): void {
    this.#open.delete(client.socket)
    if (this.#clients.get(sid) === client || this.#options.faults.deafSocketOnReconnect) this.#clients.delete(sid)
  }
}

function readMessage(text: string): Fields | undefined {
  try {
    const message = JSON.parse(text) as unknown
    return typeof message === 'object' && message !== null ? (message as Fields) : undefined
  } catch {
    // Not JSON: ComfyUI writes that into its log and goes on.
    return undefined
  }
}
