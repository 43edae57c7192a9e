import { parseServerUrl, type ServerUrlProblem } from '../model/server-url'
import type { ListError } from './listed-server'
import { type RangeTemplate, readTemplate, spelledOutAt } from './number-range'

export type ReadAddress =
  | { readonly ok: true; readonly template: RangeTemplate }
  | ({ readonly ok: false } & Omit<ListError, 'place'>)

/**
 * Reads an address that may hold ranges. A range is one thing: when its first or its last address is not possible,
 * nothing of it is taken. Nothing is spelled out for that, so that a range may be of any size.
 */
export function readAddress(text: string): ReadAddress {
  const read = readTemplate(text)
  if (!read.ok) {
    return read.problem === 'RANGE_SYNTAX' ? read : { ...read, params: { suggestion: read.suggestion } }
  }
  const { template } = read
  if (!template.hasRanges) return read
  const problem = problemOfEnds(template)
  if (problem === undefined) return read
  const suggestion = problem === 'DOTTED_NUMBER' ? withDot(text) : undefined
  if (suggestion !== undefined) return { ok: false, problem: 'RANGE_DOT_MISSING', params: { suggestion } }
  return { ok: false, problem }
}

function problemOfEnds(template: RangeTemplate): ServerUrlProblem | undefined {
  for (const index of [0, template.count - 1]) {
    const parsed = parseServerUrl(spelledOutAt(template, index).text)
    if (!parsed.ok) return parsed.problem
  }
  return undefined
}

/** The text with a dot before a range, or before each, if that makes an IPv4 address of it. */
function withDot(text: string): string | undefined {
  const gaps = [...text.matchAll(/[\d\]](?=\[)/g)].map(({ index }) => index + 1)
  const single = gaps.map((gap) => `${text.slice(0, gap)}.${text.slice(gap)}`)
  return [...single, text.replace(/[\d\]](?=\[)/g, '$&.')].find((candidate) => {
    const read = readTemplate(candidate)
    return read.ok && problemOfEnds(read.template) === undefined
  })
}
