/** Numbers from `first` to `last`, written with at least `width` digits. */
export interface NumberRange {
  readonly first: number
  readonly last: number
  readonly width: number
}

/** A text with ranges in it, such as `http://server[1-100]:8188`. */
export interface RangeTemplate {
  readonly parts: readonly (string | NumberRange)[]
  /** How many texts it stands for; 1 without ranges. At most `Number.MAX_SAFE_INTEGER`. */
  readonly count: number
  readonly hasRanges: boolean
}

export type ReadTemplate =
  | { readonly ok: true; readonly template: RangeTemplate }
  | { readonly ok: false; readonly problem: 'RANGE_SYNTAX' }
  | { readonly ok: false; readonly problem: 'RANGE_REVERSED'; readonly suggestion: string }

/** One of the texts that a template stands for, and the numbers in it. */
export interface SpelledOut {
  readonly text: string
  readonly numbers: readonly string[]
}

/** Also with the dashes that a keyboard or a word processor makes of a hyphen. */
const RANGE = /^\[\s*(?<first>\d{1,9})\s*[-–—－]\s*(?<last>\d{1,9})\s*\]$/
/** What stands before the brackets of an IPv6 address. */
const BEFORE_HOST = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/@]*@)?$/i

/** Finds the ranges of a text; the brackets of an IPv6 address are none. */
export function readTemplate(text: string): ReadTemplate {
  const parts: (string | NumberRange)[] = []
  let count = 1
  for (const { 0: piece, index } of text.matchAll(/\[[^[\]]*\]|[[\]]|[^[\]]+/g)) {
    const isBracket = /^[[\]]/.test(piece)
    if (!isBracket || (piece.includes(':') && BEFORE_HOST.test(text.slice(0, index)))) {
      parts.push(piece)
      continue
    }
    const range = readRange(piece)
    if (range === undefined) return { ok: false, problem: 'RANGE_SYNTAX' }
    if (range.first > range.last) {
      const swapped = piece.replace(/(\d+)(\D+)(\d+)/, '$3$2$1')
      const suggestion = text.slice(0, index) + swapped + text.slice(index + piece.length)
      return { ok: false, problem: 'RANGE_REVERSED', suggestion }
    }
    parts.push(range)
    count = Math.min(count * (range.last - range.first + 1), Number.MAX_SAFE_INTEGER)
  }
  return { ok: true, template: { parts, count, hasRanges: parts.some((part) => typeof part !== 'string') } }
}

/** Spells a template out, the last range counting fastest. The caller has looked at `count`. */
export function spellOut(template: RangeTemplate): SpelledOut[] {
  return Array.from({ length: template.count }, (_, index) => spelledOutAt(template, index))
}

/** The text at a position (from 0) of those that a template stands for. */
export function spelledOutAt({ parts }: RangeTemplate, index: number): SpelledOut {
  const numbers: string[] = []
  let rest = index
  const text = parts.reduceRight<string>((end, part) => {
    if (typeof part === 'string') return part + end
    const size = part.last - part.first + 1
    const number = spell(part.first + (rest % size), part)
    rest = Math.floor(rest / size)
    numbers.unshift(number)
    return number + end
  }, '')
  return { text, numbers }
}

function readRange(text: string): NumberRange | undefined {
  const { first, last } = RANGE.exec(text)?.groups ?? {}
  if (first === undefined || last === undefined) return undefined
  // In [1-020] nobody knows which width is meant.
  if (/^0\d/.test(last) && last.length !== first.length) return undefined
  return { first: Number(first), last: Number(last), width: first.startsWith('0') ? first.length : 1 }
}

function spell(number: number, { width }: NumberRange): string {
  return String(number).padStart(width, '0')
}
