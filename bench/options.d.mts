export type Suite = 'small' | 'large' | 'ws' | 'start'

export interface BenchOptions<Name extends string> {
  readonly help: boolean
  readonly rounds: number
  /** Length of one measurement, without its warm-up. */
  readonly seconds: number
  readonly suites: readonly Suite[]
  /** `undefined`: all that this machine has. */
  readonly contenders: readonly Name[] | undefined
  /** As it was typed. */
  readonly jsonFile: string | undefined
}

export const USAGE: string

/** Fails with one sentence for the person who typed. */
export function parseOptions<Name extends string>(
  args: readonly string[],
  knownContenders: readonly Name[],
): BenchOptions<Name>
