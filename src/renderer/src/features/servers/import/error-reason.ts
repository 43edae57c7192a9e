import type { ListError } from '@shared/server-list/listed-server'
import type { RowTexts } from '../use-row-texts'

/** Why a part of the text cannot be added, and what to do. */
export function errorReason({ problem, params = {} }: ListError, { t, format }: RowTexts): string {
  const filled: Record<string, string | number> = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'number' ? format.count(value) : value]),
  )
  return t(`listProblems.${problem}`, filled)
}
