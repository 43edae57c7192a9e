import {
  createScanner,
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser'
import { z } from 'zod'
import { MAX_SERVER_URL_LENGTH } from '../model/server-url'
import { ListCollector } from './list-collector'
import type { ListedServer, ListProblem, ParsedList } from './listed-server'
import type { PlaceOf } from './text-places'

/** A list is two deep; the parser calls itself for each step. */
const MAX_DEPTH = 50

const entrySchema = z.object({
  url: z.string(),
  id: z.string().min(1).optional(),
  name: z.string().optional(),
  enabled: z.boolean().optional(),
})

/** Whether a text is meant as JSON: a `[` may also begin an IPv6 address or a range. One quoted address reads as text. */
export function isJsonText(text: string): boolean {
  return /^(?:\s*(?:#|\/\/)[^\r\n]*[\r\n])*\s*(?:\{|\[(?!(?:[\da-f]*:[\da-f:.]*|\d+-\d+)\]))/i.test(text)
}

/**
 * Reads a JSON array of addresses or of objects with `url`, alone or as `servers` of an object such as the settings.
 * Of a text that is not JSON nothing is taken: what follows the first error may be meant otherwise.
 */
export function parseJsonList(text: string, placeOf: PlaceOf): ParsedList {
  const list = new ListCollector()
  const failAt = (offset: number, problem: ListProblem) => {
    const [rest = ''] = /^[^\r\n]*/.exec(text.slice(offset)) ?? []
    list.fail(placeOf(offset, offset + rest.length), problem)
    return list.finish('json')
  }
  const tooDeep = offsetTooDeep(text)
  if (tooDeep !== undefined) return failAt(tooDeep, 'JSON_SYNTAX')
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
  const entries = root && entriesOf(root)
  if (root?.type === 'object' && entries === undefined) return failAt(root.offset, 'JSON_OBJECT')
  const [error] = errors
  if (error !== undefined) return failAt(...explain(text, error))
  for (const entry of entries ?? []) addEntry(entry, list, text, placeOf)
  return list.finish('json')
}

function entriesOf(root: Node): readonly Node[] | undefined {
  const list = root.type === 'object' ? findNodeAtLocation(root, ['servers']) : root
  return list?.type === 'array' ? list.children : undefined
}

function addEntry(entry: Node, list: ListCollector, text: string, placeOf: PlaceOf): void {
  const { offset, length } = entry
  const urlNode = entry.type === 'object' ? findNodeAtLocation(entry, ['url']) : entry
  const written = entry.type === 'string' ? { url: String(entry.value) } : readEntry(entry)
  if (written === undefined || urlNode === undefined) {
    const [line = ''] = /^[^\r\n]*/.exec(text.slice(offset, offset + length)) ?? []
    list.fail(placeOf(offset, offset + line.length), 'JSON_ENTRY')
    return
  }
  // Without the quotes.
  list.add(written, placeOf(urlNode.offset + 1, urlNode.offset + urlNode.length - 1))
}

function readEntry(entry: Node): Omit<ListedServer, 'place'> | undefined {
  return entrySchema.safeParse(getNodeValue(entry)).data
}

/** What a person did, where the parser says what it expected. */
function explain(text: string, { error, offset }: ParseError): [offset: number, problem: ListProblem] {
  const code = printParseErrorCode(error)
  const found = text.slice(offset, offset + 2)
  if (code === 'InvalidCommentToken' || code === 'UnexpectedEndOfComment' || /^(#|\/[/*])/.test(found)) {
    return [offset, 'JSON_COMMENT']
  }
  if (code === 'UnexpectedEndOfString') return [offset, 'JSON_QUOTES']
  // An address that begins like a number: the parser stops inside it.
  const [number = ''] = /[\w.]*$/.exec(text.slice(Math.max(0, offset - MAX_SERVER_URL_LENGTH), offset)) ?? []
  if (number !== '') return [offset - number.length, 'JSON_QUOTES']
  if (code === 'CommaExpected' || /^[,;，；、]/.test(found)) return [offset, 'JSON_COMMA']
  const before = text.slice(0, offset).trimEnd()
  if (/^[\]}]/.test(found) && before.endsWith(',')) return [before.length - 1, 'JSON_COMMA']
  if (code === 'InvalidSymbol' && /^['‘’“”`\p{L}\d]/u.test(found)) return [offset, 'JSON_QUOTES']
  return [offset, 'JSON_SYNTAX']
}

function offsetTooDeep(text: string): number | undefined {
  const scanner = createScanner(text, true)
  let depth = 0
  while (depth <= MAX_DEPTH) {
    scanner.scan()
    if (scanner.getTokenLength() === 0) return undefined
    const start = text.charAt(scanner.getTokenOffset())
    if (start === '[' || start === '{') depth += 1
    if (start === ']' || start === '}') depth -= 1
  }
  return scanner.getTokenOffset()
}
