import { statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { HEADLESS } from '../build.mjs'
import { freePort, HOST, untilListening } from '../port.mjs'
import { startApp } from './electron-app.mjs'
import { startHaproxy } from './haproxy.mjs'
import { startNginx } from './nginx.mjs'

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/** @typedef {import('./registry.mjs').Setting} Setting */

const BARE_PROXY = fileURLToPath(new URL('bare-proxy.mjs', import.meta.url))
const CPU_METER = fileURLToPath(new URL('cpu-meter.js', import.meta.url))

/** Where servers are on systems that keep them off a person's PATH. */
const SERVER_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin']

export const CONTENDERS = {
  direct: {
    label: 'no proxy',
    needsElectron: false,
    start: async (/** @type {Setting} */ { upstreamPort }) => ({ port: upstreamPort, timed: undefined }),
  },
  'http-proxy': inNode('bare http-proxy, Node', (port, upstreamPort) => [
    BARE_PROXY,
    String(port),
    String(upstreamPort),
  ]),
  // Its line for every request is a part of it; it goes to the null device.
  node: inNode('our core, Node (serve)', (port, upstreamPort) => [
    HEADLESS,
    'serve',
    '--listen',
    `${HOST}:${port}`,
    '--server',
    `http://${HOST}:${upstreamPort}`,
  ]),
  'electron-hidden': inElectron('our core, Electron, window hidden', 'hide'),
  'electron-routes': inElectron('our core, Electron, Routes open', 'openRoutes'),
  nginx: installed('nginx, one worker', 'nginx', startNginx),
  haproxy: installed('HAProxy, one thread', 'haproxy', startHaproxy),
}

export const CONTENDER_NAMES = Object.keys(CONTENDERS)

export const BASE = 'http-proxy'

export function presentContenders() {
  return Object.entries(CONTENDERS)
    .filter(([, contender]) => !('program' in contender) || findProgram(contender.program) !== undefined)
    .map(([name]) => name)
}

/** @param {string} name */
export function findProgram(name) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...SERVER_FOLDERS]
  return folders
    .map((folder) => join(folder, name))
    .find((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true)
}

/**
 * @param {string} label
 * @param {(port: number, upstreamPort: number) => string[]} command
 */
function inNode(label, command) {
  return {
    label,
    needsElectron: false,
    start: (/** @type {Setting} */ { workshop, upstreamPort }) =>
      startOnFreePort(async (port) => {
        const args = ['--require', CPU_METER, ...command(port, upstreamPort)]
        const timed = workshop.spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
        return { child: timed, timed }
      }),
  }
}

/**
 * @param {string} label
 * @param {'hide' | 'openRoutes'} then
 */
function inElectron(label, then) {
  return {
    label,
    needsElectron: true,
    start: (/** @type {Setting} */ setting) =>
      startOnFreePort(async (port) => {
        const timed = await startApp(setting, port, then)
        return { child: timed, timed }
      }),
  }
}

/**
 * @param {string} label
 * @param {string} program
 * @param {typeof startNginx} start
 */
function installed(label, program, start) {
  return {
    label,
    needsElectron: false,
    program,
    start: (/** @type {Setting} */ { workshop, upstreamPort }) =>
      startOnFreePort(async (port) => {
        const file = findProgram(program)
        if (file === undefined) throw new Error(`${program} is not on this machine`)
        return { child: await start(workshop, file, port, upstreamPort), timed: undefined }
      }),
  }
}

/** @param {(port: number) => Promise<{ child: ChildProcess, timed: ChildProcess | undefined }>} start */
async function startOnFreePort(start) {
  const port = await freePort()
  const { child, timed } = await start(port)
  await untilListening(port, child)
  return { port, timed }
}
