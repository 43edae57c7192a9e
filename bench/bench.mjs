// npm run bench: measures the proxy and its contenders side by side, and how fast the app starts. What follows `--` are
// options; --help tells them.
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { endWithNpm } from '../scripts/setup/parent.mjs'
import { failWith, requireNode } from '../scripts/setup/report.mjs'
import { exitCodeOf } from '../scripts/setup/run-command.mjs'
import { root } from './build.mjs'
import { CONTENDER_NAMES, CONTENDERS, presentContenders } from './contenders/registry.mjs'
import { ensureDisplay } from './electron/display.mjs'
import { describeMachine, machineSentence } from './machine.mjs'
import { parseOptions, USAGE } from './options.mjs'
import { loadFigures, loadReport, startFigures, startReport } from './report.mjs'
import { setUp } from './set-up.mjs'
import { measureStartTimes } from './start-times.mjs'
import { LOADS, measureThroughput, startField } from './throughput.mjs'
import { Workshop } from './workshop.mjs'

/** @typedef {import('./options.mjs').BenchOptions<string>} BenchOptions */

const RESULTS = 'test-results/bench.json'

const workshop = new Workshop()
/** @type {NodeJS.Signals | undefined} */
let received

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    // The workshop's last resort ends everything at once.
    if (received !== undefined) process.exit(exitCodeOf(null, signal))
    received = signal
    void workshop.close().finally(() => process.exit(exitCodeOf(null, signal)))
  })
}

async function main() {
  requireNode()
  const options = parseOptions(process.argv.slice(2), CONTENDER_NAMES)
  if (options.help) return void process.stdout.write(USAGE)
  endWithNpm()
  const contenders = options.contenders ?? presentContenders()
  const loads = LOADS.filter(({ suite }) => options.suites.includes(suite))
  const measuresStart = options.suites.includes('start')
  const needsElectron = measuresStart || (loads.length > 0 && contenders.some((name) => CONTENDERS[name].needsElectron))
  const electronPath = (await setUp(needsElectron))?.executablePath
  if (electronPath !== undefined) await ensureDisplay(workshop)
  const machine = describeMachine(electronPath)

  const figures = []
  if (loads.length > 0) {
    const { rounds, seconds } = options
    const field = await startField({ workshop, contenders, electronPath })
    const results = await measureThroughput(field, { loads, rounds, seconds, say: announce })
    figures.push(...results.map(loadFigures))
  }
  let start
  if (electronPath !== undefined && measuresStart) {
    announce('starts of the app')
    start = startFigures(await measureStartTimes({ workshop, electronPath, rounds: options.rounds }))
  }
  console.log([...figures.map(loadReport), ...(start === undefined ? [] : [startReport(start)])].join('\n\n'))
  console.log(`\n${machineSentence(machine)}`)
  await writeFigures(options, { measuredAt: new Date().toISOString(), machine, options, loads: figures, start })
}

/** @param {string} what */
function announce(what) {
  process.stderr.write(`[bench] ${what} …\n`)
}

/**
 * @param {BenchOptions} options
 * @param {unknown} figures
 */
async function writeFigures({ jsonFile }, figures) {
  // Under npm, relative paths belong to the folder in which the person typed.
  const file = jsonFile === undefined ? join(root, RESULTS) : resolve(process.env.INIT_CWD ?? '.', jsonFile)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, `${JSON.stringify(figures, null, 2)}\n`)
}

main()
  .catch((error) => {
    // Whoever ended us knows why something broke off.
    if (received === undefined) failWith(error)
  })
  .finally(() => workshop.close())
