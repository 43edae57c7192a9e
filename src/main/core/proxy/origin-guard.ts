import type { IncomingMessage } from 'node:http'

const UNCHECKED_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/** `host[:port]` in the form that is compared: lower case, scheme and default ports left out; `''` when there is none. */
export function authorityOf(text: string): string {
  const lower = text.trim().toLowerCase()
  if (lower === 'null') return ''
  return lower
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, '')
    .replace(/\/.*$/, '')
    .replace(/:(80|443)$/, '')
}

/** The pages of other addresses that may call us, ready for comparing. */
export function parseAllowedPages(pages: readonly string[]): ReadonlySet<string> {
  return new Set(pages.map(authorityOf).filter((authority) => authority !== ''))
}

/**
 * True when a page of another address sends something that changes a server. ComfyUI's own protection does not survive
 * a proxy, so we check before forwarding: every upgrade, and every method but GET, HEAD and OPTIONS. Browsers always send
 * Origin with those; who sends none is not a page.
 */
export function isForeignPage(req: IncomingMessage, isUpgrade: boolean, allowedPages: ReadonlySet<string>): boolean {
  const { origin, host } = req.headers
  if (origin === undefined) return false
  if (!isUpgrade && UNCHECKED_METHODS.has(req.method ?? '')) return false
  const page = authorityOf(origin)
  if (page === '') return true
  return page !== authorityOf(host ?? '') && !allowedPages.has(page)
}
