import { type Job, jobItem } from './job'

const MAX_ENTRIES = 10_000

/** What a node leaves behind for the page. */
export interface NodeOutput {
  readonly images: readonly OutputImage[]
}

export interface OutputImage {
  readonly filename: string
  readonly subfolder: string
  readonly type: 'output' | 'temp'
}

/** A job that is over. */
export interface FinishedJob {
  readonly job: Job
  readonly outputs: ReadonlyMap<string, NodeOutput>
  readonly isSuccess: boolean
  /** What happened, with the data of the events. */
  readonly messages: readonly (readonly [type: string, data: Readonly<Record<string, unknown>>])[]
}

/** The jobs that are over, oldest first. */
export class History {
  readonly #finished = new Map<string, FinishedJob>()

  get all(): readonly FinishedJob[] {
    return [...this.#finished.values()]
  }

  add(finished: FinishedJob): void {
    const [oldest] = this.#finished.keys()
    if (this.#finished.size >= MAX_ENTRIES && oldest !== undefined) this.#finished.delete(oldest)
    this.#finished.set(finished.job.id, finished)
  }

  remove(id: string): void {
    this.#finished.delete(id)
  }

  clear(): void {
    this.#finished.clear()
  }

  /** One entry by its id; an empty object when there is none. */
  entry(id: string): Record<string, object> {
    const finished = this.#finished.get(id)
    return finished === undefined ? {} : { [id]: entryOf(finished) }
  }

  /** @param offset counted from the oldest; negative: the newest `maxItems` */
  entries(maxItems: number | undefined, offset: number): Record<string, object> {
    const { all } = this
    const start = offset < 0 && maxItems !== undefined ? Math.max(0, all.length - maxItems) : Math.max(0, offset)
    const chosen = all.slice(start, maxItems === undefined ? undefined : start + maxItems)
    return Object.fromEntries(chosen.map((finished) => [finished.job.id, entryOf(finished)]))
  }
}

function entryOf({ job, outputs, isSuccess, messages }: FinishedJob): object {
  return {
    prompt: jobItem(job),
    outputs: Object.fromEntries(outputs),
    status: { status_str: isSuccess ? 'success' : 'error', completed: isSuccess, messages },
    meta: Object.fromEntries([...outputs.keys()].map((id) => [id, metaOf(id)])),
  }
}

function metaOf(id: string): object {
  return { node_id: id, display_node: id, parent_node: null, real_node_id: id }
}
