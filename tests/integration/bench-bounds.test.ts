import { expect, it, onTestFinished } from 'vitest'
import { untilEnough } from '../../bench/rounds.mjs'
import { medianRatio } from '../../bench/statistics.mjs'
import { type Field, LOADS, type Load, measureThroughput, type Sample, startField } from '../../bench/throughput.mjs'
import { Workshop } from '../../bench/workshop.mjs'

// Gross, because the machine may be busy: what `npm run bench` says on a quiet one is finer.
const LEAST_SHARE = 0.7
const ATTEMPTS = 3
const SHORT_ROUNDS = { rounds: 7, seconds: 0.4 }

/**
 * How many small requests our core answers in plain Node, compared to bare http-proxy with kept connections: in a second
 * of processor time, of which both use one core alike, and not of the clock, as other tests run beside this one.
 */
async function shareOfBareProxy(field: Field, load: Load): Promise<number> {
  const [result] = await measureThroughput(field, { loads: [load], ...SHORT_ROUNDS })
  const cpuOf = (samples: readonly Sample[] = []) => samples.map(({ cpuUs = Number.NaN }) => cpuUs)
  return medianRatio(cpuOf(result?.samples['http-proxy']), cpuOf(result?.samples.node))
}

it(`answers at least ${LEAST_SHARE} times as many small requests as bare http-proxy does`, {
  timeout: 90_000,
}, async () => {
  const workshop = new Workshop()
  onTestFinished(() => workshop.close())
  const field = await startField({ workshop, contenders: ['http-proxy', 'node'] })
  const load = LOADS.find(({ kind, connections }) => kind === 'small' && connections === 64)!
  const share = await untilEnough(
    ATTEMPTS,
    () => shareOfBareProxy(field, load),
    (it) => it >= LEAST_SHARE,
  )
  expect(share).toBeGreaterThanOrEqual(LEAST_SHARE)
})
