import type { Job } from './job'

/** Pending jobs: a heap on (number, id), listed in the heap's own order, as ComfyUI's is. */
export class JobQueue {
  #heap: Job[] = []

  get size(): number {
    return this.#heap.length
  }

  get items(): readonly Job[] {
    return this.#heap
  }

  /** @throws when number and id are those of a job in the queue: Python finds nothing left to compare them by */
  push(job: Job): void {
    if (this.#heap.some(({ number, id }) => number === job.number && id === job.id))
      throw new TypeError('two jobs that cannot be told apart')
    this.#heap.push(job)
    let at = this.#heap.length - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!this.#swapIfBefore(at, parent)) return
      at = parent
    }
  }

  pop(): Job | undefined {
    const [first] = this.#heap
    const last = this.#heap.pop()
    if (first === undefined || last === undefined || this.#heap.length === 0) return first
    this.#heap[0] = last
    let at = 0
    for (;;) {
      const [left, right] = [2 * at + 1, 2 * at + 2]
      const child = this.#isBefore(right, left) ? right : left
      if (!this.#swapIfBefore(child, at)) return first
      at = child
    }
  }

  /** @returns whether it was there */
  remove(id: string): boolean {
    const at = this.#heap.findIndex((job) => job.id === id)
    if (at === -1) return false
    const rest = this.#heap.filter((_, index) => index !== at)
    this.#heap = []
    for (const job of rest) this.push(job)
    return true
  }

  clear(): void {
    this.#heap = []
  }

  #isBefore(index: number, other: number): boolean {
    const [a, b] = [this.#heap[index], this.#heap[other]]
    if (a === undefined || b === undefined) return false
    return a.number === b.number ? a.id < b.id : a.number < b.number
  }

  #swapIfBefore(index: number, other: number): boolean {
    const [a, b] = [this.#heap[index], this.#heap[other]]
    if (a === undefined || b === undefined || !this.#isBefore(index, other)) return false
    this.#heap[index] = b
    this.#heap[other] = a
    return true
  }
}
