import type { ChildProcess } from 'node:child_process'
import type { Workshop } from '../workshop.mjs'

/** What the hook in an Electron app answers. */
export interface StartTimes {
  /** Milliseconds on the clock of the machine. */
  readonly shownAt: number
  readonly firstContentAt: number
}

/** Starts an app with the hook in it. */
export function launchElectron(
  workshop: Workshop,
  executablePath: string,
  app: string,
  args: readonly string[],
): ChildProcess

export function quitElectron(workshop: Workshop, child: ChildProcess): Promise<void>
