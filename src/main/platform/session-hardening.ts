import { app, type Session, type WebContents } from 'electron'
import type { RendererSource } from './renderer-source'

export interface HardeningOptions {
  readonly source: RendererSource
  /** Only then may the developer tools load their own pages. */
  readonly hasDevTools: boolean
  readonly log: (line: string) => void
}

/** The one thing a page may ask for: to put text on the clipboard after a click. */
const ALLOWED_PERMISSION = 'clipboard-sanitized-write'

/** Takes from the session and from every page in it what the panel does not need. Call after `ready`. */
export function hardenSession(session: Session, options: HardeningOptions): void {
  const { source, hasDevTools, log } = options
  const isAllowed = (permission: string, url: string): boolean =>
    permission === ALLOWED_PERMISSION && source.isResource(url)

  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(isAllowed(permission, details.requestingUrl)),
  )
  session.setPermissionCheckHandler((_contents, permission, origin) => isAllowed(permission, origin))
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const isOurs = source.isResource(url) || (hasDevTools && url.startsWith('devtools:'))
    if (!isOurs) log(`refused a request of the page: ${withoutSecrets(url)}`)
    answer({ cancel: !isOurs })
  })
}

/** Keeps every page, present and future, where it is. Call before the first window. */
export function hardenContents(options: HardeningOptions): void {
  app.on('web-contents-created', (_event, contents) => guardNavigation(contents, options))
}

function guardNavigation(contents: WebContents, { source, log }: HardeningOptions): void {
  const stay = (event: { readonly url: string; preventDefault(): void }): void => {
    if (source.isPage(event.url)) return
    event.preventDefault()
    log(`refused to leave the panel for ${withoutSecrets(event.url)}`)
  }
  contents.on('will-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  // The panel has no link to the outside, so nothing is handed to the browser either.
  contents.setWindowOpenHandler(({ url }) => {
    log(`refused to open ${withoutSecrets(url)}`)
    return { action: 'deny' }
  })
}

/** Enough to know what it was; queries, credentials and long data stay out of the log. */
function withoutSecrets(url: string): string {
  return url
    .replace(/[?#].*$/s, '')
    .replace(/\/\/[^/@]*@/, '//')
    .slice(0, 200)
}
