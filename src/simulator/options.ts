/** Time as a port, so that tests can drive jobs step by step. */
export interface SimulatorClock {
  /** Milliseconds since 1970. */
  now(): number
  /** Calls `run` once after `ms`; returns what cancels it. */
  after(ms: number, run: () => void): () => void
}

/** Mistakes of ComfyUI that a proxy has to live with. */
export interface SimulatorFaults {
  /** When an old socket ends, a newer one with the same client id hears nothing any more. */
  readonly deafSocketOnReconnect?: boolean
  /** A client that reads nothing holds up the events of all clients. */
  readonly slowReaderBlocksAll?: boolean
  /** Every job fails, as on a graphics card that has had a fault. */
  readonly failJobs?: boolean
}

export interface SimulatorOptions {
  readonly host?: string
  /** 0, the default, is one that the system picks. */
  readonly port?: number
  /** Shown on its page, and in system_stats as the name of its folder. */
  readonly name?: string
  readonly gpu?: { readonly name: string; readonly vramBytes: number }
  /** Which origin rule holds; the newer one also refuses `Sec-Fetch-Site: cross-site`. */
  readonly version?: '0.8.0' | 'newer'
  readonly maxUploadBytes?: number
  /** Steps of a sampler that does not say how many. */
  readonly steps?: number
  readonly stepMs?: number
  /** Silence while a model is loaded: before the first step since the start, or since models were unloaded. */
  readonly modelLoadMs?: number
  /** The port stays closed that long. */
  readonly startDelayMs?: number
  readonly faults?: SimulatorFaults
  readonly clock?: SimulatorClock
}

export type CompleteOptions = Required<Omit<SimulatorOptions, 'faults'>> & {
  readonly faults: Required<SimulatorFaults>
}

const systemClock: SimulatorClock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

export function completeOptions({ faults, ...given }: SimulatorOptions): CompleteOptions {
  return {
    host: '127.0.0.1',
    port: 0,
    name: 'ComfyUI',
    gpu: { name: 'NVIDIA GeForce RTX 4090', vramBytes: 25_262_096_384 },
    version: '0.8.0',
    maxUploadBytes: 100 * 1024 * 1024,
    steps: 20,
    stepMs: 50,
    modelLoadMs: 0,
    startDelayMs: 0,
    clock: systemClock,
    ...given,
    faults: { deafSocketOnReconnect: false, slowReaderBlocksAll: false, failJobs: false, ...faults },
  }
}
