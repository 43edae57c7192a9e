import { ListCollector } from './list-collector'
import type { ParsedList } from './listed-server'
import type { PlaceOf } from './text-places'

/** What stands between addresses: white space, also that of Chinese keyboards and web pages, commas and semicolons. */
const BETWEEN = '\\s\\u200B,;，；、'
/** Up to the end of its line; a # inside a word is none, so that an address with a fragment can be refused. */
const COMMENT = new RegExp(`(?:^|(?<=[${BETWEEN}]))#.*$`, 's')
/** What is in brackets belongs together, so that a range may hold spaces. */
const WORD = new RegExp(`(?:\\[[^[\\]]*\\]|[^${BETWEEN}])+`, 'g')
/** No address has these at its ends, and lists of messages, web pages and programs do. */
const OPENING = /^[-–—*•·>"'`“”‘’「『<《(（]+/
const CLOSING = /["'`“”‘’」』>》)）]/
const ITEM_NUMBER = /^\(?\d{1,4}[.)]?$/

/** Reads addresses separated by lines, white space, commas or semicolons; `#` begins a comment. */
export function parseTextList(text: string, placeOf: PlaceOf): ParsedList {
  const list = new ListCollector()
  for (const { 0: line, index: lineStart } of text.matchAll(/[^\r\n]+/g)) {
    const words = [...line.replace(COMMENT, '').matchAll(WORD)]
    const isNumbered = words.length > 1 && ITEM_NUMBER.test(words[0]?.[0] ?? '')
    for (const { 0: word, index } of isNumbered ? words.slice(1) : words) {
      const opened = word.replace(OPENING, '')
      const url = withoutClosing(opened)
      const start = lineStart + index + word.length - opened.length
      if (url !== '') list.add({ url }, placeOf(start, start + url.length))
    }
  }
  return list.finish('text')
}

/** A pattern that looks for the end would try every quote of a long row of them. */
function withoutClosing(word: string): string {
  let end = word.length
  while (CLOSING.test(word.charAt(end - 1))) end -= 1
  return word.slice(0, end)
}
