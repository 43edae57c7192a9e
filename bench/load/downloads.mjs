import http from 'node:http'
import { HOST } from '../port.mjs'

const MEGABYTE = 1_000_000

/**
 * Downloads one after the other on each of some kept connections; counts megabytes.
 * @param {number} port
 * @param {number} connections
 * @param {import('./meter.mjs').Meter} meter
 * @param {(error: Error) => void} fail
 */
export function askDownloads(port, connections, meter, fail) {
  const agent = new http.Agent({ keepAlive: true })
  let isOver = false
  const failUnlessOver = (/** @type {Error} */ error) => {
    if (!isOver) fail(error)
  }
  const ask = () => {
    if (isOver) return
    const request = http.get({ host: HOST, port, path: '/large', agent }, (answer) => {
      if (answer.statusCode !== 200) fail(new Error(`status ${answer.statusCode}`))
      answer.on('data', (chunk) => meter.count(chunk.length / MEGABYTE))
      answer.on('end', ask)
      answer.on('error', failUnlessOver)
    })
    request.on('error', failUnlessOver)
  }
  for (let each = 0; each < connections; each += 1) ask()
  return async () => {
    isOver = true
    agent.destroy()
  }
}
