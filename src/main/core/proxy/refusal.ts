import type { RouteErrorCode } from '@shared/errors'
import { CONNECT_TIMED_OUT } from './upstream-agent'

/** An answer of ours in place of the server's. `values` fill the words of the page. */
export interface Refusal {
  readonly status: 403 | 405 | 502 | 503 | 504
  readonly code: RouteErrorCode
  readonly values: Readonly<Record<string, string>>
}

const UNREACHABLE = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENOTFOUND', 'EAI_AGAIN', 'EADDRNOTAVAIL'])
/** It was connected to, but what it answered is no HTTP message. */
const NOT_HTTP = /^(HPE_|ERR_HTTP_|ERR_INVALID_CHAR)/

/** What an error of the connection to a server means for the client: 504 when connecting took too long, else 502. */
export function refusalOf(error: NodeJS.ErrnoException, serverUrl: string): Refusal {
  const reason = error.code ?? error.message
  const values = { server: serverUrl, reason }
  if (reason === CONNECT_TIMED_OUT || reason === 'ETIMEDOUT') return { status: 504, code: 'SERVER_TIMEOUT', values }
  if (reason === 'ECONNREFUSED') return { status: 502, code: 'SERVER_REFUSED', values }
  if (reason === 'ECONNRESET' || reason === 'EPIPE' || NOT_HTTP.test(reason)) {
    return { status: 502, code: 'SERVER_RESET', values }
  }
  if (UNREACHABLE.has(reason)) return { status: 502, code: 'SERVER_UNREACHABLE', values }
  return { status: 502, code: 'SERVER_REFUSED', values }
}

/** True when the server could not even be connected to: it is down as far as we can tell. */
export function isConnectFailure(code: RouteErrorCode): boolean {
  return code === 'SERVER_REFUSED' || code === 'SERVER_UNREACHABLE' || code === 'SERVER_TIMEOUT'
}
