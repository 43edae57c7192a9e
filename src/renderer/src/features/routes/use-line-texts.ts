import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Format, useFormat } from '../../components/format'
import { useServers } from '../../state/use-servers'

/** What a line needs to put its row into words. */
export interface LineTexts {
  readonly t: TFunction
  readonly format: Format
  readonly servers: ReturnType<typeof useServers>
}

/** One object for all lines: with a thousand changed rows a second, a line must not subscribe to anything itself. */
export function useLineTexts(): LineTexts {
  const { t } = useTranslation()
  const format = useFormat()
  const servers = useServers()
  return useMemo(() => ({ t, format, servers }), [t, format, servers])
}
