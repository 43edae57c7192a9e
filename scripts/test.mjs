// npm test: sets up what is missing and runs every check and test. All of them, also after a failure; the last line is
// the sum.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { ALL_PARTS, ensureBuild } from './setup/build.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'
import { readIfThere } from './setup/fingerprint.mjs'
import { endWithNpm } from './setup/parent.mjs'
import { requireNode, SetupError } from './setup/report.mjs'
import { packageProgram, runCommand } from './setup/run-command.mjs'
import { withSetupLock } from './setup/setup-lock.mjs'
import { root, setUpElectronForTests } from './setup.mjs'
import { Stages } from './testing/stages.mjs'
import { judged, playwrightTotals, vitestTotals } from './testing/totals.mjs'

const VITEST_REPORT = 'test-results/vitest.json'
/** Where playwright.config.ts has it written. */
const PLAYWRIGHT_REPORT = 'test-results/playwright.json'

const stages = new Stages()

async function runEverything() {
  const isInstalled = await stages.run('dependencies', async () => {
    requireNode()
    await withSetupLock(root, () => ensureDependencies(root))
  })
  if (!isInstalled) return
  let env = process.env
  const hasElectron = await stages.run('electron', async () => {
    env = await setUpElectronForTests()
  })
  const [isBuilt] = await Promise.all([stages.run('build', build), checkTypesAndStyle()])
  await stages.run('vitest', () => runVitest(env))
  await stages.run('playwright', async () => {
    if (!hasElectron || !isBuilt) throw new SetupError('not run, because there is nothing it could test.')
    return runPlaywright(env)
  })
}

function build() {
  return withSetupLock(root, () => ensureBuild(root, ALL_PARTS, 'capture'))
}

/** Quick, so beside the build; one after the other, as a small machine has two cores. */
async function checkTypesAndStyle() {
  await stages.run('types', () => check(packageProgram(root, 'typescript', 'tsc'), '--build'))
  const oxlint = packageProgram(root, 'oxlint')
  await stages.run('lint', () => check(oxlint, '--type-aware', '--max-warnings', '0'))
  await stages.run('format', () => check(packageProgram(root, '@biomejs/biome'), 'check', '.'))
}

/**
 * Runs a check without tests; what it says is shown when it fails, in one piece.
 * @param {string[]} program
 * @param {string[]} args
 */
async function check(program, ...args) {
  const { code, output } = await runCommand([...program, ...args], { cwd: root, output: 'capture' })
  if (code !== 0) throw new SetupError(`exit code ${code}\n${output}`)
}

/** @param {NodeJS.ProcessEnv} env */
async function runVitest(env) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${VITEST_REPORT}`]
  const command = [...packageProgram(root, 'vitest'), 'run', ...reporters]
  return runTests(command, VITEST_REPORT, vitestTotals, env)
}

/** @param {NodeJS.ProcessEnv} env */
async function runPlaywright(env) {
  const command = [...packageProgram(root, '@playwright/test', 'playwright'), 'test']
  return runTests(command, PLAYWRIGHT_REPORT, playwrightTotals, env)
}

/**
 * @template Report
 * @param {string[]} command
 * @param {string} reportPath
 * @param {(report: Report) => import('./testing/totals.mjs').Totals} totalsOf
 * @param {NodeJS.ProcessEnv} env
 */
async function runTests(command, reportPath, totalsOf, env) {
  const file = join(root, reportPath)
  rmSync(file, { force: true })
  const { code } = await runCommand(command, { cwd: root, env, output: 'inherit' })
  const report = readIfThere(file)
  if (report === undefined) console.log(`There is no ${reportPath}.`)
  return judged(report === undefined ? undefined : totalsOf(JSON.parse(report)), code)
}

endWithNpm()
await runEverything()
console.log(stages.summary())
process.exitCode = stages.totals.failed === 0 ? 0 : 1
