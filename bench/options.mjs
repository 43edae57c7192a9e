import { parseArgs } from 'node:util'
import { SetupError } from '../scripts/setup/report.mjs'

const SUITES = /** @type {const} */ (['small', 'large', 'ws', 'start'])

const DEFAULTS = { rounds: 5, seconds: 2 }
const QUICK = { rounds: 2, seconds: 0.5 }

export const USAGE = `npm run bench -- [options]: measures the proxy and its contenders side by side

  --rounds N          how often each is measured (${DEFAULTS.rounds})
  --seconds S         length of one measurement (${DEFAULTS.seconds})
  --quick             ${QUICK.rounds} rounds of ${QUICK.seconds} seconds, where nothing else is said: to see that it works
  --only LIST         of ${SUITES.join(',')}
  --contenders LIST   those named, with commas between; default all that this machine has
  --json FILE         where the figures go (test-results/bench.json)
`

const OPTIONS = /** @type {const} */ ({
  help: { type: 'boolean', short: 'h', default: false },
  quick: { type: 'boolean', default: false },
  rounds: { type: 'string' },
  seconds: { type: 'string' },
  only: { type: 'string' },
  contenders: { type: 'string' },
  json: { type: 'string' },
})

/**
 * @template {string} Name
 * @param {readonly string[]} args
 * @param {readonly Name[]} knownContenders
 * @returns {import('./options.mjs').BenchOptions<Name>}
 */
export function parseOptions(args, knownContenders) {
  const values = parse(args)
  const usual = values.quick ? QUICK : DEFAULTS
  return {
    help: values.help,
    rounds: positive('--rounds', values.rounds, usual.rounds, Number.isInteger),
    seconds: positive('--seconds', values.seconds, usual.seconds, Number.isFinite),
    suites: listOf('--only', values.only, SUITES) ?? SUITES,
    contenders: listOf('--contenders', values.contenders, knownContenders),
    jsonFile: values.json,
  }
}

/** @param {readonly string[]} args */
function parse(args) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values
  } catch (cause) {
    throw new SetupError(`${/** @type {Error} */ (cause).message} --help tells more.`, { cause })
  }
}

/**
 * @param {string} option
 * @param {string | undefined} written
 * @param {number} usual
 * @param {(value: number) => boolean} isRight
 */
function positive(option, written, usual, isRight) {
  if (written === undefined) return usual
  const value = Number(written)
  if (!isRight(value) || value <= 0) throw new SetupError(`${option} ${written}: there a number above 0 is meant.`)
  return value
}

/**
 * Keeps the order of `known`, whatever order was typed.
 * @template {string} Name
 * @param {string} option
 * @param {string | undefined} written
 * @param {readonly Name[]} known
 */
function listOf(option, written, known) {
  if (written === undefined) return undefined
  const names = written.split(',').map((name) => name.trim())
  const stranger = names.find((name) => !known.some((each) => each === name))
  if (stranger !== undefined) throw new SetupError(`${option} knows no ${stranger}, only ${known.join(', ')}.`)
  return known.filter((name) => names.includes(name))
}
