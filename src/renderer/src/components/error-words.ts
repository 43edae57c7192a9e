import type { ErrorInfo } from '@shared/errors'
import type { TFunction } from 'i18next'

/** An error in the words of the panel: what happened and what to do. */
export function errorWords(error: ErrorInfo, t: TFunction): string {
  return t(`errors.${error.code}`, { detail: error.detail, ...error.params })
}
