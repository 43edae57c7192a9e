import type { ChildProcess } from 'node:child_process'
import type { ContenderName, Running } from './contenders/registry.mjs'
import type { Suite } from './options.mjs'
import type { Workshop } from './workshop.mjs'

/** What the load generator answers. */
export interface Measured {
  /** Requests, frames or megabytes: see the unit of the load. */
  readonly perSecond: number
  readonly p50Ms?: number
  readonly p99Ms?: number
  /** How many came through in all, the warm-up included. */
  readonly total: number
}

/** One measurement. */
export interface Sample extends Omit<Measured, 'total'> {
  /** Processor time that the contender's own process took for one of them. */
  readonly cpuUs?: number
}

export type LoadKind = 'small' | 'large' | 'ws-echo' | 'ws-push'

export interface Load {
  readonly suite: Suite
  readonly kind: LoadKind
  readonly title: string
  readonly unit: string
  readonly connections: number
}

/** What the load generator is asked to do. */
export interface Job {
  readonly load: LoadKind
  readonly port: number
  readonly connections: number
  readonly warmUpMs: number
  readonly measureMs: number
}

export interface LoadResult {
  readonly load: Load
  readonly samples: Readonly<Partial<Record<ContenderName, readonly Sample[]>>>
}

/** The contenders at work, with the server behind them, and what puts load on them. */
export interface Field {
  readonly generator: ChildProcess
  readonly running: ReadonlyMap<ContenderName, Running>
}

export interface FieldOptions {
  readonly workshop: Workshop
  readonly contenders: readonly ContenderName[]
  readonly electronPath?: string | undefined
}

export interface MeasureOptions {
  readonly loads: readonly Load[]
  readonly rounds: number
  readonly seconds: number
  readonly say?: (sentence: string) => void
}

export const LOADS: readonly Load[]

export function startField(options: FieldOptions): Promise<Field>
/** Measures each contender in turn under each load. */
export function measureThroughput(field: Field, options: MeasureOptions): Promise<LoadResult[]>
