// npm run contact-sheet: renders every screen in every theme, language, size and state, to be looked at, and takes the
// README's pictures anew.
import { join } from 'node:path'
import { ALL_PARTS, ensureBuild } from './setup/build.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'
import { endWithNpm } from './setup/parent.mjs'
import { failWith, requireNode } from './setup/report.mjs'
import { packageProgram, runCommand } from './setup/run-command.mjs'
import { withSetupLock } from './setup/setup-lock.mjs'
import { root, setUpElectronForTests } from './setup.mjs'

async function main() {
  requireNode()
  endWithNpm()
  await withSetupLock(root, () => ensureDependencies(root))
  const env = { ...(await setUpElectronForTests()), README_PICTURES: join(root, 'docs', 'pictures') }
  await withSetupLock(root, () => ensureBuild(root, ALL_PARTS))
  const command = [
    ...packageProgram(root, '@playwright/test', 'playwright'),
    'test',
    'contact-sheet',
    'readme-pictures',
    '--project=ui',
  ]
  const { code } = await runCommand(command, { cwd: root, env, output: 'inherit' })
  console.log(`The sheets are in ${join('test-results', 'contact-sheet')}: open one of its .html files in a browser.`)
  process.exitCode = code
}

main().catch(failWith)
