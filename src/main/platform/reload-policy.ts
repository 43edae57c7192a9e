const MAX_RELOADS = 3
const PERIOD_MS = 60_000
const FIRST_DELAY_MS = 250

/**
 * How long to wait before a page that broke is loaded again, or `undefined` when it broke too often of late.
 * @param now milliseconds on a clock that only goes forward
 */
export function createReloadPolicy(now: () => number): () => number | undefined {
  let reloads: number[] = []
  return () => {
    reloads = reloads.filter((at) => now() - at < PERIOD_MS)
    if (reloads.length >= MAX_RELOADS) return undefined
    reloads.push(now())
    return FIRST_DELAY_MS * 2 ** (reloads.length - 1)
  }
}
