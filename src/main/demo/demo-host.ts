import { Worker } from 'node:worker_threads'
import type { ServerEntry } from '@shared/model/server-entry'
import { type DemoOptions, type DemoOrder, demoReadySchema } from './contract'

/** The demo's thread: simulated servers that run, and simulated people who come when they are told where. */
export interface DemoHost {
  readonly servers: readonly ServerEntry[]
  /** Tells the people where the proxy listens on loopback; `null`: not at all. */
  connect(port: number | null): void
  /** Ends servers and people. */
  dispose(): Promise<void>
}

/**
 * @param workerFile the built `demo-worker.js`
 * @param onDeath called when the thread ends by itself; what it throws nobody catches
 * @throws when the servers cannot be started
 */
export async function startDemoHost(workerFile: string, onDeath: (cause: string) => void): Promise<DemoHost> {
  const workerData: DemoOptions = { seed: Date.now() % 2 ** 31 }
  const worker = new Worker(workerFile, { workerData })
  let isDisposed = false
  let cause = ''
  worker.on('error', (error: unknown) => {
    cause = error instanceof Error ? (error.stack ?? error.message) : String(error)
  })
  const ended = new Promise<string>((resolve) => {
    worker.once('exit', () => resolve(`the thread of the demo ended: ${cause}`))
  })
  const first = new Promise<unknown>((resolve) => {
    worker.once('message', resolve)
  })
  const ready = await Promise.race([first, ended])
  if (typeof ready === 'string') throw new Error(ready)
  void ended.then((how) => {
    if (!isDisposed) onDeath(how)
  })
  return {
    servers: demoReadySchema.parse(ready).servers,
    connect: (port) => worker.postMessage({ port } satisfies DemoOrder),
    dispose: async () => {
      isDisposed = true
      await worker.terminate()
    },
  }
}
