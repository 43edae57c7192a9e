import type { ListPlace } from './listed-server'

const MAX_EXCERPT_LENGTH = 80

/** Says where the characters from `start` to before `end` stand. */
export type PlaceOf = (start: number, end: number) => ListPlace

/** Finds lines and columns in a text, whose lines may end in any of the usual ways. */
export function placesIn(text: string): PlaceOf {
  const lineStarts = [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((end) => end.index + end[0].length)]
  return (start, end) => {
    const line = lineAt(lineStarts, start)
    return { line: line + 1, column: start - (lineStarts[line] ?? 0) + 1, text: excerptOf(text.slice(start, end)) }
  }
}

/** A text in one line of at most 80 characters. */
export function excerptOf(text: string): string {
  const excerpt = text.length > MAX_EXCERPT_LENGTH ? `${text.slice(0, MAX_EXCERPT_LENGTH - 1)}…` : text
  return excerpt.replace(/\p{Cc}/gu, ' ').trim()
}

/** The last line that starts at the offset or before. */
function lineAt(lineStarts: readonly number[], offset: number): number {
  let low = 0
  let high = lineStarts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((lineStarts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}
