import { BodyTooLarge, type Exchange } from './exchange'

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE' | 'PATCH'
  /** Segments in braces stand for one raw segment, so `%2F` stays inside. */
  readonly pattern: string
  readonly handle: (exchange: Exchange) => void | Promise<void>
}

interface CompiledRoute extends Route {
  readonly segments: readonly string[]
}

/** Under `/` lie the files of the front end: every path is one of theirs for who reads. */
const CATCH_ALL_METHODS = ['GET', 'HEAD']

/** Answers requests by the first route that fits; what fits none, by `serveFile`. */
export class Router {
  readonly #routes: readonly CompiledRoute[]
  readonly #serveFile: (exchange: Exchange) => void
  readonly #maxBodyBytes: number

  /** @param routes each exists a second time below `/api`, but those below `/internal` */
  constructor(routes: readonly Route[], serveFile: (exchange: Exchange) => void, maxBodyBytes: number) {
    const twins = routes.filter(({ pattern }) => !pattern.startsWith('/internal'))
    this.#routes = [...routes, ...twins.map((route) => ({ ...route, pattern: `/api${route.pattern}` }))].map(compile)
    this.#serveFile = serveFile
    this.#maxBodyBytes = maxBodyBytes
  }

  async answer(exchange: Exchange): Promise<void> {
    try {
      if (exchange.req.method === 'OPTIONS') exchange.empty()
      else await this.#dispatch(exchange)
    } catch (error) {
      if (exchange.res.headersSent || exchange.res.destroyed) return
      if (error instanceof BodyTooLarge) exchange.text(`Maximum request body size ${this.#maxBodyBytes} exceeded.`, 413)
      // Like aiohttp, which says nothing of what went wrong.
      else exchange.text('500 Internal Server Error\n\nServer got itself in trouble', 500)
    }
  }

  async #dispatch(exchange: Exchange): Promise<void> {
    const { method = '' } = exchange.req
    const wanted = method === 'HEAD' ? 'GET' : method
    const segments = exchange.path.split('/')
    const fitting = this.#routes.filter((route) => fits(route, segments))
    const route = fitting.find((candidate) => candidate.method === wanted)
    if (route !== undefined) {
      exchange.params = readParams(route, segments)
      return route.handle(exchange)
    }
    if (wanted === 'GET') return this.#serveFile(exchange)
    const allowed = new Set([...CATCH_ALL_METHODS, ...fitting.map((candidate) => candidate.method)])
    exchange.res.setHeader('Allow', [...allowed].sort().join(','))
    exchange.text('405: Method Not Allowed', 405)
  }
}

function compile(route: Route): CompiledRoute {
  return { ...route, segments: route.pattern.split('/') }
}

function isPlace(segment: string): boolean {
  return segment.startsWith('{')
}

function fits({ segments }: CompiledRoute, path: readonly string[]): boolean {
  if (segments.length !== path.length) return false
  return segments.every((segment, index) => (isPlace(segment) ? path[index] !== '' : segment === path[index]))
}

function readParams({ segments }: CompiledRoute, path: readonly string[]): Record<string, string> {
  const params: Record<string, string> = {}
  for (const [index, segment] of segments.entries())
    if (isPlace(segment)) params[segment.slice(1, -1)] = unquote(path[index] ?? '')
  return params
}

/** Percent-decoding that leaves alone what is not an encoded character. */
export function unquote(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // Python leaves it as it is.
    return text
  }
}
