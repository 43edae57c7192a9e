import type { FileStore } from './files/file-store'
import type { CompleteOptions } from './options'
import { execInfo } from './payloads'
import { SocketTable } from './sockets'
import { type JobCounts, JobWorker } from './work/job-worker'
import { ResultCache } from './work/result-cache'

/** What a server keeps when its process ends. */
export interface Disk {
  readonly files: FileStore
  readonly settings: Map<string, unknown>
  /** Names by their ids. */
  readonly users: Map<string, string>
}

/** One start of a server: what it has in memory, lost when it ends. */
export class ServerLife {
  readonly options: CompleteOptions
  readonly disk: Disk
  readonly sockets: SocketTable
  readonly worker: JobWorker
  /** The real port. */
  readonly port: number
  readonly startedAt: number
  readonly #model = { isLoaded: false }
  #promptNumber = 0

  constructor(options: CompleteOptions, port: number, disk: Disk, counts: JobCounts, takeFault: () => boolean) {
    this.options = options
    this.port = port
    this.disk = disk
    this.startedAt = options.clock.now()
    disk.files.wipe('temp')
    this.sockets = new SocketTable({
      maxUploadBytes: options.maxUploadBytes,
      faults: options.faults,
      status: () => ({ status: execInfo(this.worker.remaining) }),
      runningNodeOf: (sid) => this.worker.runningNodeOf(sid),
    })
    const tempPrefix = randomLetters(5)
    const { files } = disk
    const context = { options, sockets: this.sockets, files, cache: new ResultCache(), model: this.#model, tempPrefix }
    this.worker = new JobWorker(context, counts, takeFault)
  }

  /** The place of the next prompt in the queue. */
  takeNumber(): number {
    return this.#promptNumber++
  }

  /** The next sampler loads its model anew. */
  unloadModel(): void {
    this.#model.isLoaded = false
  }

  /** Sudden end: jobs stop where they are, sockets break. */
  end(): void {
    this.worker.end()
    this.sockets.breakAll()
  }
}

function randomLetters(count: number): string {
  return Array.from({ length: count }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26))).join('')
}
