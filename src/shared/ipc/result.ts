import type { ErrorInfo } from '../errors'

/** What crosses a process or thread border in answer to a call: Electron and structured clone would lose error codes. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorInfo }

export function ok<T>(value: T): Result<T> {
  return { ok: true, value }
}

export function err<T>(error: ErrorInfo): Result<T> {
  return { ok: false, error }
}
