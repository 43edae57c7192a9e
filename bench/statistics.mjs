/**
 * @param {readonly number[]} values
 * @param {number} share
 */
export function quantile(values, share) {
  const sorted = Float64Array.from(values).sort()
  const place = (sorted.length - 1) * share
  const low = sorted[Math.floor(place)]
  const high = sorted[Math.ceil(place)]
  if (low === undefined || high === undefined) throw new Error('there is no value to take a quantile of')
  return low + (high - low) * (place % 1)
}

/** @param {readonly number[]} values */
export function median(values) {
  return quantile(values, 0.5)
}

/**
 * @param {readonly number[]} values
 * @returns {import('./statistics.mjs').Spread}
 */
export function spread(values) {
  return { median: median(values), min: quantile(values, 0), max: quantile(values, 1) }
}

/**
 * @param {readonly number[]} values
 * @param {readonly number[]} others
 */
export function medianRatio(values, others) {
  if (values.length !== others.length) throw new Error('only what was measured in the same rounds can be compared')
  return median(values.map((value, round) => value / (others[round] ?? Number.NaN)))
}
