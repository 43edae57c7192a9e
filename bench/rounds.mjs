/**
 * @template {string} Name
 * @template Sample
 * @param {number} rounds
 * @param {readonly Name[]} names
 * @param {(name: Name) => Promise<Sample>} measure
 */
export async function inTurns(rounds, names, measure) {
  const samples = /** @type {Record<Name, Sample[]>} */ (Object.fromEntries(names.map((name) => [name, []])))
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      const sample = await measure(name)
      if (round > 0) samples[name].push(sample)
    }
  }
  return samples
}

/**
 * @template Result
 * @param {number} attempts
 * @param {() => Promise<Result>} measure
 * @param {(result: Result) => boolean} isEnough
 */
export async function untilEnough(attempts, measure, isEnough) {
  let result = await measure()
  for (let attempt = 1; attempt < attempts && !isEnough(result); attempt += 1) result = await measure()
  return result
}
