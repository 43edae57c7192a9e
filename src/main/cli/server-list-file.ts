import { readFile } from 'node:fs/promises'
import type { ListedServer, ListPlace, ParsedList } from '@shared/server-list/listed-server'
import { parseServerList } from '@shared/server-list/parse-server-list'
import { listErrorText } from './problem-text'
import { UsageError } from './usage-error'

/** Where in a source something stands, as messages say it. */
export type SayPlace = (place: ListPlace) => string

/**
 * Reads a servers file, in any form that a list may have.
 * @throws UsageError when it cannot be read, is wrong somewhere or names no server
 */
export async function readServerList(path: string): Promise<readonly ListedServer[]> {
  const servers = serversOf(parseServerList(await readText(path)), placeInFile(path))
  if (servers.length === 0) throw new UsageError(`${path} names no server.`)
  return servers
}

/** The servers of a list of which every part can be taken. @throws UsageError */
export function serversOf({ servers, errors, file }: ParsedList, sayPlace: SayPlace): readonly ListedServer[] {
  const [error] = errors
  if (error !== undefined) throw new UsageError(`${sayPlace(error.place)}: ${listErrorText(error)}`)
  if (file !== undefined) {
    throw new UsageError(
      `${sayPlace(file.place)}: A list cannot name another file. Name that file instead of this one.`,
    )
  }
  return servers
}

export function placeInFile(path: string): SayPlace {
  return ({ line, column, text }) => `${path}, line ${line}, column ${column}${text === '' ? '' : `, ${text}`}`
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const why = code === 'ENOENT' ? 'there is no such file' : message
    throw new UsageError(`The servers file ${path} cannot be read: ${why}.`, { cause: error })
  }
}
