import type { ChildProcess } from 'node:child_process'
import type { Workshop } from '../workshop.mjs'

export type ContenderName =
  | 'direct'
  | 'http-proxy'
  | 'node'
  | 'electron-hidden'
  | 'electron-routes'
  | 'nginx'
  | 'haproxy'

export interface Setting {
  readonly workshop: Workshop
  readonly upstreamPort: number
  /** `undefined` when no Electron was asked for. */
  readonly electronPath: string | undefined
}

/** A contender at work. */
export interface Running {
  readonly port: number
  /** Answers `cpu` with the processor time that it has used, in microseconds; those that are not ours do not. */
  readonly timed: ChildProcess | undefined
}

export interface Contender {
  /** As the tables call it. */
  readonly label: string
  readonly needsElectron: boolean
  /** The program that must be on this machine, where it is not ours. */
  readonly program?: string
  /** Starts it and resolves once it listens. */
  start(setting: Setting): Promise<Running>
}

/** In the order of the tables. */
export const CONTENDERS: Readonly<Record<ContenderName, Contender>>
export const CONTENDER_NAMES: readonly ContenderName[]
/** What all are compared to. */
export const BASE: ContenderName
/** Those that this machine has. */
export function presentContenders(): ContenderName[]
/** Where a program lies; also looks where only administrators have it on their PATH. */
export function findProgram(name: string): string | undefined
