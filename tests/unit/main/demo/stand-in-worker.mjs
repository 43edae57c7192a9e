// Speaks the demo's contract without servers; what it was told is in its file, what it does in its plan.
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort } from 'node:worker_threads'

const { STAND_IN_DIR: dir, STAND_IN_PLAN: plan } = process.env
if (plan === 'dies at start') throw new Error('no port is free')
parentPort.on('message', ({ port }) => {
  appendFileSync(join(dir, 'ports'), `${port}\n`)
  if (plan === 'dies when connected') throw new Error('a bug in the demo')
})
parentPort.postMessage({
  servers: [
    { id: 'demo-1', url: 'http://127.0.0.1:9001', name: 'Studio A', enabled: true },
    { id: 'demo-2', url: 'http://127.0.0.1:9002', name: 'Studio B', enabled: true },
  ],
})
