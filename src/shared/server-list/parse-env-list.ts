import type { ParsedList } from './listed-server'
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
 * Of a variable that is set twice the last value counts, as in a shell.
 */
export function parseEnvList(
  text: string,
  placeOf: PlaceOf,
  parseValue: (value: string, placeOf: PlaceOf) => ParsedList,
): ParsedList {
  const variables = readVariables(text)
  const file = variables.get('DEV_SERVER_COMFYUI_FILE')
  const path = file?.value.trim() ?? ''
  if (file !== undefined && path !== '') {
    const place = placeOf(file.start, file.start + file.value.length)
    return { form: 'env', servers: [], errors: [], file: { path, place } }
  }
  const { value, start } = variables.get('DEV_SERVER_COMFYUI_URL') ?? { value: '', start: 0 }
  const list = parseValue(value, (from, to) => placeOf(start + from, start + to))
  return { ...list, form: 'env' }
}

function readVariables(text: string): Map<string, EnvValue> {
  const variables = new Map<string, EnvValue>()
  const variable = /^[ \t]*(?:export[ \t]+)?(?<name>[A-Za-z_][\w.]*)[ \t]*=[ \t]*/gm
  for (let match = variable.exec(text); match !== null; match = variable.exec(text)) {
    const found = readValue(text, variable.lastIndex)
    variables.set(match.groups?.name ?? '', found)
    // What a value of several lines holds is no variable.
    variable.lastIndex = found.start + found.value.length
  }
  return variables
}

/** In quotes a value may have several lines; without, it ends with its line or before a comment. */
function readValue(text: string, start: number): EnvValue {
  const quote = text.charAt(start)
  const end = /["'`]/.test(quote) ? text.indexOf(quote, start + 1) : -1
  if (end !== -1) return { value: text.slice(start + 1, end), start: start + 1 }
  const [line = ''] = /^[^\r\n]*/.exec(text.slice(start)) ?? []
  return { value: line.replace(/(?:^|\s)#.*$/s, '').trimEnd(), start }
}
