import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { toPythonJson } from '../python-json'
import { cacheControl } from './cache-control'

/** About as deep as Python reads. */
const MAX_JSON_DEPTH = 1000

/** The body is longer than the server takes. */
export class BodyTooLarge extends Error {}

/** One request and its answer, in the forms in which aiohttp answers. */
export class Exchange {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  /** As it came: what is encoded stays encoded. */
  readonly path: string
  readonly query: URLSearchParams
  /** What the places in the route's pattern stand for, decoded once. */
  params: Readonly<Record<string, string>> = {}
  readonly #maxBodyBytes: number

  constructor(req: IncomingMessage, res: ServerResponse, maxBodyBytes: number) {
    this.req = req
    this.res = res
    this.#maxBodyBytes = maxBodyBytes
    const target = (req.url ?? '/').replace(/^https?:\/\/[^/?#]*/i, '')
    const [, path = '', query = ''] = /^([^?#]*)\??([^#]*)/.exec(target) ?? []
    this.path = path === '' ? '/' : path
    this.query = new URLSearchParams(query)
  }

  json(value: unknown, status = 200): void {
    this.bytes(Buffer.from(toPythonJson(value)), 'application/json; charset=utf-8', status)
  }

  text(text: string, status = 200): void {
    this.bytes(Buffer.from(text), 'text/plain; charset=utf-8', status)
  }

  empty(status = 200): void {
    if (status === 204) this.head(204, {}).end()
    else this.bytes(Buffer.alloc(0), 'application/octet-stream', status)
  }

  bytes(data: Buffer, type: string, status = 200): void {
    this.head(status, { 'Content-Type': type, 'Content-Length': data.length }).end(data)
  }

  /** Every answer begins here: whether it may be kept depends on its path. */
  head(status: number, headers: OutgoingHttpHeaders): ServerResponse {
    const cache = cacheControl(this.path, status)
    if (cache !== undefined && !this.res.hasHeader('Cache-Control')) this.res.setHeader('Cache-Control', cache)
    return this.res.writeHead(status, headers)
  }

  /** @throws BodyTooLarge; what still comes is read and forgotten, so that the client gets to read the answer */
  body(): Promise<Buffer> {
    const { req } = this
    const chunks: Buffer[] = []
    let length = 0
    return new Promise((resolve, reject) => {
      const refuse = () => {
        req.off('data', take)
        req.resume()
        reject(new BodyTooLarge())
      }
      const take = (chunk: Buffer) => {
        chunks.push(chunk)
        length += chunk.length
        if (length > this.#maxBodyBytes) refuse()
      }
      req.once('error', reject)
      req.once('end', () => resolve(Buffer.concat(chunks)))
      if (Number(req.headers['content-length'] ?? 0) > this.#maxBodyBytes) refuse()
      else req.on('data', take)
    })
  }

  /** @throws SyntaxError or RangeError, which the server answers like every fault of a handler */
  async jsonBody(): Promise<unknown> {
    const value = JSON.parse((await this.body()).toString('utf8')) as unknown
    if (isDeeper(value, MAX_JSON_DEPTH)) throw new RangeError('the body is too deep')
    return value
  }

  /** Like {@link jsonBody}, for what has to be an object. */
  async jsonObject(): Promise<Readonly<Record<string, unknown>>> {
    const value = await this.jsonBody()
    if (typeof value !== 'object' || value === null) throw new TypeError('the body is not an object')
    return value as Readonly<Record<string, unknown>>
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1))
}
