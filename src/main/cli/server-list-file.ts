import { readFile } from 'node:fs/promises'
import type { ParsedList } from '@shared/server-list/listed-server'
import { parseServerList } from '@shared/server-list/parse-server-list'
import { type SayPlace, unreadableText } from './problem-text'
import { UsageError } from './usage-error'

/** A list that a source holds, whose errors are still to be told. */
export interface SourceList {
  readonly list: ParsedList
  readonly sayPlace: SayPlace
  /** Whether its places are lines that a person can look up. */
  readonly hasLines: boolean
}

/**
 * Reads a servers file, in any form that a list may have; messages call it by the name.
 * @throws UsageError when it cannot be read or names no server
 */
export async function readServerList(path: string, name = path): Promise<SourceList> {
  const found = fileList(parseServerList(await readText(path, name)), name)
  if (isEmpty(found.list)) throw new UsageError(`${name} names no server.`)
  return found
}

/** The list that a file holds itself. @throws UsageError */
export function fileList(list: ParsedList, name: string): SourceList {
  const sayPlace: SayPlace = ({ line, text }) => `${name}, line ${line}${text === '' ? '' : `: ${text}`}`
  refuseFile(list, sayPlace)
  return { list, sayPlace, hasLines: true }
}

/** @throws UsageError when a list is not given itself, but the file that holds it */
export function refuseFile({ file }: ParsedList, sayPlace: SayPlace): void {
  if (file === undefined) return
  throw new UsageError(`${sayPlace(file.place)} – A list cannot name another file. Name that file instead of this one.`)
}

export function isEmpty({ servers, errors }: ParsedList): boolean {
  return servers.length === 0 && errors.length === 0
}

async function readText(path: string, name: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new UsageError(unreadableText(name, error as NodeJS.ErrnoException), { cause: error })
  }
}
