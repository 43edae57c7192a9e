import { setTimeout as pause } from 'node:timers/promises'
import type { WebSocket } from 'ws'
import { z } from 'zod'
import type { DemoConnection } from './demo-connection'
import { demoPicture, demoPrompt } from './demo-work'
import { between, type Random } from './random'

/** What the page asks for when it is opened. */
const FIRST_REQUESTS = ['/', '/api/users', '/api/settings', '/api/extensions', '/api/object_info', '/api/features']
/** Like the page, it tries again for ever; a little slower, because nobody waits. */
const RECONNECT_MS = 1000
/** A job whose end was not heard of is given up: its server went down. */
const LONGEST_JOB_MS = 40_000

const eventSchema = z.object({ type: z.string(), data: z.record(z.string(), z.unknown()) })
const queuedSchema = z.object({ prompt_id: z.string() })

export interface DemoClientOptions {
  readonly ip: string
  readonly connection: DemoConnection
  readonly random: Random
  /** Where the proxy listens; `null` while it does not. */
  readonly port: () => number | null
}

/** Somebody with the page open: asks for what the page asks for, queues prompts, looks at pictures, leaves, comes back. */
export class DemoClient {
  readonly #options: DemoClientOptions
  readonly #clientId: string
  readonly #leaving = new AbortController()
  #socket: WebSocket | undefined
  #whenJobEnds: ((promptId: string) => void) | undefined
  #queuedAtOnce = 1

  constructor(options: DemoClientOptions) {
    this.#options = options
    this.#clientId = `demo-${options.ip.replaceAll('.', '-')}`
  }

  /** Lives until {@link leave}: visits, pauses, and visits again. */
  async live(): Promise<void> {
    const { random } = this.#options
    const { signal } = this.#leaving
    try {
      while (!signal.aborted) {
        await this.#visit(Math.ceil(between(random, 4, 14)))
        await pause(between(random, 5_000, 25_000), undefined, { signal })
      }
    } catch (error) {
      // Leaving is the one way out of the pauses.
      if (!signal.aborted) throw error
    } finally {
      this.#socket?.terminate()
      this.#options.connection.close()
    }
  }

  leave(): void {
    this.#leaving.abort()
    this.#socket?.terminate()
  }

  /** The next turn queues several prompts, as somebody does who looks for the best of many. */
  hurry(count: number): void {
    this.#queuedAtOnce = count
  }

  async #visit(jobs: number): Promise<void> {
    const { random } = this.#options
    const { signal } = this.#leaving
    await Promise.all(FIRST_REQUESTS.map((path) => this.#get(path)))
    const keepsOpen = { isOver: false }
    const connected = this.#keepSocket(keepsOpen)
    try {
      for (let job = 0; job < jobs; job++) {
        await pause(between(random, 700, job === 0 ? 2_500 : 9_000), undefined, { signal })
        if (random() < 0.15) await this.#upload()
        const count = this.#queuedAtOnce
        this.#queuedAtOnce = 1
        await this.#queue(count)
      }
    } finally {
      keepsOpen.isOver = true
      this.#socket?.close()
      await connected
    }
  }

  /** Holds the socket open until the visit is over, again and again. */
  async #keepSocket(visit: { isOver: boolean }): Promise<void> {
    const { signal } = this.#leaving
    while (!visit.isOver && !signal.aborted) {
      const port = this.#options.port()
      if (port !== null) await this.#useSocket(port)
      if (!visit.isOver && !signal.aborted) await pause(RECONNECT_MS)
    }
  }

  /** Resolves when the socket is closed, whoever closed it. */
  #useSocket(port: number): Promise<void> {
    const socket = this.#options.connection.socket(port, this.#clientId)
    this.#socket = socket
    return new Promise((resolve) => {
      // What went wrong is seen in the panel; here it only means that the socket is closed.
      socket.on('error', () => undefined)
      socket.once('close', () => resolve())
      socket.once('open', () =>
        socket.send(JSON.stringify({ type: 'feature_flags', data: { supports_preview_metadata: true } })),
      )
      socket.on('message', (data: Buffer, isBinary) => {
        if (!isBinary) this.#hear(data.toString())
      })
    })
  }

  #hear(text: string): void {
    const event = eventSchema.safeParse(readJson(text))
    // Custom nodes send what they like.
    if (!event.success) return
    const { type, data } = event.data
    if (type === 'status') void Promise.all([this.#get('/api/queue'), this.#get('/api/history?max_items=64')])
    if (type === 'executed') void this.#look(data)
    const isEnd = (type === 'executing' && data.node === null) || type === 'execution_error'
    if (isEnd && typeof data.prompt_id === 'string') this.#whenJobEnds?.(data.prompt_id)
  }

  async #look({ output }: Record<string, unknown>): Promise<void> {
    const images = outputSchema.safeParse(output)
    for (const { filename, subfolder, type } of images.success ? images.data.images : []) {
      const query = new URLSearchParams({ filename, subfolder, type, rand: String(this.#options.random()) })
      await this.#get(`/api/view?${query.toString()}`)
    }
  }

  /** Queues prompts and waits for the last one's end. */
  async #queue(count: number): Promise<void> {
    const { random } = this.#options
    for (let each = 0; each < count; each++) {
      const body = JSON.stringify({ client_id: this.#clientId, ...demoPrompt(random) })
      const answer = await this.#send('POST', '/api/prompt', { type: 'application/json', data: body })
      const queued = queuedSchema.safeParse(readJson(answer?.toString() ?? ''))
      if (!queued.success) return
      if (each === count - 1) await this.#untilDone(queued.data.prompt_id)
    }
  }

  #untilDone(id: string): Promise<void> {
    const { signal } = this.#leaving
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', end)
        resolve()
      }
      const timer = setTimeout(end, LONGEST_JOB_MS)
      // Who has left already is told no more.
      if (signal.aborted) return end()
      signal.addEventListener('abort', end)
      this.#whenJobEnds = (ended) => {
        if (ended === id) end()
      }
    })
  }

  async #upload(): Promise<void> {
    await this.#send('POST', '/api/upload/image', demoPicture(this.#options.random))
  }

  #get(path: string): Promise<Buffer | undefined> {
    return this.#send('GET', path)
  }

  /** `undefined` when it failed: a page shows that and goes on, and so does this. */
  async #send(
    method: string,
    path: string,
    body?: { type: string; data: Buffer | string },
  ): Promise<Buffer | undefined> {
    const port = this.#options.port()
    if (port === null || this.#leaving.signal.aborted) return undefined
    return this.#options.connection.request(port, method, path, body).catch(() => undefined)
  }
}

/** `undefined` when the text is no JSON: whatever answered, it was no ComfyUI. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Its schema says so to whoever reads it.
    return undefined
  }
}

const outputSchema = z.object({
  images: z.array(z.object({ filename: z.string(), subfolder: z.string(), type: z.string() })),
})
