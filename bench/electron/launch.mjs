import { fileURLToPath } from 'node:url'
import { isRoot } from '../../scripts/setup/system-packages.mjs'
import { ask } from '../workshop.mjs'

const HOOK = fileURLToPath(new URL('hook.js', import.meta.url))

/**
 * @param {import('../workshop.mjs').Workshop} workshop
 * @param {string} executablePath
 * @param {string} app
 * @param {readonly string[]} args
 */
export function launchElectron(workshop, executablePath, app, args) {
  // Chromium refuses to start as root with its sandbox on.
  const switches = process.platform === 'linux' && isRoot() ? ['--no-sandbox'] : []
  const { ELECTRON_RUN_AS_NODE: _node, NODE_OPTIONS: _options, INIT_CWD: _folder, ...env } = process.env
  const stdio = /** @type {import('node:child_process').StdioOptions} */ (['ignore', 'ignore', 'ignore', 'ipc'])
  return workshop.spawn(executablePath, ['-r', HOOK, ...switches, app, ...args], { env, stdio })
}

/**
 * @param {import('../workshop.mjs').Workshop} workshop
 * @param {import('node:child_process').ChildProcess} child
 */
export async function quitElectron(workshop, child) {
  await ask(child, 'quit')
  await workshop.end(child)
}
