import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fingerprint, readIfThere } from './fingerprint.mjs'
import { SetupError, say } from './report.mjs'
import { npmProgram, runCommand } from './run-command.mjs'

/** @typedef {{ version?: string, integrity?: string, link?: boolean, optional?: boolean }} LockedPackage */

const LOCK = 'package-lock.json'

/** @param {string} root */
const stampFile = (root) => join(root, 'node_modules', '.installed-from')

/**
 * True when `node_modules` was installed from the present package-lock.json: by us (our stamp says so) or by somebody's
 * own `npm ci` or `npm install` (npm's record says so).
 * @param {string} root
 */
export function dependenciesAreFresh(root) {
  return readIfThere(stampFile(root)) === fingerprint(root, [LOCK]) || npmInstalledTheLock(root)
}

/** @param {string} root */
function npmInstalledTheLock(root) {
  const locked = packagesIn(join(root, LOCK))
  const installed = packagesIn(join(root, 'node_modules', '.package-lock.json'))
  if (locked === undefined || installed === undefined) return false
  const extra = Object.keys(installed).some((path) => locked[path] === undefined)
  return !extra && Object.entries(locked).every(([path, wanted]) => path === '' || isInstalled(wanted, installed[path]))
}

/**
 * Optional packages are those of other platforms: npm leaves them out.
 * @param {LockedPackage} wanted
 * @param {LockedPackage | undefined} found
 */
function isInstalled(wanted, found) {
  if (found === undefined) return wanted.optional === true
  return found.version === wanted.version && found.integrity === wanted.integrity
}

/**
 * @param {string} lockFile
 * @returns {Record<string, LockedPackage> | undefined}
 */
function packagesIn(lockFile) {
  const text = readIfThere(lockFile)
  return text === undefined ? undefined : JSON.parse(text).packages
}

/**
 * Installs the dependencies when `node_modules` is missing or belongs to another package-lock.json.
 * @param {string} root
 */
export async function ensureDependencies(root) {
  if (dependenciesAreFresh(root)) return
  say('Installing the dependencies (npm ci) …')
  // What builds and tests the project is in devDependencies: NODE_ENV=production or a setting of npm must not omit it.
  const command = [...npmProgram(), 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const { code } = await runCommand(command, { cwd: root })
  if (code !== 0) throw new SetupError(`The dependencies could not be installed: npm ci ended with exit code ${code}.`)
  writeFileSync(stampFile(root), fingerprint(root, [LOCK]))
}
