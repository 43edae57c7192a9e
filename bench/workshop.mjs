import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** A program that does not end within this time is killed. */
const END_WITHIN_MS = 5000

const ANSWERS_WITHIN_MS = 30_000

const HAS_GROUPS = process.platform !== 'win32'

export class Workshop {
  /** @type {Set<ChildProcess>} */
  #running = new Set()
  /** @type {string[]} */
  #folders = []
  // The last resort, when this process ends without having closed its workshop.
  #atExit = () => {
    for (const child of this.#running) signalGroup(child, 'SIGKILL')
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true })
  }

  constructor() {
    process.on('exit', this.#atExit)
  }

  /**
   * @param {string} file
   * @param {readonly string[]} args
   * @param {import('node:child_process').SpawnOptions} options
   */
  spawn(file, args, options) {
    const child = spawn(file, args, { ...options, detached: HAS_GROUPS })
    this.#running.add(child)
    child.once('error', () => this.#running.delete(child))
    child.once('exit', () => {
      this.#running.delete(child)
      // What it started and left behind.
      signalGroup(child, 'SIGKILL')
    })
    return child
  }

  /**
   * @param {URL} script
   * @param {readonly string[]} [args]
   */
  fork(script, args = []) {
    const stdio = /** @type {import('node:child_process').StdioOptions} */ (['ignore', 'ignore', 'inherit', 'ipc'])
    return this.spawn(process.execPath, [fileURLToPath(script), ...args], { stdio })
  }

  async makeFolder() {
    const folder = await mkdtemp(join(tmpdir(), 'switchboard-bench-'))
    this.#folders.push(folder)
    return folder
  }

  /** @param {ChildProcess} child */
  async end(child) {
    if (!this.#running.has(child)) return
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), END_WITHIN_MS)
    await gone
    clearTimeout(timer)
  }

  async close() {
    await Promise.all([...this.#running].map((child) => this.end(child)))
    await Promise.all(this.#folders.map((folder) => rm(folder, { recursive: true, force: true, maxRetries: 5 })))
    process.off('exit', this.#atExit)
  }
}

/**
 * @param {ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (child.pid === undefined) return
  if (!HAS_GROUPS) return void child.kill(signal)
  try {
    process.kill(-child.pid, signal)
  } catch (error) {
    // Nobody of the group is left.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error
  }
}

/**
 * @param {ChildProcess} child
 * @param {unknown} message
 * @param {number} [busyMs]
 * @returns {Promise<any>}
 */
export async function ask(child, message, busyMs = 0) {
  if (!child.connected) throw new Error(`${child.spawnfile} has ended already`)
  const { value, error } = await new Promise((resolve, reject) => {
    const onExit = () => finish(() => reject(new Error(`${child.spawnfile} ended without an answer`)))
    const onMessage = (/** @type {unknown} */ answer) => finish(() => resolve(answer))
    const finish = (/** @type {() => void} */ settle) => {
      clearTimeout(timer)
      child.off('exit', onExit).off('message', onMessage)
      settle()
    }
    const onLate = () => finish(() => reject(new Error(`${child.spawnfile} does not answer`)))
    const timer = setTimeout(onLate, busyMs + ANSWERS_WITHIN_MS)
    child.once('exit', onExit).once('message', onMessage)
    child.send(/** @type {import('node:child_process').Serializable} */ (message))
  })
  if (error !== undefined) throw new Error(error)
  return value
}
