import { onTestFinished } from 'vitest'
import { type RawData, WebSocket } from 'ws'
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/simulator'

/** A simulated server that is stopped when the test is over. */
export async function simulate(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ stepMs: 1, ...options })
  onTestFinished(() => simulator.stop())
  return simulator
}

export interface SimulatedEvent {
  readonly type: string
  readonly data: Record<string, unknown>
}

interface StatusData {
  readonly exec_info: { readonly queue_remaining: number }
}

/** A WebSocket client that keeps everything it got. */
export class EventClient {
  readonly socket: WebSocket
  readonly frames: (SimulatedEvent | Buffer)[] = []
  readonly texts: string[] = []
  /** The code with which the connection ended. */
  readonly closed: Promise<number>
  #wakeUps: (() => void)[] = []

  private constructor(socket: WebSocket) {
    this.socket = socket
    this.closed = new Promise((resolve) => socket.once('close', resolve))
    socket.on('error', () => undefined)
    socket.on('message', (data: RawData, isBinary) => {
      const bytes = data as Buffer
      if (!isBinary) this.texts.push(bytes.toString())
      this.frames.push(isBinary ? bytes : (JSON.parse(bytes.toString()) as SimulatedEvent))
      for (const wake of this.#wakeUps.splice(0)) wake()
    })
    socket.on('close', () => {
      for (const wake of this.#wakeUps.splice(0)) wake()
    })
  }

  /** Resolves when the first status has come. */
  static async open(server: Simulator, clientId?: string, headers: Record<string, string> = {}): Promise<EventClient> {
    const query = clientId === undefined ? '' : `?clientId=${clientId}`
    const client = new EventClient(
      new WebSocket(`${server.url.replace('http', 'ws')}/ws${query}`, { headers, perMessageDeflate: false }),
    )
    onTestFinished(() => client.socket.terminate())
    await client.until(({ type }) => type === 'status')
    return client
  }

  /** What the page says first. @returns the server's answer */
  announce(): Promise<SimulatedEvent> {
    this.send({ type: 'feature_flags', data: { supports_preview_metadata: true } })
    return this.until(({ type }) => type === 'feature_flags')
  }

  send(message: object): void {
    this.socket.send(JSON.stringify(message))
  }

  get events(): SimulatedEvent[] {
    return this.frames.filter((frame): frame is SimulatedEvent => !Buffer.isBuffer(frame))
  }

  get pictures(): Buffer[] {
    return this.frames.filter((frame): frame is Buffer => Buffer.isBuffer(frame))
  }

  /** Types of events in their order; `picture` for a binary frame. */
  get sequence(): string[] {
    return this.frames.map((frame) => (Buffer.isBuffer(frame) ? 'picture' : frame.type))
  }

  of(type: string): SimulatedEvent[] {
    return this.events.filter((event) => event.type === type)
  }

  /** The first event that fits, waited for if it has not come. */
  async until(fits: (event: SimulatedEvent) => boolean): Promise<SimulatedEvent> {
    for (;;) {
      const found = this.events.find(fits)
      if (found !== undefined) return found
      if (this.socket.readyState === WebSocket.CLOSED) throw new Error('closed before the event came')
      await new Promise<void>((resolve) => this.#wakeUps.push(resolve))
    }
  }

  /** Resolves when jobs have come and gone, and all that was said of them has arrived. */
  async untilIdle(): Promise<void> {
    const remaining = () => this.of('status').map(({ data }) => (data.status as StatusData).exec_info.queue_remaining)
    await this.until(() => remaining().some((count) => count > 0) && remaining().at(-1) === 0)
  }

  /** Resolves with the last event of a job. */
  jobEnd(promptId: string): Promise<SimulatedEvent> {
    return this.until(({ type, data }) => type === 'executing' && data.node === null && data.prompt_id === promptId)
  }
}

/** A prompt that draws with a sampler. @param seed another one each time, or everything is cached */
export function samplerPrompt(seed: number, steps = 3): Record<string, unknown> {
  return {
    '1': { class_type: 'EmptyLatentImage', inputs: { width: 64, height: 64, batch_size: 1 } },
    '2': { class_type: 'KSampler', inputs: { latent_image: ['1', 0], seed, steps } },
    '3': { class_type: 'SaveImage', inputs: { images: ['2', 0], filename_prefix: 'ComfyUI' } },
  }
}

/** The prompt without a model. */
export function colorPrompt(color: number, output = 'PreviewImage'): Record<string, unknown> {
  return {
    '1': { class_type: 'EmptyImage', inputs: { width: 64, height: 64, batch_size: 1, color } },
    '2': {
      class_type: output,
      inputs: { images: ['1', 0], ...(output === 'SaveImage' ? { filename_prefix: 'ComfyUI' } : {}) },
    },
  }
}

/** Sends JSON and reads JSON, or text where it is none. */
export async function call(
  server: Simulator,
  target: string,
  body?: unknown,
  init: RequestInit = {},
): Promise<{ status: number; body: unknown; headers: Headers }> {
  const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  const response = await fetch(`${server.url}${target}`, { ...sent, ...init })
  const text = await response.text()
  const isJson = text !== '' && response.headers.get('content-type')?.startsWith('application/json') === true
  return { status: response.status, body: isJson ? (JSON.parse(text) as unknown) : text, headers: response.headers }
}

/** Queues a prompt. @returns its id */
export async function queue(server: Simulator, body: object): Promise<string> {
  const answer = await call(server, '/prompt', body)
  if (answer.status !== 200) throw new Error(`refused: ${JSON.stringify(answer.body)}`)
  return (answer.body as { prompt_id: string }).prompt_id
}
