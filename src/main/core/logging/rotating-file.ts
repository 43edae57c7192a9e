import { type FileHandle, mkdir, open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

export const MAX_FILE_BYTES = 10 * 1024 * 1024
export const KEPT_FILES = 3

/** A log file that is renamed to `.1`, `.2` when it is full, so that all of them together stay bounded. */
export class RotatingFile {
  readonly #path: string
  readonly #maxBytes: number
  #handle: FileHandle | undefined
  #size = 0

  constructor(path: string, maxBytes = MAX_FILE_BYTES) {
    this.#path = path
    this.#maxBytes = maxBytes
  }

  /** Appends a text; a text that does not fit into one file is cut. Calls must not overlap. */
  async append(text: string): Promise<void> {
    const bytes = Buffer.from(text).subarray(0, this.#maxBytes)
    try {
      await this.#open()
      if (this.#size + bytes.length > this.#maxBytes) await this.#rotate()
      await this.#handle?.appendFile(bytes)
      this.#size += bytes.length
    } catch (error) {
      // The next text tries again from the start: the folder may be back by then.
      await this.close()
      throw error
    }
  }

  async close(): Promise<void> {
    const handle = this.#handle
    this.#handle = undefined
    await handle?.close()
  }

  async #open(): Promise<void> {
    // Without a name left the file was deleted, perhaps with its folder: nobody would ever read what goes there.
    if (this.#handle !== undefined && (await this.#handle.stat()).nlink > 0) return
    await this.close()
    await mkdir(dirname(this.#path), { recursive: true })
    this.#handle = await open(this.#path, 'a', 0o600)
    this.#size = (await this.#handle.stat()).size
  }

  async #rotate(): Promise<void> {
    await this.close()
    for (let number = KEPT_FILES - 1; number >= 1; number--) {
      const from = number === 1 ? this.#path : `${this.#path}.${number - 1}`
      await rename(from, `${this.#path}.${number}`).catch((error: NodeJS.ErrnoException) => {
        // There are fewer old files than we keep.
        if (error.code !== 'ENOENT') throw error
      })
    }
    await this.#open()
  }
}
