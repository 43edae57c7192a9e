import { parseServerUrl, type ServerUrlProblem } from '@shared/model/server-url'
import ipaddr from 'ipaddr.js'
import { isAddress } from './listen-form'

/** A text that does not belong in a list, with the line (from 1) that it stands on. */
export interface LineProblem<P> {
  readonly line: number
  readonly text: string
  readonly problem: P
}

/** What was read from a text of several lines: its entries, and the first of them that is wrong. */
export interface LineReading<P> {
  readonly entries: readonly string[]
  readonly problem: LineProblem<P> | null
}

export const MAX_LINES = 1000
const MAX_PAGE_LENGTH = 300

/** Reads addresses and ranges (`10.0.0.0/8`, `fd00::/8`, `10.0.0.7`), separated by line ends, commas or blanks. */
export function readRanges(text: string): LineReading<'RANGE'> {
  return readLines(text, (entry) => (isRange(entry) ? null : 'RANGE'))
}

/** Reads pages: `host[:port]` or an origin of any scheme. */
export function readPages(text: string): LineReading<ServerUrlProblem> {
  return readLines(text, (entry) => {
    if (entry.length > MAX_PAGE_LENGTH) return 'TOO_LONG'
    // Pages are compared whole: a pattern would never match.
    if (entry.includes('*')) return 'HOST'
    const parsed = parseServerUrl(entry.replace(/^[a-z][a-z0-9+.-]*:\/\//i, ''))
    return parsed.ok ? null : parsed.problem
  })
}

function readLines<P>(text: string, check: (entry: string) => P | null): LineReading<P> {
  const entries: string[] = []
  let problem: LineProblem<P> | null = null
  for (const [index, line] of text.split('\n').entries()) {
    for (const entry of line.split(/[\s,;]+/).filter(Boolean)) {
      const found = check(entry)
      if (found !== null) problem ??= { line: index + 1, text: entry, problem: found }
      entries.push(entry)
    }
  }
  return { entries, problem }
}

function isRange(text: string): boolean {
  if (!text.includes('/')) return isAddress(text)
  return ipaddr.IPv4.isValidCIDRFourPartDecimal(text) || ipaddr.IPv6.isValidCIDR(text)
}
