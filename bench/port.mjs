import { once } from 'node:events'
import net from 'node:net'
import { setTimeout as after } from 'node:timers/promises'

export const HOST = '127.0.0.1'

const LISTENS_WITHIN_MS = 20_000
const TRY_EVERY_MS = 20

/** A port that nobody listens on: not every contender can pick one and say which. */
export async function freePort() {
  const server = net.createServer().listen(0, HOST)
  await once(server, 'listening')
  const { port } = /** @type {net.AddressInfo} */ (server.address())
  server.close()
  await once(server, 'close')
  return port
}

/**
 * Resolves when somebody accepts connections there. Not every contender can say so itself, hence the asking.
 * @param {number} port
 * @param {import('node:child_process').ChildProcess} child who is to listen
 */
export async function untilListening(port, child) {
  const deadline = performance.now() + LISTENS_WITHIN_MS
  while (!(await isListening(port))) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${child.spawnfile} ended at once`)
    if (performance.now() > deadline) throw new Error(`${child.spawnfile} does not listen on port ${port}`)
    await after(TRY_EVERY_MS)
  }
}

/** @param {number} port */
async function isListening(port) {
  const socket = net.connect(port, HOST)
  try {
    await once(socket, 'connect')
    return true
  } catch {
    // Not yet.
    return false
  } finally {
    socket.destroy()
  }
}
