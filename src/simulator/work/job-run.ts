import { asText, Float } from '../python-json'
import type { FinishedJob, NodeOutput } from './history'
import { dependencyOrder, type Job, ownerOf } from './job'
import { NodeWork } from './node-work'
import { signaturesOf } from './result-cache'
import type { RunContext, RunView } from './run-context'

class Interruption extends Error {}

/** A fault that was ordered. */
class OrderedFault extends Error {}

type NodeState = { value: number | Float; max: number | Float; state: 'running' | 'finished' }

/** One job from start to end: says what a real server says, in its order. */
export class JobRun implements RunView {
  readonly job: Job
  readonly owner: string | undefined
  readonly #context: RunContext
  readonly #signatures: ReadonlyMap<string, string>
  readonly #states = new Map<string, NodeState>()
  readonly #executed: string[] = []
  readonly #outputs = new Map<string, NodeOutput>()
  readonly #messages: [string, Record<string, unknown>][] = []
  readonly #hasFault: boolean
  #node: string | undefined
  #isInterrupted = false

  constructor(job: Job, context: RunContext, hasFault: boolean) {
    this.job = job
    this.owner = ownerOf(job)
    this.#context = context
    this.#hasFault = hasFault
    const { files } = context
    this.#signatures = signaturesOf(job.prompt, (name) => String(files.get('input', name)?.modifiedMs))
  }

  /** The node that is at work. */
  get node(): string | undefined {
    return this.#node
  }

  interrupt(): void {
    this.#isInterrupted = true
  }

  /** Runs the job. @yields how many milliseconds to wait before going on @returns what the history keeps of it */
  *run(): Generator<number, FinishedJob> {
    const { job } = this
    const { cache } = this.#context
    const cached = this.#hasFault ? [] : cache.hits(this.#signatures)
    this.#note('execution_start', { prompt_id: job.id })
    cache.keepOnly(this.#signatures)
    this.#note('execution_cached', { nodes: cached, prompt_id: job.id })
    let isSuccess = true
    try {
      for (const id of job.outputs.filter((output) => cached.includes(output))) this.#showCached(id)
      yield* this.#executeAll(this.#plan(cached))
      this.#note('execution_success', { prompt_id: job.id })
    } catch (error) {
      isSuccess = false
      if (error instanceof Interruption) this.#noteInterruption()
      else this.#noteError(error)
    }
    this.#node = undefined
    return { job, outputs: this.#outputs, isSuccess, messages: this.#messages }
  }

  progress(id: string, value: number, max: number): void {
    this.#setState(id, { value, max, state: 'running' })
  }

  boundary(): void {
    if (this.#isInterrupted) throw new Interruption()
  }

  *#executeAll(plan: readonly string[]): Generator<number, void> {
    const faulty = this.#faultyNode(plan)
    for (const id of plan) yield* this.#execute(id, id === faulty ? fail : undefined)
  }

  *#execute(id: string, failHere: (() => never) | undefined): Generator<number, void> {
    const { job } = this
    const node = job.prompt[id]
    if (node === undefined) return
    this.#node = id
    this.boundary()
    this.#setState(id, { value: new Float(0), max: new Float(1), state: 'running' })
    this.#tellOwner('executing', { node: id, display_node: id, prompt_id: job.id })
    const work = new NodeWork(this, this.#context)
    const output = yield* work.run(id, node, failHere)
    if (output !== undefined) {
      this.#outputs.set(id, output)
      this.#tellOwner('executed', { node: id, display_node: id, output, prompt_id: job.id })
    }
    this.#executed.push(id)
    this.#context.cache.add(this.#signatures.get(id), output)
    const { max = new Float(1) } = this.#states.get(id) ?? {}
    this.#setState(id, { value: max, max, state: 'finished' })
  }

  #showCached(id: string): void {
    const output = this.#context.cache.get(this.#signatures.get(id))
    this.#tellOwner('executed', { node: id, display_node: id, output: output ?? null, prompt_id: this.job.id })
    if (output !== undefined) this.#outputs.set(id, output)
    this.#setState(id, { value: new Float(1), max: new Float(1), state: 'finished' })
  }

  /** The nodes to run, each after those that it takes something from. */
  #plan(cached: readonly string[]): string[] {
    const { prompt, outputs } = this.job
    const done = new Set(cached)
    return dependencyOrder(prompt, outputs).filter((id) => !done.has(id))
  }

  /** The first sampler, which then fails half way; without one, the last node. */
  #faultyNode(plan: readonly string[]): string | undefined {
    if (!this.#hasFault) return undefined
    return plan.find((id) => this.job.prompt[id]?.class_type === 'KSampler') ?? plan.at(-1)
  }

  #setState(id: string, state: NodeState): void {
    this.#states.set(id, state)
    const { id: promptId } = this.job
    const nodes = [...this.#states].map(([each, now]) => [
      each,
      {
        ...now,
        node_id: each,
        prompt_id: promptId,
        display_node_id: each,
        parent_node_id: null,
        real_node_id: each,
      },
    ])
    // Nobody's progress is everybody's.
    this.#context.sockets.send('progress_state', { prompt_id: promptId, nodes: Object.fromEntries(nodes) }, this.owner)
  }

  /** What only the owner hears; nobody, when there is none. */
  #tellOwner(type: string, data: object): void {
    if (this.owner !== undefined) this.#context.sockets.send(type, data, this.owner)
  }

  /** Tells the owner, and keeps it for the history. */
  #note(type: string, given: object): void {
    const data = { ...given, timestamp: this.#context.options.clock.now() }
    this.#messages.push([type, data])
    if (type === 'execution_interrupted') this.#context.sockets.send(type, data, this.owner)
    else this.#tellOwner(type, data)
  }

  #noteInterruption(): void {
    this.#note('execution_interrupted', { ...this.#place(), executed: this.#executed })
  }

  #noteError(error: unknown): void {
    const inputs = Object.entries(this.job.prompt[this.#node ?? '']?.inputs ?? {})
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error))
    this.#note('execution_error', {
      ...this.#place(),
      executed: this.#executed,
      exception_message: message,
      exception_type: error instanceof OrderedFault ? 'torch.OutOfMemoryError' : 'RuntimeError',
      traceback: stack.split('\n').map((line) => `${line}\n`),
      current_inputs: Object.fromEntries(inputs.map(([name, value]) => [name, [asText(value)]])),
      current_outputs: this.#executed,
    })
  }

  #place(): object {
    const node = this.#node ?? ''
    return { prompt_id: this.job.id, node_id: node, node_type: this.job.prompt[node]?.class_type }
  }
}

function fail(): never {
  throw new OrderedFault('Out of memory: the graphics card of this simulation is full on purpose.')
}
