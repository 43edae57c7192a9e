import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { type ErrorWords, errorWords } from './error-words'
import type { Refusal } from './refusal'

const RETRY_SECONDS = 5
/** How long a refused client may keep its half of the connection open. */
export const LINGER_MS = 5000

interface Answer {
  readonly headers: Readonly<Record<string, string | number>>
  readonly body: string
}

/** Answers a request in the server's place, in the form that its sender can read. */
export function answerRequest(req: IncomingMessage, res: ServerResponse, refusal: Refusal): void {
  const { headers, body } = compose(req, refusal)
  res.writeHead(refusal.status, headers)
  res.end(body)
  // What is left of an upload is read and dropped, or the client would never get to reading the answer.
  req.resume()
}

/** Answers an upgrade in the server's place and closes its connection. */
export function answerUpgrade(req: IncomingMessage, socket: Socket, refusal: Refusal): void {
  const { headers, body } = compose(req, refusal)
  const lines = Object.entries({ ...headers, connection: 'close' }).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}\r\n${lines.join('')}\r\n${body}`)
  lingerThenClose(socket)
}

/**
 * Reads and drops what a refused client still sends: closing over unread bytes would reset the connection and take the
 * answer with it.
 */
export function lingerThenClose(socket: Socket): void {
  socket.resume()
  socket.once('end', () => socket.destroySoon())
  socket.setTimeout(LINGER_MS, () => socket.destroy())
}

function compose(req: IncomingMessage, refusal: Refusal): Answer {
  const words = errorWords(refusal.code, refusal.values, req.headers['accept-language'])
  const form = formFor(req)
  const body =
    form === 'json' ? jsonBody(refusal, words) : form === 'html' ? htmlBody(refusal, words) : `${words.text}\n`
  const type = { json: 'application/json', html: 'text/html', text: 'text/plain' }[form]
  return {
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
      ...(form === 'html' ? { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'" } : {}),
      ...(refusal.status === 503 ? { 'retry-after': RETRY_SECONDS } : {}),
      ...(refusal.status === 405 ? { allow: 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS' } : {}),
    },
    body,
  }
}

/** ComfyUI's page parses what is not 200 as JSON; a person who opens a link wants a page; everything else gets text. */
function formFor({ url = '/', headers }: IncomingMessage): 'json' | 'html' | 'text' {
  const path = url.replace(/[?#].*$/s, '')
  if (path === '/prompt' || path.startsWith('/api/')) return 'json'
  const accept = headers.accept ?? ''
  if (accept.includes('text/html') || headers['sec-fetch-mode'] === 'navigate') return 'html'
  return /\bjson\b/.test(accept) ? 'json' : 'text'
}

/** ComfyUI's own error shape (its `POST /prompt`). */
function jsonBody({ code, values }: Refusal, { title, text }: ErrorWords): string {
  const error = { type: `switchboard_${code.toLowerCase()}`, message: title, details: text, extra_info: values }
  return JSON.stringify({ error, node_errors: {} })
}

function htmlBody({ status }: Refusal, words: ErrorWords & { language: string }): string {
  const retry = status >= 500 ? `<meta http-equiv="refresh" content="${RETRY_SECONDS}">` : ''
  const again =
    words.language === 'zh'
      ? `每 ${RETRY_SECONDS} 秒自动重试。`
      : `This page tries again every ${RETRY_SECONDS} seconds.`
  return `<!doctype html>
<html lang="${words.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
${retry}<title>${escapeHtml(words.title)}</title>
<style>
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; max-width: 36em; margin: 18vh auto 0; padding: 0 24px }
h1 { font-size: 20px; margin: 0 0 8px } p { margin: 0 0 12px } small { opacity: .7 }
</style></head>
<body><h1>${escapeHtml(words.title)}</h1><p>${escapeHtml(words.text)}</p>
<p><small>${retry === '' ? '' : `${again} `}Comfy Switchboard · ${status}</small></p></body></html>
`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}
