// Puts load on a contender, one job at a time, and answers each job with what it measured.
import { askDownloads } from './downloads.mjs'
import { Meter } from './meter.mjs'
import { askSmallAnswers } from './small-answers.mjs'
import { openEchoes, openPushes } from './sockets.mjs'

/** Each starts its load on a port and gives back what ends it. */
const LOADS = { small: askSmallAnswers, large: askDownloads, 'ws-echo': openEchoes, 'ws-push': openPushes }

/** @param {import('../throughput.mjs').Job} job */
async function measure({ load, port, connections, warmUpMs, measureMs }) {
  const meter = new Meter()
  /** @type {(error: Error) => void} */
  let fail = () => {}
  const failed = new Promise((_, reject) => {
    fail = reject
  })
  const end = await LOADS[load](port, connections, meter, fail)
  try {
    await Promise.race([meter.run(warmUpMs, measureMs), failed])
  } finally {
    await end()
  }
  return meter.result()
}

process.on('message', (job) => {
  measure(/** @type {import('../throughput.mjs').Job} */ (job)).then(
    (value) => process.send?.({ value }),
    (error) => process.send?.({ error: error.message }),
  )
})
process.on('disconnect', () => process.exit())
