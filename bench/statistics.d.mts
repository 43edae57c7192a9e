export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
}

/** The value below which this share of all values lies; between two values it is interpolated. Fails without values. */
export function quantile(values: readonly number[], share: number): number
export function median(values: readonly number[]): number
export function spread(values: readonly number[]): Spread
/**
 * How values compare to others that were measured in the same rounds: the median of the rounds' own ratios, so that a
 * round in which the machine was slow counts no more than any other.
 */
export function medianRatio(values: readonly number[], others: readonly number[]): number
