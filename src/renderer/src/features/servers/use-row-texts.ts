import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Format, useFormat } from '../../components/format'

/** What a row needs to put itself into words; one object for all rows, which keeps a thousand of them quick to scroll. */
export interface RowTexts {
  readonly t: TFunction
  readonly format: Format
}

export function useRowTexts(): RowTexts {
  const { t } = useTranslation()
  const format = useFormat()
  return useMemo(() => ({ t, format }), [t, format])
}
