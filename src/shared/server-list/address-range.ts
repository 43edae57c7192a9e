import { parseServerUrl, type ServerUrlProblem } from '../model/server-url'
import type { ListError } from './listed-server'
import { type RangeTemplate, readTemplate, spelledOutAt } from './number-range'

export type ReadAddress =
  | { readonly ok: true; readonly template: RangeTemplate }
  | ({ readonly ok: false } & Omit<ListError, 'place'>)

/** A range of IPv4 addresses without brackets; parts of it would pass for the name of a computer. */
const IPV4_SPAN =
  /^(?<scheme>https?:\/\/)?(?<net>(?:\d{1,3}\.){3})(?<first>\d{1,3})[-–—－~](?<lastNet>(?:\d{1,3}\.){3})?(?<last>\d{1,3})(?<port>:\d{1,5})?\/?$/i

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
  if (!template.hasRanges) return problemOfSpan(text) ?? read
  const problem = problemOfEnds(template)
  if (problem === undefined) return read
  const suggestion = problem === 'DOTTED_NUMBER' ? withDot(text) : undefined
  if (suggestion !== undefined) return { ok: false, problem: 'RANGE_DOT_MISSING', params: { suggestion } }
  return { ok: false, problem }
}

/** Whether a text is an address, or each of a range is one. */
export function isPossible(text: string): boolean {
  const read = readTemplate(text)
  return read.ok && problemOfEnds(read.template) === undefined
}

function problemOfSpan(text: string): ReadAddress | undefined {
  const { net, first, lastNet = net, last, scheme = 'http://', port } = IPV4_SPAN.exec(text)?.groups ?? {}
  if (net === undefined || first === undefined || last === undefined) return undefined
  const [low, high] = [Number(first), Number(last)].sort((a, b) => a - b)
  // Who writes no scheme and no port means a ComfyUI server as it is.
  const suggestion = `${scheme}${net}[${low}-${high}]${port ?? (/^http:/i.test(scheme) ? ':8188' : '')}`
  if (lastNet !== net || !isPossible(suggestion)) return { ok: false, problem: 'DOTTED_NUMBER' }
  return { ok: false, problem: 'RANGE_BRACKETS', params: { suggestion } }
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
  // An IPv4 address has room for no more.
  if (gaps.length > 4) return undefined
  const single = gaps.map((gap) => `${text.slice(0, gap)}.${text.slice(gap)}`)
  return [...single, text.replace(/[\d\]](?=\[)/g, '$&.')].find(isPossible)
}
