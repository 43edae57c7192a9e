import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fingerprint, readIfThere } from './fingerprint.mjs'
import { SetupError, say } from './report.mjs'
import { runCommand } from './run-command.mjs'

/** @typedef {'main' | 'preload' | 'renderer'} BuildPart */

/** What the build of everything depends on. */
const SOURCES = [
  'src',
  'resources',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'tsconfig.base.json',
  'tsconfig.json',
  'tsconfig.node.json',
  'tsconfig.shared.json',
  'tsconfig.web.json',
]

/** Every part of the app, in the order of building. */
export const ALL_PARTS = /** @type {const} */ (['main', 'preload', 'renderer'])

/**
 * @param {string} root
 * @param {BuildPart} part
 */
const stampFile = (root, part) => join(root, 'out', `.${part}-built-from`)

/**
 * What a part was built from and what came out: whoever builds in another way (`npm run dev`) makes the stamp untrue.
 * @param {string} root
 * @param {BuildPart} part
 * @param {string} sources
 */
const stampOf = (root, part, sources) => `${sources} ${fingerprint(root, [`out/${part}`])}\n`

/**
 * Which of these parts are not there as they were built from the present sources.
 * @template {BuildPart} P
 * @param {string} root
 * @param {readonly P[]} parts
 * @returns {P[]}
 */
export function stalePartsOf(root, parts) {
  const present = fingerprint(root, SOURCES)
  return parts.filter((part) => readIfThere(stampFile(root, part)) !== stampOf(root, part, present))
}

/**
 * Builds what is stale. Throws with the build's output when `output` is `capture`.
 * @param {string} root
 * @param {readonly BuildPart[]} parts
 * @param {'stderr' | 'capture'} [output]
 */
export async function ensureBuild(root, parts, output = 'stderr') {
  const stale = stalePartsOf(root, parts)
  if (stale.length === 0) return
  if (output === 'stderr') say('Building …')
  // Taken before the build: what is changed while it runs must count as not built.
  const sources = fingerprint(root, SOURCES)
  const builder = fileURLToPath(new URL('build-parts.mjs', import.meta.url))
  // A NODE_ENV of the person's shell would go into the bundles.
  const env = { ...process.env, NODE_ENV: 'production' }
  const finished = await runCommand([process.execPath, builder, ...stale], { cwd: root, env, output })
  if (finished.code !== 0) throw new SetupError(`${finished.output}The build failed.`)
  for (const part of stale) writeFileSync(stampFile(root, part), stampOf(root, part, sources))
}
