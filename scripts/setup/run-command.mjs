import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { basename, join } from 'node:path'
import { SetupError } from './report.mjs'

/** @typedef {{ code: number, output: string }} Finished `output` is what was captured of both outputs. */
/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {'stderr' | 'inherit' | 'capture'} [output] where both outputs go; default `stderr`, because standard output
 *   belongs to the program that is started in the end
 * @property {number} [timeoutMs]
 */

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()
/** @type {NodeJS.Signals | undefined} */
let received

/** @param {NodeJS.Signals} signal */
function passOn(signal) {
  received = signal
  for (const child of running) child.kill(signal)
}

/**
 * The exit code of a program that may have been ended by a signal, as shells count it.
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
export function exitCodeOf(code, signal) {
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal])
}

/**
 * Runs a program to its end, without standard input. A signal that ends us ends it first, so that nothing goes on in the
 * background.
 * @param {readonly string[]} command
 * @param {RunOptions} [options]
 * @returns {Promise<Finished>}
 */
export async function runCommand([file = '', ...args], options = {}) {
  const target = { stderr: 2, inherit: 'inherit', capture: 'pipe' }[options.output ?? 'stderr']
  const stdio = /** @type {import('node:child_process').StdioOptions} */ (['ignore', target, target])
  const child = spawn(file, args, {
    stdio,
    cwd: options.cwd,
    env: options.env ?? process.env,
    timeout: options.timeoutMs,
    killSignal: 'SIGKILL',
  })
  if (running.size === 0) for (const signal of SIGNALS) process.on(signal, passOn)
  running.add(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text
    })
  }
  try {
    const code = await new Promise((resolve, reject) => {
      child.on('error', (cause) => reject(new SetupError(`${file} could not be started: ${cause.message}`, { cause })))
      child.on('close', (exitCode, signal) => resolve(exitCodeOf(exitCode, signal)))
    })
    return { code, output }
  } finally {
    running.delete(child)
    if (received !== undefined) process.exit(exitCodeOf(null, received))
    if (running.size === 0) for (const signal of SIGNALS) process.off(signal, passOn)
  }
}

/**
 * The command of a program that a package in `node_modules` brings. Started through Node and not through `.bin`, because
 * that is a script for a shell on Windows.
 * @param {string} root
 * @param {string} packageName
 * @param {string} [program] when it is not called like the package
 * @returns {string[]}
 */
export function packageProgram(root, packageName, program = basename(packageName)) {
  const folder = join(root, 'node_modules', packageName)
  /** @type {{ bin?: string | Record<string, string> }} */
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = typeof bin === 'string' ? bin : bin?.[program]
  if (file === undefined) throw new SetupError(`The package ${packageName} brings no program ${program}.`)
  return [process.execPath, join(folder, file)]
}

/**
 * The command that is npm: the very npm that started us, if one did.
 * @returns {string[]}
 */
export function npmProgram() {
  const path = process.env.npm_execpath
  if (path !== undefined && basename(path) === 'npm-cli.js') return [process.execPath, path]
  return process.platform === 'win32' ? ['cmd.exe', '/d', '/c', 'npm.cmd'] : ['npm']
}
