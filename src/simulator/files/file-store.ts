/** The folders of a ComfyUI server. */
export const FOLDERS = ['input', 'output', 'temp', 'user'] as const
export type Folder = (typeof FOLDERS)[number]

export interface StoredFile {
  readonly data: Buffer
  readonly createdMs: number
  readonly modifiedMs: number
}

/** A demo runs for hours: beyond this the oldest pictures go. What people saved as theirs never does. */
const MAX_PICTURE_BYTES = 64 * 1024 * 1024

export function isFolder(name: string): name is Folder {
  return (FOLDERS as readonly string[]).includes(name)
}

/** The disk of a simulated server, in memory. Paths have slashes and stay inside their folder. */
export class FileStore {
  readonly #now: () => number
  readonly #files = new Map<Folder, Map<string, StoredFile>>(FOLDERS.map((folder) => [folder, new Map()]))

  constructor(now: () => number) {
    this.#now = now
  }

  get(folder: Folder, path: string): StoredFile | undefined {
    return this.#in(folder).get(path)
  }

  put(folder: Folder, path: string, data: Buffer): StoredFile {
    const now = this.#now()
    const file = { data, createdMs: this.get(folder, path)?.createdMs ?? now, modifiedMs: now }
    // Away first, so that what was written last is last.
    this.#in(folder).delete(path)
    this.#in(folder).set(path, file)
    if (folder !== 'user') this.#dropOldest(folder)
    return file
  }

  remove(folder: Folder, path: string): boolean {
    return this.#in(folder).delete(path)
  }

  move(folder: Folder, from: string, to: string): StoredFile | undefined {
    const file = this.get(folder, from)
    if (file === undefined) return undefined
    this.remove(folder, from)
    this.#in(folder).set(to, file)
    return file
  }

  /** Every file below a directory (`''`: the folder itself), by its path from there, oldest first. */
  list(folder: Folder, directory = ''): [path: string, file: StoredFile][] {
    const prefix = directory === '' ? '' : `${directory}/`
    return [...this.#in(folder)]
      .filter(([path]) => path.startsWith(prefix))
      .map(([path, file]) => [path.slice(prefix.length), file])
  }

  wipe(folder: Folder): void {
    this.#in(folder).clear()
  }

  #in(folder: Folder): Map<string, StoredFile> {
    const files = this.#files.get(folder)
    if (files === undefined) throw new Error(`no folder ${folder}`)
    return files
  }

  #dropOldest(folder: Folder): void {
    const files = this.#in(folder)
    let bytes = 0
    for (const { data } of files.values()) bytes += data.length
    for (const [path, { data }] of files) {
      if (bytes <= MAX_PICTURE_BYTES || files.size === 1) return
      bytes -= data.length
      files.delete(path)
    }
  }
}

/** `subfolder/name`; `undefined` when it would lead out of the folder. */
export function pathInside(subfolder: string, name: string): string | undefined {
  const parts = `${subfolder}/${name}`.split(/[/\\]/).filter((part) => part !== '' && part !== '.')
  const leadsOut = parts.includes('..') || /^[/\\]/.test(subfolder) || /^[/\\]/.test(name)
  return leadsOut || parts.length === 0 ? undefined : parts.join('/')
}
