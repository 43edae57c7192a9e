import { parentPort, workerData } from 'node:worker_threads'
import { type DemoReady, demoOptionsSchema, demoOrderSchema } from './contract'
import { DemoWorld } from './demo-world'

async function run(port: NonNullable<typeof parentPort>): Promise<void> {
  const world = await DemoWorld.open(demoOptionsSchema.parse(workerData).seed)
  port.on('message', (order: unknown) => world.connect(demoOrderSchema.parse(order).port))
  const ready: DemoReady = { servers: world.servers }
  port.postMessage(ready)
}

if (parentPort === null) throw new Error('demo-worker runs as a worker thread only')
void run(parentPort)
