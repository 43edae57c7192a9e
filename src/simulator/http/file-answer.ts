import type { StoredFile } from '../files/file-store'
import type { Exchange } from './exchange'

const TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    css: 'text/css',
    gif: 'image/gif',
    html: 'text/html',
    jpeg: 'image/jpeg',
    jpg: 'image/jpeg',
    js: 'text/javascript',
    json: 'application/json',
    mp4: 'video/mp4',
    png: 'image/png',
    txt: 'text/plain',
    webp: 'image/webp',
  }),
)

export function typeOf(path: string): string {
  return TYPES.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase()) ?? 'application/octet-stream'
}

/** A file as aiohttp sends it: with an ETag and a date, whole, in part, or not again. */
export function answerFile(exchange: Exchange, { data, modifiedMs }: StoredFile, type: string): void {
  const { req } = exchange
  const etag = `"${(BigInt(Math.round(modifiedMs)) * 1_000_000n).toString(16)}-${data.length.toString(16)}"`
  const modified = new Date(modifiedMs).toUTCString()
  const headers = { ETag: etag, 'Last-Modified': modified }
  if (isKnown(req.headers, etag, modifiedMs)) {
    exchange.head(304, headers).end()
    return
  }
  const range = readRange(req.headers, data.length, modifiedMs)
  if (range === 'unsatisfiable') {
    exchange.head(416, { 'Content-Range': `bytes */${data.length}`, 'Content-Length': 0 }).end()
    return
  }
  const part = range === undefined ? data : data.subarray(range.start, range.end + 1)
  const answer = exchange.head(range === undefined ? 200 : 206, {
    'Content-Type': type,
    ...headers,
    'Accept-Ranges': 'bytes',
    ...(range === undefined ? {} : { 'Content-Range': `bytes ${range.start}-${range.end}/${data.length}` }),
    'Content-Length': part.length,
  })
  answer.end(part)
}

/** What lies under no name: empty, of no length and no type, as aiohttp says it of a file. */
export function answerMissingFile(exchange: Exchange): void {
  exchange.head(404, { 'Content-Type': 'application/octet-stream', 'Transfer-Encoding': 'chunked' }).end()
}

type RequestHeaders = Exchange['req']['headers']

function isKnown(headers: RequestHeaders, etag: string, modifiedMs: number): boolean {
  const tags = headers['if-none-match']
  if (tags !== undefined) return tags.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')))
  return isUnchangedSince(headers['if-modified-since'], modifiedMs)
}

function isUnchangedSince(date: string | undefined, modifiedMs: number): boolean {
  return date !== undefined && Math.floor(modifiedMs / 1000) * 1000 <= Date.parse(date)
}

function readRange(
  headers: RequestHeaders,
  size: number,
  modifiedMs: number,
): { start: number; end: number } | 'unsatisfiable' | undefined {
  const ifRange = headers['if-range']
  if (headers.range === undefined) return undefined
  if (ifRange !== undefined && !isUnchangedSince(ifRange.toString(), modifiedMs)) return undefined
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(headers.range) ?? []
  if (first === '' && last === '') return 'unsatisfiable'
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return start > end ? 'unsatisfiable' : { start, end }
}
