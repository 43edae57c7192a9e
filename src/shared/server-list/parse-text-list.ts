import { isAddress, joinedPort, readLine, type Word } from './line-words'
import { ListCollector } from './list-collector'
import type { BareWords, ListPlace, ParsedList } from './listed-server'
import type { PlaceOf } from './text-places'

/**
 * Reads addresses separated by lines, white space, commas or semicolons. `#` and `//` begin a comment, which behind one
 * address is its name.
 */
export function parseTextList(text: string, placeOf: PlaceOf, bareWords: BareWords): ParsedList {
  const list = new ListCollector()
  for (const { 0: line, index: lineStart } of text.matchAll(/[^\r\n]+/g)) {
    addLine(line, list, bareWords, (start, end) => placeOf(lineStart + start, lineStart + end))
  }
  return list.finish('text')
}

function addLine(line: string, list: ListCollector, bareWords: BareWords, placeOf: PlaceOf): void {
  const { words, name } = readLine(line)
  const [first] = words
  const last = words.at(-1)
  if (first === undefined || last === undefined) return
  const placeFrom = (from: Word, to: Word): ListPlace => placeOf(from.start, to.start + to.text.length)
  const servers = new Set(bareWords === 'taken' ? words : words.filter(isAddress))
  if (servers.size === 0) {
    list.fail(placeFrom(first, last), 'NOT_AN_ADDRESS')
    return
  }
  // Taken without their ports they would be other servers.
  const apart = words.flatMap((word, index) => {
    const next = words[index + 1]
    const suggestion = servers.has(word) ? joinedPort(word, next) : undefined
    return suggestion === undefined ? [] : [{ place: placeFrom(word, next ?? word), suggestion }]
  })
  for (const { place, suggestion } of apart) list.fail(place, 'PORT_APART', { suggestion })
  if (apart.length > 0) return
  for (const word of words) {
    const place = placeFrom(word, word)
    if (servers.has(word)) list.add({ url: word.text, name: servers.size === 1 ? name : undefined }, place)
    else if (bareWords === 'refused') list.fail(place, 'NOT_AN_ADDRESS')
  }
}
