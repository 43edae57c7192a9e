import { once } from 'node:events'
import { WebSocket } from 'ws'
import { HOST } from '../port.mjs'

const SMALL_FRAME = 'x'.repeat(100)
const MEGABYTE = 1_000_000

/** @typedef {import('./meter.mjs').Meter} Meter */

/**
 * Small frames there and back, one at a time on each socket; counts round trips.
 * @param {number} port
 * @param {number} connections
 * @param {Meter} meter
 * @param {(error: Error) => void} fail
 */
export function openEchoes(port, connections, meter, fail) {
  return openSockets(`ws://${HOST}:${port}/ws/echo`, connections, fail, (socket) => {
    let sentAt = 0
    const send = () => {
      sentAt = performance.now()
      socket.send(SMALL_FRAME)
    }
    socket.on('open', send)
    socket.on('message', () => {
      meter.count(1, performance.now() - sentAt)
      send()
    })
  })
}

/**
 * Takes what the server pushes; counts megabytes.
 * @param {number} port
 * @param {number} connections
 * @param {Meter} meter
 * @param {(error: Error) => void} fail
 */
export function openPushes(port, connections, meter, fail) {
  return openSockets(`ws://${HOST}:${port}/ws/push`, connections, fail, (socket) => {
    socket.on('message', (data) => meter.count(/** @type {Buffer} */ (data).length / MEGABYTE))
  })
}

/**
 * Resolves once all are open, with what closes them.
 * @param {string} url
 * @param {number} connections
 * @param {(error: Error) => void} fail
 * @param {(socket: WebSocket) => void} prepare
 */
async function openSockets(url, connections, fail, prepare) {
  const sockets = Array.from({ length: connections }, () => new WebSocket(url, { perMessageDeflate: false }))
  const onClose = () => fail(new Error('a WebSocket was closed'))
  for (const socket of sockets) {
    socket.on('error', fail)
    socket.on('close', onClose)
    prepare(socket)
  }
  await Promise.all(sockets.map((socket) => once(socket, 'open')))
  return async () => {
    const open = sockets.filter(({ readyState }) => readyState !== WebSocket.CLOSED)
    await Promise.all(open.map((socket) => closeAtOnce(socket.off('close', onClose))))
  }
}

/** @param {WebSocket} socket */
async function closeAtOnce(socket) {
  const gone = once(socket, 'close')
  socket.terminate()
  await gone
}
