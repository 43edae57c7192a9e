import { execInfo } from '../payloads'
import { History } from './history'
import type { Job } from './job'
import { JobQueue } from './job-queue'
import { JobRun } from './job-run'
import type { KnownJobs } from './jobs-view'
import type { RunContext } from './run-context'

/** How jobs of all lives of a server ended. */
export interface JobCounts {
  finished: number
  failed: number
}

/** Takes jobs from the queue and runs them, one at a time. */
export class JobWorker {
  readonly history = new History()
  readonly #context: RunContext
  readonly #counts: JobCounts
  readonly #takeFault: () => boolean
  readonly #queue = new JobQueue()
  #running: JobRun | undefined
  /** The timer of the next step. */
  #cancel: (() => void) | undefined

  /** @param takeFault whether the job that starts now has to fail */
  constructor(context: RunContext, counts: JobCounts, takeFault: () => boolean) {
    this.#context = context
    this.#counts = counts
    this.#takeFault = takeFault
  }

  get known(): KnownJobs {
    return { pending: this.#queue.items, running: this.#running?.job, finished: this.history.all }
  }

  /** Pending and running. */
  get remaining(): number {
    return this.#queue.size + (this.#running === undefined ? 0 : 1)
  }

  /** The node that runs for a client. */
  runningNodeOf(sid: string): string | undefined {
    return this.#running?.owner === sid ? this.#running.node : undefined
  }

  /** @throws see {@link JobQueue.push} */
  put(job: Job): void {
    this.#queue.push(job)
    this.#tellStatus()
    if (this.#running === undefined) this.#wait(0, () => this.#startNext())
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) if (this.#queue.remove(id)) this.#tellStatus()
  }

  clear(): void {
    this.#queue.clear()
    this.#tellStatus()
  }

  /** @param id only if this job runs; `undefined`: whichever does */
  interrupt(id: string | undefined): void {
    if (id === undefined || this.#running?.job.id === id) this.#running?.interrupt()
  }

  /** Sudden end: nobody is told. */
  end(): void {
    this.#cancel?.()
  }

  #startNext(): void {
    const job = this.#queue.pop()
    if (job === undefined) return
    const run = new JobRun(job, this.#context, this.#takeFault())
    this.#running = run
    this.#tellStatus()
    this.#advance(run, run.run())
  }

  #advance(run: JobRun, steps: ReturnType<JobRun['run']>): void {
    const step = steps.next()
    if (step.done !== true) return this.#wait(step.value, () => this.#advance(run, steps))
    this.history.add(step.value)
    this.#counts[step.value.isSuccess ? 'finished' : 'failed'] += 1
    this.#running = undefined
    this.#tellStatus()
    const { owner, job } = run
    if (owner !== undefined) this.#context.sockets.send('executing', { node: null, prompt_id: job.id }, owner)
    if (this.#queue.size > 0) this.#wait(0, () => this.#startNext())
  }

  #wait(ms: number, run: () => void): void {
    this.#cancel?.()
    this.#cancel = this.#context.options.clock.after(ms, run)
  }

  #tellStatus(): void {
    this.#context.sockets.send('status', { status: execInfo(this.remaining) })
  }
}
