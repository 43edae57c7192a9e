#!/usr/bin/env node
// Finds an Electron for development and tests, in this order:
//   1. $ELECTRON_EXEC_PATH
//   2. what Electron's own installer left in node_modules/electron
//   3. Electron's own installer, with a time limit; it honours ELECTRON_MIRROR
//   4. on linux-x64 an older runtime, for trying out only (setup/trial-runtime.mjs)
// ELECTRON_RUNTIME=fallback leaves 2 and 3 out.
//
// Usage: electron-runtime.mjs path | info | doctor | run <command> [arguments…]
import { spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readIfThere } from './setup/fingerprint.mjs'
import { failWith, SetupError, say } from './setup/report.mjs'
import { exitCodeOf, runCommand } from './setup/run-command.mjs'
import { installLine, isRoot, missingForApp, missingForTests } from './setup/system-packages.mjs'
import { ensureTrialRuntime, TRIAL_RUNTIME } from './setup/trial-runtime.mjs'

/** @typedef {import('./electron-runtime.mjs').ElectronRuntime} ElectronRuntime */

const root = fileURLToPath(new URL('..', import.meta.url))
const packageFolder = join(root, 'node_modules', 'electron')

const DOWNLOAD_LIMIT_MS = Number(process.env.ELECTRON_RUNTIME_INSTALL_TIMEOUT_MS || 300_000)

/** @returns {ElectronRuntime | undefined} */
function installed() {
  // Written last by the installer: with it, the rest is there.
  const path = readIfThere(join(packageFolder, 'path.txt'))
  if (path === undefined) return undefined
  const version = readIfThere(join(packageFolder, 'dist', 'version')) ?? ''
  return { executablePath: join(packageFolder, 'dist', path), version: version.replace(/^v/, ''), source: 'installed' }
}

/** @returns {Promise<ElectronRuntime | undefined>} */
async function download() {
  const installer = join(packageFolder, 'install.js')
  if (!existsSync(installer)) return undefined
  const options = /** @type {const} */ ({ output: 'capture', timeoutMs: DOWNLOAD_LIMIT_MS })
  const { code, output } = await runCommand([process.execPath, installer], options)
  const found = code === 0 ? installed() : undefined
  if (found === undefined) sayDownloadFailed(output)
  return found
}

/** @param {string} output */
function sayDownloadFailed(output) {
  const mirror = process.env.ELECTRON_MIRROR
  const from = mirror === undefined ? '' : ` from ELECTRON_MIRROR (${mirror})`
  const reason = output.split('\n').find((line) => line.trim() !== '') ?? 'it gave no reason or took too long'
  say(`Electron's own download${from} failed: ${reason.trim()}. Set ELECTRON_MIRROR to a mirror that can be reached.`)
}

/**
 * @returns {Promise<ElectronRuntime>}
 */
export async function resolveElectron() {
  const chosen = process.env.ELECTRON_EXEC_PATH
  if (chosen) {
    if (!existsSync(chosen)) throw new SetupError(`ELECTRON_EXEC_PATH names no file: ${chosen}`)
    return { executablePath: chosen, version: '', source: 'env' }
  }
  if (process.env.ELECTRON_RUNTIME !== 'fallback') {
    const found = installed() ?? (await download())
    if (found !== undefined) return found
  }
  if (process.platform === 'linux' && process.arch === 'x64') {
    return { executablePath: await ensureTrialRuntime(), version: TRIAL_RUNTIME.electron, source: 'fallback' }
  }
  throw new SetupError(
    'There is no Electron: set ELECTRON_MIRROR for its download, or ELECTRON_EXEC_PATH to one you have.',
  )
}

/**
 * What other tools need in their environment to use this Electron: electron-vite reads the first, `require('electron')`
 * and Playwright the second.
 * @param {ElectronRuntime} runtime
 * @returns {Record<string, string>}
 */
export function electronEnv({ executablePath, source }) {
  if (source !== 'fallback') return { ELECTRON_EXEC_PATH: executablePath }
  return { ELECTRON_EXEC_PATH: executablePath, ELECTRON_OVERRIDE_DIST_PATH: dirname(executablePath) }
}

/** @param {ElectronRuntime} runtime */
function doctor({ executablePath }) {
  const missing = [...missingForApp(executablePath), ...missingForTests()]
  if (missing.length === 0) {
    console.log('Nothing is missing.')
    return
  }
  console.log(`Missing: ${missing.map(({ what }) => what).join(', ')}`)
  const line = installLine(missing)
  if (line !== undefined) console.log(line)
  process.exitCode = 1
}

/**
 * Runs a tool with this Electron in its environment; npm puts the tools of `node_modules` on the PATH.
 * @param {ElectronRuntime} runtime
 * @param {string[]} command
 */
function run(runtime, [file = '', ...args]) {
  const env = { ...process.env, ...electronEnv(runtime) }
  // Chromium refuses to start as root with its sandbox on.
  if (process.platform === 'linux' && isRoot()) env.NO_SANDBOX ??= '1'
  const child = spawn(file, args, { stdio: 'inherit', env, cwd: root, shell: process.platform === 'win32' })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal))
  }
  child.on('error', failWith)
  child.on('exit', (code, signal) => process.exit(exitCodeOf(code, signal)))
}

/** @param {string[]} args */
async function main([command = 'path', ...rest]) {
  const runtime = await resolveElectron()
  if (command === 'path') console.log(runtime.executablePath)
  else if (command === 'info') console.log(JSON.stringify(runtime, null, 2))
  else if (command === 'doctor') doctor(runtime)
  else if (command === 'run') run(runtime, rest)
  else throw new SetupError(`Unknown command ${command}: path, info, doctor or run.`)
}

const [, program, ...args] = process.argv
if (program !== undefined && realpathSync(program) === fileURLToPath(import.meta.url)) main(args).catch(failWith)
