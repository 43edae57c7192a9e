import type { ChildProcess, SpawnOptions } from 'node:child_process'

/** Owns every process and every temporary folder of a run: all are gone once it is closed. */
export class Workshop {
  /** Starts a program in a process group of its own. */
  spawn(file: string, args: readonly string[], options: SpawnOptions): ChildProcess
  /** Starts a script in plain Node; it can be talked to with {@link ask}. */
  fork(script: URL, args?: readonly string[]): ChildProcess
  makeFolder(): Promise<string>
  /** Asks a program to end, and insists. */
  end(child: ChildProcess): Promise<void>
  /** Ends everything at once; may be called twice. */
  close(): Promise<void>
}

/**
 * Sends a message and resolves with the answer; fails with the child's own error, when it ends instead, and when it takes
 * long.
 * @param busyMs how long the work takes that is asked for; default no time
 */
export function ask<Answer>(child: ChildProcess, message: unknown, busyMs?: number): Promise<Answer>
