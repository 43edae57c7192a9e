import { inspect } from 'node:util'
import { Worker } from 'node:worker_threads'
import {
  type EngineArgument,
  type EngineCallName,
  type EngineMessage,
  type EngineOptions,
  type EngineResult,
  engineContract,
  engineMessageSchema,
  type HostMessage,
} from '@shared/engine/contract'
import type { ErrorInfo } from '@shared/errors'
import { err, ok, type Result } from '@shared/ipc/result'
import type { PanelActivity, PanelState } from '@shared/model/panel-snapshot'
import { DEFAULT_SETTINGS } from '@shared/model/settings'

/** Main's side of the engine: the only way the platform reaches the proxy. */
export interface EngineHost {
  /** The last state that was published; `undefined` until the first thread has spoken or died. */
  readonly state: PanelState | undefined
  start(): void
  call<K extends EngineCallName>(name: K, argument: EngineArgument<K>): Promise<Result<EngineResult<K>>>
  onState(listener: (state: PanelState) => void): () => void
  onActivity(listener: (activity: PanelActivity) => void): () => void
  /** The computer goes to sleep, or is back. */
  power(event: 'suspend' | 'resume'): void
  /** Ends the thread as {@link dispose} does, and starts one on another folder; it may have a failure to tell. */
  moveTo(place: EnginePlace, failure?: ErrorInfo): Promise<void>
  /** Activity is sent only while somebody looks. */
  setWatched(isWatched: boolean): void
  /** Writes a line of the main process into the engine's log file. */
  log(line: string): void
  /** Ends the engine for good; resolves at the latest after {@link EngineHostOptions.disposeDeadlineMs}. */
  dispose(): Promise<void>
}

/** What an engine runs on. */
export type EnginePlace = Pick<EngineOptions, 'settingsDir' | 'isDemo'>

export interface EngineHostOptions {
  readonly workerFile: string
  readonly settingsDir: string
  /** Waiting time before the first restart; it doubles with every thread that does not live. */
  readonly restartDelayMs?: number
  /** Longest time between two restarts. */
  readonly maxRestartDelayMs?: number
  /** A thread that lived this long is a good one: the waiting time starts anew. */
  readonly healthyAfterMs?: number
  /** Requests under way get 3 s from the engine itself. */
  readonly disposeDeadlineMs?: number
}

interface PendingCall {
  readonly name: EngineCallName
  readonly settle: (result: Result<unknown>) => void
}

/** Starts nothing yet: see {@link EngineHost.start}. */
export function createEngineHost(options: EngineHostOptions): EngineHost {
  return new WorkerEngineHost(options)
}

class WorkerEngineHost implements EngineHost {
  readonly #options: Required<EngineHostOptions>
  readonly #stateListeners = new Set<(state: PanelState) => void>()
  readonly #activityListeners = new Set<(activity: PanelActivity) => void>()
  readonly #pending = new Map<number, PendingCall>()
  #place: EnginePlace
  #run = 0
  #worker: Worker | undefined
  /** A thread that was told to end. */
  #retired: Worker | undefined
  #startedAt = 0
  #state: PanelState | undefined
  #nextCallId = 1
  #isWatched = false
  #restartTimer: NodeJS.Timeout | undefined
  #restartDelayMs: number
  #disposal: Promise<void> | undefined
  /** The proxy ran when the thread died, and the next one has not yet answered the order to start it. */
  #resumesProxy = false

