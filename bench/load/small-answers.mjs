import autocannon from 'autocannon'
import { HOST } from '../port.mjs'

/** Longer than any measurement: who started it ends it. */
const ENDLESS_SECONDS = 3600
/** How often autocannon looks whether it has been stopped. */
const LOOK_EVERY_MS = 20

/**
 * Requests on kept connections, each after the answer to the one before.
 * @param {number} port
 * @param {number} connections
 * @param {import('./meter.mjs').Meter} meter
 * @param {(error: Error) => void} fail
 */
export function askSmallAnswers(port, connections, meter, fail) {
  const url = `http://${HOST}:${port}/small`
  const cannon = autocannon({ url, connections, duration: ENDLESS_SECONDS, sampleInt: LOOK_EVERY_MS }, (error) => {
    if (error) fail(error)
  })
  // Its own histogram counts whole milliseconds.
  cannon.on('response', (_client, status, _bytes, timeMs) => {
    if (status === 200) meter.count(1, timeMs)
    else fail(new Error(`status ${status}`))
  })
  cannon.on('reqError', fail)
  return () => {
    const over = new Promise((resolve) => cannon.once('done', resolve))
    cannon.stop()
    return over
  }
}
