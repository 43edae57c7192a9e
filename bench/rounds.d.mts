/**
 * Measures every contender once per round, A B C A B C …, so that a drift of the machine hits all alike. A first
 * round is not counted: it fills caches, and has compilers do their work.
 * @returns what was measured of each, in the order of the rounds
 */
export function inTurns<Name extends string, Sample>(
  rounds: number,
  names: readonly Name[],
  measure: (name: Name) => Promise<Sample>,
): Promise<Record<Name, Sample[]>>

/**
 * Measures again, at most so often, until it is enough: on a busy machine one measurement may be bad luck.
 * @returns what was measured last
 */
export function untilEnough<Result>(
  attempts: number,
  measure: () => Promise<Result>,
  isEnough: (result: Result) => boolean,
): Promise<Result>
