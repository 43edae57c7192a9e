import { isAddress, readLine } from './line-words'
import { type ListError, MAX_LISTED_SERVERS, type ParsedList } from './listed-server'
import type { PlaceOf } from './text-places'

/** Whether a text sets one of the variables that name servers. */
export function isEnvText(text: string): boolean {
  return /^[ \t]*(?:export[ \t]+)?DEV_SERVER_COMFYUI_(?:URL|FILE)[ \t]*=/m.test(text)
}

interface EnvValue {
  readonly value: string
  readonly start: number
}

/**
 * Reads the variables of a `.env` text: the file that holds the list, else the list that the other variable holds.
 * Of a variable that is set twice the last value counts, as in a shell. An address outside of all variables is an error:
 * its value has ended with the line before.
 */
export function parseEnvList(
  text: string,
  placeOf: PlaceOf,
  parseValue: (value: string, placeOf: PlaceOf) => ParsedList,
): ParsedList {
  const variables = readVariables(text)
  const file = variables.values.get('DEV_SERVER_COMFYUI_FILE')
  const path = file?.value.trim() ?? ''
  if (file !== undefined && path !== '') {
    const place = placeOf(file.start, file.start + file.value.length)
    return { form: 'env', servers: [], errors: [], file: { path, place } }
  }
  const { value, start } = variables.values.get('DEV_SERVER_COMFYUI_URL') ?? { value: '', start: 0 }
  const list = parseValue(value, (from, to) => placeOf(start + from, start + to))
  const lost = variables.outside.map(({ from, to }): ListError => ({ place: placeOf(from, to), problem: 'ENV_LINE' }))
  return { ...list, errors: [...list.errors, ...lost].slice(0, MAX_LISTED_SERVERS), form: 'env' }
}

interface Variables {
  readonly values: ReadonlyMap<string, EnvValue>
  /** Lines of addresses that belong to no variable. */
  readonly outside: readonly { readonly from: number; readonly to: number }[]
}

function readVariables(text: string): Variables {
  const values = new Map<string, EnvValue>()
  const outside: { from: number; to: number }[] = []
  const line = /^[ \t]*(?:(?:export[ \t]+)?(?<name>[A-Za-z_][\w.]*)[ \t]*=[ \t]*|(?<rest>[^\s#][^\r\n]*))/gm
  for (let match = line.exec(text); match !== null; match = line.exec(text)) {
    const { name, rest } = match.groups ?? {}
    if (rest !== undefined) {
      const from = line.lastIndex - rest.length
      if (hasAddress(rest)) outside.push({ from, to: line.lastIndex })
      continue
    }
    const found = readValue(text, line.lastIndex)
    values.set(name ?? '', found)
    // What a value of several lines holds is no variable.
    line.lastIndex = found.start + found.value.length + 1
  }
  return { values, outside }
}

function hasAddress(line: string): boolean {
  return readLine(line).words.some(isAddress)
}

/** In quotes a value may have several lines; without, it ends with its line or before a comment. */
function readValue(text: string, start: number): EnvValue {
  const quote = text.charAt(start)
  const end = /["'`]/.test(quote) ? text.indexOf(quote, start + 1) : -1
  if (end !== -1) return { value: text.slice(start + 1, end), start: start + 1 }
  const [line = ''] = /^[^\r\n]*/.exec(text.slice(start)) ?? []
  return { value: line.replace(/(?:^|\s)#.*$/s, '').trimEnd(), start }
}
