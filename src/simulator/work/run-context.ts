import type { FileStore } from '../files/file-store'
import type { CompleteOptions } from '../options'
import type { SocketTable } from '../sockets'
import type { Job } from './job'
import type { ResultCache } from './result-cache'

/** What a run needs of its server. */
export interface RunContext {
  readonly options: CompleteOptions
  readonly sockets: SocketTable
  readonly files: FileStore
  readonly cache: ResultCache
  readonly model: { isLoaded: boolean }
  /** Where temporary pictures of this start of the server go. */
  readonly tempPrefix: string
}

/** Where the pieces of a run see the rest of it. */
export interface RunView {
  readonly job: Job
  readonly owner: string | undefined
  /** How far a node is: for the page's bars. */
  progress(id: string, value: number, max: number): void
  /** Between two steps: here an interruption takes effect. */
  boundary(): void
}
