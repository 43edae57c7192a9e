import { BASE, CONTENDERS } from './contenders/registry.mjs'
import { START_LABELS } from './start-times.mjs'
import { median, medianRatio, spread } from './statistics.mjs'
import { figure, table } from './table.mjs'

/** @typedef {import('./report.mjs').ContenderFigures} ContenderFigures */
/** @typedef {import('./throughput.mjs').Sample} Sample */

/**
 * @param {import('./throughput.mjs').LoadResult} result
 * @returns {import('./report.mjs').LoadFigures}
 */
export function loadFigures({ load: { title, unit }, samples }) {
  const base = samples[BASE]?.map(({ perSecond }) => perSecond)
  const contenders = Object.entries(samples).map(([name, taken]) => [name, figuresOf(taken, base)])
  return { title, unit, contenders: Object.fromEntries(contenders) }
}

/**
 * @param {readonly Sample[]} samples
 * @param {readonly number[] | undefined} base
 * @returns {ContenderFigures}
 */
function figuresOf(samples, base) {
  const rates = samples.map(({ perSecond }) => perSecond)
  const middle = (/** @type {'cpuUs' | 'p50Ms' | 'p99Ms'} */ key) => {
    const times = samples.map((sample) => sample[key]).filter((time) => time !== undefined)
    return times.length === 0 ? undefined : median(times)
  }
  return {
    perSecond: spread(rates),
    ratio: base === undefined ? undefined : medianRatio(rates, base),
    cpuUs: middle('cpuUs'),
    p50Ms: middle('p50Ms'),
    p99Ms: middle('p99Ms'),
    samples,
  }
}

/** @param {import('./report.mjs').StartSamples} samples */
export function startFigures(samples) {
  const base = samples['bare-window'].map(({ firstContentMs }) => firstContentMs)
  const of = (/** @type {readonly import('./start-times.mjs').StartSample[]} */ taken) => {
    const firstContent = taken.map(({ firstContentMs }) => firstContentMs)
    return {
      shownMs: spread(taken.map(({ shownMs }) => shownMs)),
      firstContentMs: spread(firstContent),
      ratio: medianRatio(firstContent, base),
      samples: taken,
    }
  }
  return { 'bare-window': of(samples['bare-window']), app: of(samples.app) }
}

/** @param {import('./report.mjs').LoadFigures} figures */
export function loadReport({ title, unit, contenders }) {
  const all = Object.entries(contenders)
  const hasTimes = all.some(([, { p50Ms }]) => p50Ms !== undefined)
  const head = [title, unit, 'min–max', `× ${BASE}`, 'CPU µs', ...(hasTimes ? ['p50 ms', 'p99 ms'] : [])]
  const rows = all.map(([name, { perSecond, ratio, cpuUs, p50Ms, p99Ms }]) => [
    CONTENDERS[/** @type {keyof typeof CONTENDERS} */ (name)].label,
    ...spreadCells(perSecond),
    figureOrNone(ratio),
    figureOrNone(cpuUs),
    ...(hasTimes ? [figureOrNone(p50Ms), figureOrNone(p99Ms)] : []),
  ])
  return table(head, rows)
}

/** @param {Readonly<Record<import('./start-times.mjs').StartName, import('./report.mjs').StartFigures>>} figures */
export function startReport(figures) {
  const head = ['Start', 'window ms', 'min–max', 'first content ms', 'min–max', '× bare']
  const rows = Object.entries(figures).map(([name, { shownMs, firstContentMs, ratio }]) => [
    START_LABELS[/** @type {keyof typeof START_LABELS} */ (name)],
    ...spreadCells(shownMs),
    ...spreadCells(firstContentMs),
    figure(ratio),
  ])
  return table(head, rows)
}

/** @param {import('./statistics.mjs').Spread} spread */
function spreadCells({ median: middle, min, max }) {
  return [figure(middle), `${figure(min)}–${figure(max)}`]
}

/** @param {number | undefined} value */
function figureOrNone(value) {
  return value === undefined ? '' : figure(value)
}
