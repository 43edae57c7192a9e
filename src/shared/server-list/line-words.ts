import { MAX_SERVER_NAME_LENGTH } from '../model/server-entry'
import { isPossible } from './address-range'
import { withAsciiTwins } from './ascii-twins'

export interface Word {
  readonly text: string
  /** From the start of the line. */
  readonly start: number
}

export interface LineWords {
  readonly words: readonly Word[]
  /** What a comment behind them says that may be a name. */
  readonly name: string | undefined
}

/** What stands between addresses: white space, also that of Chinese keyboards and web pages, commas and semicolons. */
const BETWEEN = '\\s\\u200B,;，；、'
/** Up to the end of its line; a # inside a word is none, so that an address with a fragment can be refused. */
const COMMENT = new RegExp(`^[${BETWEEN}]*//|(?<=[${BETWEEN}])//(?=\\s|$)|(?:^|(?<=[${BETWEEN}]))#`)
/** What is in brackets belongs together, so that a range may hold spaces. */
const WORD = new RegExp(`(?:\\[[^[\\]]*\\]|[^${BETWEEN}])+`, 'g')
/** No address has these at its ends, and lists of messages, web pages and programs do. */
const OPENING = /^[-–—*•·>"'`“”‘’「『<《(（]+/
const CLOSING = /["'`“”‘’」』>》)）]/
const ITEM_NUMBER = /^\(?\d{1,4}[.)]?$/
/** The lines of a table, the braces of a program; the address `[::]` has letters as little as they have. */
const ORNAMENT = /^(?!.*::)[^\p{L}\p{N}]+$/u
/** What an address has, and another word has not: a scheme, a port, a dot, a range; or it is this computer. */
const ADDRESS = /:\/\/|:\d|[^.]\.[^.]|\d[。｡]\d|^localhost$|[[\]]/i
/** The box of a task, or a word of a text. */
const IN_BRACKETS = /^\[[^[\]\d:]*\]$/

/** Takes a line of text apart. */
export function readLine(written: string): LineWords {
  const line = withAsciiTwins(written)
  const comment = COMMENT.exec(line)
  const words = [...line.slice(0, comment?.index).matchAll(WORD)].map(({ 0: text, index }) => ({ text, start: index }))
  const isNumbered = words.length > 1 && ITEM_NUMBER.test(words[0]?.text ?? '')
  return {
    words: (isNumbered ? words.slice(1) : words)
      .map(bareWord)
      .filter(({ text }) => text !== '' && !ORNAMENT.test(text)),
    name: comment === null ? undefined : readName(written.slice(comment.index + comment[0].length).trim()),
  }
}

/** Whether a word is an address, right or wrong, and not just any word. */
export function isAddress({ text }: Word): boolean {
  return ADDRESS.test(text) && !IN_BRACKETS.test(text)
}

/** The address that is meant where its port is the next word, as in a table. */
export function joinedPort(word: Word, next: Word | undefined): string | undefined {
  if (next === undefined || !/^\d{1,5}$/.test(next.text) || hasPort(word.text)) return undefined
  const base = word.text.replace(/\/$/, '')
  const joined = `${base.includes('://') ? '' : 'http://'}${base}:${next.text}`
  return isPossible(joined) ? joined : undefined
}

/** Whether an address says its port. */
export function hasPort(url: string): boolean {
  return /:(?:\d+|\d*\[[^[\]:]*\]\d*)\/?$/.test(url)
}

function bareWord({ text, start }: Word): Word {
  const opened = text.replace(OPENING, '')
  // A pattern that looks for the end would try every quote of a long row of them.
  let end = opened.length
  while (CLOSING.test(opened.charAt(end - 1))) end -= 1
  return { text: opened.slice(0, end), start: start + text.length - opened.length }
}

/** An address that was commented out is no name, nor is a long text. */
function readName(comment: string): string | undefined {
  const isName = comment !== '' && comment.length <= MAX_SERVER_NAME_LENGTH && !/^https?:\/\//i.test(comment)
  return isName ? comment : undefined
}
