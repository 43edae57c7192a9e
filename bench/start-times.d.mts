import type { Workshop } from './workshop.mjs'

/** Milliseconds since the program was started. */
export interface StartSample {
  readonly shownMs: number
  readonly firstContentMs: number
}

export type StartName = 'bare-window' | 'app'

export interface StartOptions {
  readonly workshop: Workshop
  readonly electronPath: string
  readonly rounds: number
}

export const START_LABELS: Readonly<Record<StartName, string>>

/** Starts a bare window and our app in turn. */
export function measureStartTimes(options: StartOptions): Promise<Record<StartName, StartSample[]>>
