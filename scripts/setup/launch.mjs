import { spawn } from 'node:child_process'
import { SetupError } from './report.mjs'
import { exitCodeOf } from './run-command.mjs'
import { isRoot } from './system-packages.mjs'

/** One press of Ctrl+C reaches us twice: from the terminal and from npm, which passes it on. */
const SAME_SIGNAL_WITHIN_MS = 250

/**
 * Runs the app to its end, passes signals on to it and returns its exit code.
 * @param {string} executablePath
 * @param {string} appFolder
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
export function launch(executablePath, appFolder, args) {
  // Chromium refuses to start as root with its sandbox on.
  const switches = process.platform === 'linux' && isRoot() ? ['--no-sandbox'] : []
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  const child = spawn(executablePath, [...switches, appFolder, ...args], {
    stdio: 'inherit',
    env,
    // In a group of its own the app gets a signal of the terminal from us alone, so once; for it a second one means
    // "at once". On Windows this would open a console window.
    detached: process.platform !== 'win32',
  })
  passSignalsTo(child)
  return new Promise((resolve, reject) => {
    child.on('error', (cause) => reject(new SetupError(`Electron could not be started: ${cause.message}`, { cause })))
    child.on('exit', (code, signal) => resolve(exitCodeOf(code, signal)))
  })
}

/** @param {import('node:child_process').ChildProcess} child */
function passSignalsTo(child) {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    let lastAt = Number.NEGATIVE_INFINITY
    process.on(signal, () => {
      const now = performance.now()
      if (now - lastAt > SAME_SIGNAL_WITHIN_MS) child.kill(signal)
      lastAt = now
    })
  }
}