  constructor(options: EngineHostOptions) {
    this.#options = {
      restartDelayMs: 500,
      maxRestartDelayMs: 30_000,
      healthyAfterMs: 60_000,
      disposeDeadlineMs: 4_000,
      ...options,
    }
    this.#restartDelayMs = this.#options.restartDelayMs
    this.#place = { settingsDir: options.settingsDir, isDemo: false }
  }

  get state(): PanelState | undefined {
    return this.#state
  }

  start(): void {
    this.#spawn(undefined)
  }

  call<K extends EngineCallName>(name: K, argument: EngineArgument<K>): Promise<Result<EngineResult<K>>> {
    if (name === 'stopProxy') this.#resumesProxy = false
    const worker = this.#worker
    if (worker === undefined) return Promise.resolve(err(gone('no engine thread is running')))
    const id = this.#nextCallId++
    return new Promise((resolve) => {
      // The value was parsed with the result schema of this very name before it is settled.
      this.#pending.set(id, { name, settle: (result) => resolve(result as Result<EngineResult<K>>) })
      this.#post({ type: 'call', id, name, argument })
    })
  }

  onState(listener: (state: PanelState) => void): () => void {
    this.#stateListeners.add(listener)
    return () => this.#stateListeners.delete(listener)
  }

  onActivity(listener: (activity: PanelActivity) => void): () => void {
    this.#activityListeners.add(listener)
    return () => this.#activityListeners.delete(listener)
  }

  setWatched(isWatched: boolean): void {
    this.#isWatched = isWatched
    this.#post({ type: 'watch', isWatched })
  }

  log(line: string): void {
    this.#post({ type: 'log', line })
  }

  power(event: 'suspend' | 'resume'): void {
    this.#post({ type: 'power', event })
  }

  async moveTo(place: EnginePlace, failure?: ErrorInfo): Promise<void> {
    this.#resumesProxy = false
    await this.#end()
    if (this.#disposal !== undefined) return
    this.#place = place
    this.#spawn(failure)
  }

  dispose(): Promise<void> {
    this.#disposal ??= this.#end()
    return this.#disposal
  }

  async #end(): Promise<void> {
    clearTimeout(this.#restartTimer)
    const worker = this.#worker
    if (worker === undefined) return
    this.#retired = worker
    let deadline: NodeJS.Timeout | undefined
    const expired = new Promise<void>((resolve) => {
      deadline = setTimeout(resolve, this.#options.disposeDeadlineMs)
    })
    await Promise.race([this.call('dispose', undefined), expired])
    clearTimeout(deadline)
    await worker.terminate()
  }

  #spawn(priorFailure: ErrorInfo | undefined): void {
    const workerData: EngineOptions = {
      ...this.#place,
      run: ++this.#run,
      ...(priorFailure === undefined ? {} : { priorFailure }),
    }
    const worker = new Worker(this.#options.workerFile, { workerData })
    let cause = ''
    worker.on('message', (message: unknown) => this.#receive(message))
    worker.on('messageerror', (error) => this.log(`unreadable message of the engine: ${error.message}`))
    worker.on('error', (error: unknown) => {
      cause = error instanceof Error ? (error.stack ?? error.message) : inspect(error)
    })
    worker.on('exit', (code) => this.#threadEnded(worker, cause || `exit code ${code}`))
    this.#worker = worker
    this.#startedAt = performance.now()
    if (this.#isWatched) this.#post({ type: 'watch', isWatched: true })
    if (this.#resumesProxy) void this.#resumeProxy(worker)
  }

  async #resumeProxy(worker: Worker): Promise<void> {
    await this.call('startProxy', undefined)
    // The same answer comes when this thread died as well; then its successor has to start the proxy.
    if (this.#worker === worker) this.#resumesProxy = false
  }

  #post(message: HostMessage): void {
    this.#worker?.postMessage(message)
  }

  #receive(message: unknown): void {
    const parsed = engineMessageSchema.safeParse(message)
    if (parsed.success) this.#dispatch(parsed.data)
    else this.log(`the engine sent what the contract does not know: ${parsed.error.message}`)
  }

  #dispatch(message: EngineMessage): void {
    switch (message.type) {
      case 'state':
        this.#publish(message.state)
        return
      case 'activity':
        for (const listener of this.#activityListeners) listener(message.activity)
        return
      case 'result':
        this.#settle(message.id, message.result)
    }
  }

  #settle(id: number, result: Extract<EngineMessage, { type: 'result' }>['result']): void {
    const call = this.#pending.get(id)
    if (call === undefined) return
    this.#pending.delete(id)
    call.settle(result.ok ? this.#parseValue(call.name, result.value) : result)
  }

  #parseValue(name: EngineCallName, value: unknown): Result<unknown> {
    const parsed = engineContract[name].result.safeParse(value)
    if (parsed.success) return ok(parsed.data)
    return err({ code: 'INTERNAL', detail: `the engine's answer to ${name} is not valid: ${parsed.error.message}` })
  }

  #publish(state: PanelState): void {
    this.#state = state
    for (const listener of this.#stateListeners) listener(state)
  }

  #threadEnded(worker: Worker, cause: string): void {
    this.#worker = undefined
    const error = gone(cause)
    for (const call of this.#pending.values()) call.settle(err(error))
    this.#pending.clear()
    if (this.#disposal !== undefined || this.#retired === worker) return
    const before = this.#state
    if (before?.status.state === 'running' || before?.status.state === 'starting') this.#resumesProxy = true
    this.#publish(failedState(before, error))
    if (performance.now() - this.#startedAt >= this.#options.healthyAfterMs) {
      this.#restartDelayMs = this.#options.restartDelayMs
    }
    this.#restartTimer = setTimeout(() => this.#spawn(error), this.#restartDelayMs)
    this.#restartDelayMs = Math.min(this.#restartDelayMs * 2, this.#options.maxRestartDelayMs)
  }
}

function gone(cause: string): ErrorInfo {
  return { code: 'ENGINE_GONE', detail: `the engine thread ended: ${cause}` }
}

/** What is shown while no thread is there: all as it was, but failed. */
function failedState(before: PanelState | undefined, error: ErrorInfo): PanelState {
  const since = Date.now()
  const status = { state: 'failed', since, error: { ...error } } as const
  if (before !== undefined) return { ...before, revision: before.revision + 1, status }
  const { listen } = DEFAULT_SETTINGS
  return {
    revision: 1,
    run: 0,
    status,
    settings: DEFAULT_SETTINGS,
    serverStates: {},
    addresses: [],
    outsideSince: null,
    isDemo: false,
    self: { listenHost: listen.host, port: listen.port, names: [] },
    notices: [],
  }
}
