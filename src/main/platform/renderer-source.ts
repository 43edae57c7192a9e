import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { protocol } from 'electron'

const SCHEME = 'panel'
const HOST = 'app'

/** Where the page of the panel comes from, and what counts as that page. */
export interface RendererSource {
  readonly pageUrl: string
  /** True for the panel's own page, whatever its query or fragment: the only sender and the only place to go. */
  isPage(url: string): boolean
  /** True for what the page may load. */
  isResource(url: string): boolean
}

/** Must run before `ready`, and once. */
export function registerPanelScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/**
 * The built page under our own scheme, or the development server's.
 * @param devUrl address of the development server; never given to a packaged app
 */
export function rendererSource(devUrl: string | undefined): RendererSource {
  const page = new URL(devUrl ?? `${SCHEME}://${HOST}/`)
  const isSameSite = (url: URL): boolean => url.protocol === page.protocol && url.host === page.host
  // The development server replaces modules in the running page through a socket of its own.
  const isDevSocket = (url: URL): boolean =>
    devUrl !== undefined && url.host === page.host && url.protocol === page.protocol.replace('http', 'ws')
  return {
    pageUrl: page.href,
    isPage: (text) => {
      const url = parseUrl(text)
      return url !== undefined && isSameSite(url) && url.username === '' && ['/', '/index.html'].includes(url.pathname)
    },
    isResource: (text) => {
      const url = parseUrl(text)
      return url !== undefined && (isSameSite(url) || isDevSocket(url))
    },
  }
}

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    // Not a URL, so not ours.
    return undefined
  }
}

/** Serves the built page under our scheme. Call after `ready`. */
export function servePanel(pageDir: string): void {
  protocol.handle(SCHEME, createPageHandler(pageDir))
}

const MIME_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
}

/** Plain names only: nothing encoded, no dot at the start of a segment, no empty segment, no backslash. */
const PLAIN_PATH = /^(?:\/[\w-][\w.-]*)+$/

const NONCE_TAG = /(<meta\s+name="csp-nonce"\s+content=")("\s*\/?>)/

/** Answers a request for a file of `pageDir`, every answer with its own Content-Security-Policy. */
export function createPageHandler(pageDir: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const nonce = randomBytes(16).toString('base64')
    const answer = (status: number, body: string | Uint8Array<ArrayBuffer>, mimeType = 'text/plain'): Response =>
      new Response(body, { status, headers: headers(mimeType, nonce) })

    if (request.method !== 'GET') return answer(405, 'only GET')
    const url = parseUrl(request.url)
    if (url?.protocol !== `${SCHEME}:` || url.host !== HOST) return answer(404, 'unknown host')
    const path = url.pathname === '/' ? '/index.html' : url.pathname
    const mimeType = MIME_TYPES[extname(path)]
    if (!PLAIN_PATH.test(path) || mimeType === undefined) return answer(404, 'not found')
    try {
      const file = new Uint8Array(await readFile(join(pageDir, path)))
      return answer(200, path === '/index.html' ? withNonce(new TextDecoder().decode(file), nonce) : file, mimeType)
    } catch (error) {
      return answer(404, `not found: ${(error as NodeJS.ErrnoException).code}`)
    }
  }
}

function withNonce(html: string, nonce: string): string {
  return html.replace(NONCE_TAG, `$1${nonce}$2`)
}

function headers(mimeType: string, nonce: string): Record<string, string> {
  return {
    'Content-Type': mimeType,
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  }
}
