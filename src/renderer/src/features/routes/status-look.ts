import type { RouteErrorCode } from '@shared/errors'
import type { RouteRow } from '@shared/model/route-row'

export interface StatusLook {
  readonly tone: 'ok' | 'quiet' | 'faint' | 'warn' | 'bad'
  /** A word instead of the status code; key of `routes` in the words. */
  readonly word: 'open' | 'closed' | 'waitsForAnswer' | null
}

/** Ends that somebody wanted: leaving a page, stopping the proxy, changing the list. */
const WANTED_ENDS: ReadonlySet<RouteErrorCode> = new Set(['CLIENT_GONE', 'STOPPED', 'SERVER_REMOVED'])

/** How the state or end of a route is shown: quiet when all went well, the more colour the worse it went. */
export function statusLook({ kind, isOpen, status, error }: RouteRow): StatusLook {
  if (isOpen && kind === 'ws') return { tone: 'ok', word: 'open' }
  if (isOpen && status === null) return { tone: 'faint', word: 'waitsForAnswer' }
  if (error !== null && WANTED_ENDS.has(error)) return { tone: 'quiet', word: null }
  if (kind === 'ws' && error === null && (status ?? 101) === 101) return { tone: 'faint', word: 'closed' }
  return { tone: toneOf(status, error !== null), word: null }
}

function toneOf(status: number | null, hasError: boolean): StatusLook['tone'] {
  if (status === null || status < 400) {
    if (hasError) return 'bad'
    return status !== null && status >= 300 ? 'faint' : 'quiet'
  }
  return status >= 500 ? 'bad' : 'warn'
}
