import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CallArgument, CallResult } from '@shared/ipc/contract'
import { err, ok, type Result } from '@shared/ipc/result'
import { MAX_LIST_LENGTH } from '@shared/server-list/listed-server'
import { app, type BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron'
import writeFileAtomic from 'write-file-atomic'
import type { Words } from './words'

/** Lets the person open and save lists of servers as files of their choice. */
export interface ListFiles {
  /** `null` when the person chooses no file. */
  open(argument: CallArgument<'openListFile'>): Promise<Result<CallResult<'openListFile'>>>
  /** `false` when the person chooses no place. */
  save(argument: CallArgument<'saveListFile'>): Promise<Result<CallResult<'saveListFile'>>>
}

export interface ListFilesOptions {
  /** The window that the dialogs belong to. */
  readonly window: () => BrowserWindow | undefined
  readonly words: () => Words
}

const LIST_EXTENSIONS = ['json', 'txt', 'env', 'conf', 'list']

/** A character takes at most three bytes, and a byte order mark three more. */
const MAX_BYTES = 3 * MAX_LIST_LENGTH + 3

/** Words under `servers.files` for codes of the system and of {@link UnfitFile}. */
const REASONS = {
  EISDIR: 'folder',
  ENOENT: 'missing',
  EACCES: 'noAccess',
  EPERM: 'noAccess',
  EROFS: 'noAccess',
  ENOSPC: 'noRoom',
  EDQUOT: 'noRoom',
  NO_FILE: 'noFile',
  TOO_LONG: 'tooLong',
  NOT_TEXT: 'notText',
} as const

/** A file that can be read, but holds no list. */
class UnfitFile extends Error {
  override readonly name = 'UnfitFile'
  constructor(
    readonly code: keyof typeof REASONS,
    options?: { cause?: unknown },
  ) {
    super(code, options)
  }
}

export function createListFiles({ window, words }: ListFilesOptions): ListFiles {
  let isAsking = false
  /** One question at a time: a second one is answered as if the person had chosen nothing. */
  const ask = async (question: () => Promise<string | undefined>): Promise<string | undefined> => {
    if (isAsking) return undefined
    isAsking = true
    return question().finally(() => {
      isAsking = false
    })
  }
  return {
    async open({ path }) {
      const file = await ask(() => askWhichFile(window(), words(), path))
      if (file === undefined) return ok(null)
      try {
        return ok({ name: basename(file), text: await readText(file) })
      } catch (error) {
        return failure('LIST_FILE_UNREADABLE', file, error, words())
      }
    },
    async save({ name, text }) {
      const file = await ask(() => askWhere(window(), words(), basename(name)))
      if (file === undefined) return ok(false)
      try {
        await writeFileAtomic(file, text)
        return ok(true)
      } catch (error) {
        return failure('LIST_FILE_NOT_SAVED', file, error, words())
      }
    },
  }
}

function failure(
  code: 'LIST_FILE_UNREADABLE' | 'LIST_FILE_NOT_SAVED',
  file: string,
  error: unknown,
  words: Words,
): Result<never> {
  const { code: cause = '', message } = error as NodeJS.ErrnoException
  const reason = cause in REASONS ? words(`servers.files.${REASONS[cause as keyof typeof REASONS]}`) : cause || message
  return err({ code, detail: `${file}: ${message}`, params: { name: basename(file), reason } })
}

async function askWhichFile(
  window: BrowserWindow | undefined,
  words: Words,
  proposed: string | undefined,
): Promise<string | undefined> {
  const path = proposed === undefined ? undefined : pathOf(proposed)
  const options: OpenDialogOptions = {
    title: words('servers.files.openTitle'),
    // A file named just .env is hidden, and has no extension to be found by.
    properties: ['openFile', 'showHiddenFiles'],
    filters: [
      { name: words('servers.files.all'), extensions: ['*'] },
      { name: words('servers.files.lists'), extensions: LIST_EXTENSIONS },
    ],
    ...(path !== undefined && { defaultPath: path }),
  }
  const { canceled, filePaths } = await (window === undefined
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options))
  return canceled ? undefined : filePaths[0]
}

async function askWhere(window: BrowserWindow | undefined, words: Words, name: string): Promise<string | undefined> {
  const options: SaveDialogOptions = {
    title: words('servers.files.saveTitle'),
    defaultPath: join(app.getPath('documents'), name),
    filters: [
      { name: words('servers.files.lists'), extensions: [extname(name).slice(1) || 'txt'] },
      { name: words('servers.files.all'), extensions: ['*'] },
    ],
  }
  const { canceled, filePath } = await (window === undefined
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options))
  return canceled || filePath === '' ? undefined : filePath
}

/** A list names its file by URL, a person by path. Another machine is never asked just because a list names it. */
function pathOf(written: string): string | undefined {
  if (/^([\\/]{2}|file:\/\/(?!localhost\/)[^/])/i.test(written)) return undefined
  if (!/^file:/i.test(written)) return written
  try {
    return fileURLToPath(written)
  } catch {
    // It names no file of this system: the person looks for the file without a proposal.
    return undefined
  }
}

/** @throws UnfitFile, or the error of the system, when the file cannot be read */
async function readText(file: string): Promise<string> {
  const stats = await stat(file)
  if (stats.isDirectory()) throw new UnfitFile('EISDIR')
  // A pipe or a device might never end.
  if (!stats.isFile()) throw new UnfitFile('NO_FILE')
  // One byte more than there may be, to see that there is more.
  const chunks: Buffer[] = await createReadStream(file, { end: MAX_BYTES }).toArray()
  const bytes = Buffer.concat(chunks)
  if (bytes.length > MAX_BYTES) throw new UnfitFile('TOO_LONG')
  const text = decode(bytes)
  if (text.length > MAX_LIST_LENGTH) throw new UnfitFile('TOO_LONG')
  return text
}

/** Without the byte order mark. */
function decode(bytes: Uint8Array): string {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new UnfitFile('NOT_TEXT', { cause: error })
  }
  if (text.includes('\0')) throw new UnfitFile('NOT_TEXT')
  return text
}
