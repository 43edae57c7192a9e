import { CONTENDERS } from './contenders/registry.mjs'
import { freePort, untilListening } from './port.mjs'
import { inTurns } from './rounds.mjs'
import { ask } from './workshop.mjs'

/** @typedef {import('./throughput.mjs').Load} Load */
/** @typedef {import('./contenders/registry.mjs').Running} Running */

const UPSTREAM = new URL('load/upstream.mjs', import.meta.url)
const GENERATOR = new URL('load/generator.mjs', import.meta.url)

const MIN_WARM_UP_MS = 200

/** @type {readonly Load[]} */
export const LOADS = [
  ...[1, 64, 256].map((connections) => /** @type {Load} */ (smallAnswers(connections))),
  { suite: 'large', kind: 'large', title: '10 MB answers, 4 connections', unit: 'MB/s', connections: 4 },
  {
    suite: 'ws',
    kind: 'ws-echo',
    title: 'WebSocket, 100 B there and back, 32 sockets',
    unit: 'frames/s',
    connections: 32,
  },
  { suite: 'ws', kind: 'ws-push', title: 'WebSocket, 30 kB previews, 8 sockets', unit: 'MB/s', connections: 8 },
]

/** @param {number} connections */
function smallAnswers(connections) {
  const title = `100 B answers, ${connections} connection${connections === 1 ? '' : 's'}`
  return { suite: 'small', kind: 'small', title, unit: 'requests/s', connections }
}

/**
 * @param {import('./throughput.mjs').FieldOptions} options
 * @returns {Promise<import('./throughput.mjs').Field>}
 */
export async function startField({ workshop, contenders, electronPath }) {
  const upstreamPort = await freePort()
  await untilListening(upstreamPort, workshop.fork(UPSTREAM, [String(upstreamPort)]))
  const running = new Map()
  for (const name of contenders) {
    running.set(name, await CONTENDERS[name].start({ workshop, upstreamPort, electronPath }))
  }
  return { generator: workshop.fork(GENERATOR), running }
}

/**
 * @param {import('./throughput.mjs').Field} field
 * @param {import('./throughput.mjs').MeasureOptions} options
 */
export async function measureThroughput({ generator, running }, { loads, rounds, seconds, say }) {
  const measureMs = seconds * 1000
  const warmUpMs = Math.max(MIN_WARM_UP_MS, measureMs / 4)
  const results = []
  for (const load of loads) {
    say?.(load.title)
    const samples = await inTurns(rounds, [...running.keys()], (name) => {
      const measured = measure(generator, /** @type {Running} */ (running.get(name)), load, { warmUpMs, measureMs })
      return measured.catch((cause) => {
        throw new Error(`${load.title}, ${CONTENDERS[name].label}: ${cause.message}`, { cause })
      })
    })
    results.push({ load, samples })
  }
  return results
}

/**
 * @param {import('node:child_process').ChildProcess} generator
 * @param {Running} contender
 * @param {Load} load
 * @param {{ warmUpMs: number, measureMs: number }} times
 * @returns {Promise<import('./throughput.mjs').Sample>}
 */
async function measure(generator, { port, timed }, { kind, connections }, times) {
  const job = { load: kind, port, connections, ...times }
  const cpuBefore = timed && (await ask(timed, 'cpu'))
  const { total, ...sample } = await ask(generator, job, times.warmUpMs + times.measureMs)
  return timed ? { ...sample, cpuUs: ((await ask(timed, 'cpu')) - cpuBefore) / total } : sample
}
