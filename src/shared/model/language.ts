import type { Settings } from './settings'

/** The languages that there are words in. */
export type Language = 'en' | 'zh'

/**
 * The language a setting means: `system` is the first of the system's languages that we have, else English.
 * @param preferred language tags of the system, best first
 */
export function chooseLanguage(setting: Settings['language'], preferred: readonly string[]): Language {
  if (setting !== 'system') return setting
  const known = preferred.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === 'zh' || tag === 'en')
  return known === 'zh' ? 'zh' : 'en'
}
