import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { SetupError, say } from './report.mjs'
import { runCommand } from './run-command.mjs'

/** @typedef {{ what: string, debianPackage: string | undefined }} Missing something this system does not have */

/** Debian's packages for what Electron is linked with; each brings the others of its line along. */
const LIBRARIES_OF_PACKAGE = {
  'libgtk-3-0': [
    'libgtk-3.so.0 libgdk-3.so.0 libatk-1.0.so.0 libatk-bridge-2.0.so.0 libatspi.so.0 libcups.so.2 libdbus-1.so.3',
    'libxkbcommon.so.0 libpango-1.0.so.0 libcairo.so.2 libX11.so.6 libXcomposite.so.1 libXdamage.so.1 libXext.so.6',
    'libXfixes.so.3 libXrandr.so.2 libxcb.so.1 libexpat.so.1 libglib-2.0.so.0 libgobject-2.0.so.0 libgio-2.0.so.0',
  ],
  libnss3: ['libnss3.so libnssutil3.so libsmime3.so libnspr4.so'],
  libasound2: ['libasound.so.2'],
  libgbm1: ['libgbm.so.1 libdrm.so.2'],
}

/** @type {Map<string, string>} */
const PACKAGE_OF_LIBRARY = new Map(
  Object.entries(LIBRARIES_OF_PACKAGE).flatMap(([name, lines]) =>
    lines.flatMap((line) => line.split(' ').map((library) => /** @type {const} */ ([library, name]))),
  ),
)

/** Whether we may install packages; Chromium also wants to know. */
export const isRoot = () => process.getuid?.() === 0

/** Whether a window can be opened; only Linux can be without a display. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/**
 * The libraries that this Electron is linked with and that are not here. Asked anew each time (0.1 s), because a library
 * may be removed, and a folder moved to another machine.
 * @param {string} executablePath
 * @returns {Missing[]}
 */
export function missingForApp(executablePath) {
  if (process.platform !== 'linux') return []
  const listing = outputOf('ldd', [executablePath], { LD_LIBRARY_PATH: dirname(executablePath) })
  return [...listing.matchAll(/^\s*(\S+) => not found/gm)].map(([, library = '']) => ({
    what: library,
    debianPackage: PACKAGE_OF_LIBRARY.get(library),
  }))
}

/**
 * What the tests need besides: a virtual display with a window manager when there is no real one, a session bus for the
 * tray, what shows notifications, Chinese characters, and git, which knows what belongs to a clone.
 * @returns {Missing[]}
 */
export function missingForTests() {
  if (process.platform !== 'linux') return []
  /** @type {Missing[]} */
  const missing = []
  /** @type {(what: string, debianPackage: string) => unknown} */
  const miss = (what, debianPackage) => missing.push({ what, debianPackage })
  if (!hasDisplay() && !isOnPath('Xvfb')) miss('Xvfb', 'xvfb')
  if (!hasDisplay() && !isOnPath('openbox')) miss('openbox', 'openbox')
  if (!isOnPath('dbus-daemon')) miss('dbus-daemon', 'dbus')
  if (!isOnPath('git')) miss('git', 'git')
  // Electron opens it while it runs, so ldd does not know of it.
  if (!outputOf('ldconfig', ['-p']).includes('libnotify.so.4')) miss('libnotify.so.4', 'libnotify4')
  if (outputOf('fc-list', [':lang=zh']).trim() === '') miss('a font with Chinese characters', 'fonts-noto-cjk')
  return missing
}

/**
 * Makes sure that nothing is missing: root on Debian or Ubuntu gets it installed, everybody else is told what to do.
 * @param {() => Missing[]} findMissing
 */
export async function ensureSystemPackages(findMissing) {
  const missing = findMissing()
  if (missing.length === 0) return
  if (!canInstall(missing) || !isRoot()) throw new SetupError(complaint(missing))
  // Its exit code says little: one unreachable list of many is a failure. The installation decides.
  await aptGet(['update'])
  const packages = packagesOf(missing)
  say(`Installing system packages: ${packages.join(' ')} …`)
  const code = await aptGet(installArguments(packages))
  if (code !== 0) throw new SetupError(`apt-get install ended with exit code ${code}. ${complaint(missing)}`)
  const still = findMissing()
  if (still.length > 0) throw new SetupError(complaint(still))
}

/**
 * The command that installs what is missing on Debian and Ubuntu; undefined elsewhere.
 * @param {readonly Missing[]} missing
 */
export function installLine(missing) {
  if (!canInstall(missing)) return undefined
  return [...(isRoot() ? [] : ['sudo']), 'apt-get', ...installArguments(packagesOf(missing))].join(' ')
}

/** @param {readonly Missing[]} missing */
function canInstall(missing) {
  return isOnPath('apt-get') && missing.some(({ debianPackage }) => debianPackage !== undefined)
}

/** @param {readonly Missing[]} missing */
function complaint(missing) {
  const names = missing.map(({ what }) => what).join(', ')
  const line = installLine(missing)
  return line === undefined
    ? `This system lacks what Electron needs: ${names}. Install it with the system's package manager.`
    : `This system lacks what Electron needs: ${names}. This installs it:\n${line}`
}

/** @param {readonly string[]} packages */
function installArguments(packages) {
  return ['install', '-y', '--no-install-recommends', ...packages]
}

/**
 * The packages' names on this system: since their move to 64-bit time, Debian 13 and Ubuntu 24.04 call some of them
 * `…t64`, and the old name is not always understood.
 * @param {readonly Missing[]} missing
 */
function packagesOf(missing) {
  const names = new Set(missing.flatMap(({ debianPackage }) => debianPackage ?? []))
  const policy = outputOf('apt-cache', ['policy', ...[...names].map((name) => `${name}t64`)])
  const renamed = new Set([...policy.matchAll(/^(\S+):\n.*\n\s+Candidate: (?!\(none\))/gm)].map(([, name]) => name))
  return [...names].map((name) => (renamed.has(`${name}t64`) ? `${name}t64` : name))
}

/** @param {string[]} args */
async function aptGet(args) {
  // On a machine that has just started, the system's own updates may hold the lock.
  const command = ['apt-get', '-q', '-o', 'DPkg::Lock::Timeout=120', ...args]
  const { code } = await runCommand(command, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  return code
}

/** @param {string} program */
function isOnPath(program) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.some((folder) => statSync(join(folder, program), { throwIfNoEntry: false })?.isFile() === true)
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string} empty when there is no such program
 */
function outputOf(program, args, env) {
  // A person's PATH may lack the folders for administrators, where ldconfig is.
  const path = [process.env.PATH ?? '', '/usr/sbin', '/sbin'].join(delimiter)
  const options = { env: { ...process.env, LC_ALL: 'C', PATH: path, ...env } }
  return spawnSync(program, args, { ...options, encoding: 'utf8' }).stdout ?? ''
}
