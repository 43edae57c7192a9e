import type { ErrorInfo } from '@shared/errors'
import type { TFunction } from 'i18next'

/** An error in the words of the panel: what happened and what to do. */
export function errorWords(error: ErrorInfo, t: TFunction): string {
  const { code, detail, params } = error
  // Not every failure of the system has a short code; then the sentence of the log is better than nothing.
  return t(`errors.${code}`, { ...params, detail, reason: params?.reason || detail })
}
