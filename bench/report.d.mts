import type { ContenderName } from './contenders/registry.mjs'
import type { StartName, StartSample } from './start-times.mjs'
import type { Spread } from './statistics.mjs'
import type { LoadResult, Sample } from './throughput.mjs'

export interface ContenderFigures {
  readonly perSecond: Spread
  /** To bare http-proxy in the same rounds; `undefined` without it. */
  readonly ratio: number | undefined
  /** Medians of the rounds. */
  readonly cpuUs: number | undefined
  readonly p50Ms: number | undefined
  readonly p99Ms: number | undefined
  readonly samples: readonly Sample[]
}

export interface LoadFigures {
  readonly title: string
  readonly unit: string
  readonly contenders: Readonly<Partial<Record<ContenderName, ContenderFigures>>>
}

export interface StartFigures {
  readonly shownMs: Spread
  readonly firstContentMs: Spread
  /** Of the first content, to the bare window in the same rounds. */
  readonly ratio: number
  readonly samples: readonly StartSample[]
}

export type StartSamples = Readonly<Record<StartName, readonly StartSample[]>>

export function loadFigures(result: LoadResult): LoadFigures
export function startFigures(samples: StartSamples): Readonly<Record<StartName, StartFigures>>
export function loadReport(figures: LoadFigures): string
export function startReport(figures: Readonly<Record<StartName, StartFigures>>): string
