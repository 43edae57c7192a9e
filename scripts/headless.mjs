// npm run serve, npm run where: the commands that need no window, in this very process once they are built.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { endWithNpm } from './setup/parent.mjs'
import { failWith, requireNode } from './setup/report.mjs'
import { root, setUpHeadless } from './setup.mjs'

async function main() {
  requireNode()
  // Afterwards the program sees to it itself.
  const stopWatching = endWithNpm()
  await setUpHeadless()
  stopWatching()
  const program = join(root, 'out', 'main', 'headless.js')
  process.argv[1] = program
  createRequire(import.meta.url)(program)
}

main().catch(failWith)
