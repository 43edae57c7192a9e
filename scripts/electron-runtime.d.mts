/** An Electron for development and tests. */
export interface ElectronRuntime {
  readonly executablePath: string
  /** Empty when ELECTRON_EXEC_PATH names it. */
  readonly version: string
  /** `fallback` is the older runtime that is for trying out only. */
  readonly source: 'env' | 'installed' | 'fallback'
}

/** Finds an Electron, and fetches one when there is none. */
export function resolveElectron(): Promise<ElectronRuntime>

/** What other tools need in their environment to use this Electron. */
export function electronEnv(runtime: ElectronRuntime): Record<string, string>
