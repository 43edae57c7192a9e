/** Which runtime is fetched, and the hash it must have. */
export interface TrialRuntime {
  readonly electron: string
  readonly spec: string
  readonly integrity: string
  readonly inner: string
  readonly binary: string
}

export const TRIAL_RUNTIME: TrialRuntime

/** Fetches, checks and unpacks the runtime, unless that was done before; returns the executable. */
export function ensureTrialRuntime(runtime?: TrialRuntime): Promise<string>
