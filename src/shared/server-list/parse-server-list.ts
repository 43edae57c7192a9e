import { ListCollector } from './list-collector'
import { type BareWords, MAX_LIST_LENGTH, type ParsedList } from './listed-server'
import { isEnvText, parseEnvList } from './parse-env-list'
import { isJsonText, parseJsonList } from './parse-json-list'
import { parseTextList } from './parse-text-list'
import { type PlaceOf, placesIn } from './text-places'

/**
 * Reads a list of servers in whatever form it is written: JSON, text with one or more addresses a line, or `.env`.
 * Ranges such as `http://server[1-100]:8188` are spelled out. It never throws, and its cost grows with the text.
 */
export function parseServerList(text: string, bareWords: BareWords = 'ignored'): ParsedList {
  if (text.length > MAX_LIST_LENGTH) return refuseLength(text)
  // A byte order mark is no part of the first column.
  const bare = text.replace(/^\uFEFF/, '')
  const placeOf = placesIn(bare)
  if (!isEnvText(bare)) return parseValues(bare, placeOf, bareWords)
  return parseEnvList(bare, placeOf, (value, placeOfValue) => parseValues(value, placeOfValue, 'refused'))
}

function parseValues(text: string, placeOf: PlaceOf, bareWords: BareWords): ParsedList {
  return isJsonText(text) ? parseJsonList(text, placeOf) : parseTextList(text, placeOf, bareWords)
}

function refuseLength(text: string): ParsedList {
  const list = new ListCollector()
  const place = placesIn(text.slice(0, MAX_LIST_LENGTH))(0, MAX_LIST_LENGTH)
  list.fail(place, 'LIST_TOO_LONG', { max: MAX_LIST_LENGTH })
  return list.finish('text')
}
