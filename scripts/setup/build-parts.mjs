// Builds some parts of the app the way `electron-vite build` builds all of them: the commands without a window need only
// the main part. Usage: build-parts.mjs main preload renderer
import { resolveConfig } from 'electron-vite'
import { build } from 'vite'

/** @param {import('./build.mjs').BuildPart[]} parts */
async function buildParts(parts) {
  const { config } = await resolveConfig({ logLevel: 'warn' }, 'build', 'production')
  for (const part of parts) {
    const partConfig = config?.[part]
    if (partConfig === undefined) throw new Error(`electron.vite.config.ts has no part ${part}`)
    await build(partConfig)
  }
}

// As `electron-vite build` does; its own plugins read it.
process.env.NODE_ENV_ELECTRON_VITE = 'production'
buildParts(/** @type {import('./build.mjs').BuildPart[]} */ (process.argv.slice(2))).catch((error) => {
  // The stack is the bundler's own; the message names the file and line.
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
