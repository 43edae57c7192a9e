import type { Settings } from '@shared/model/settings'
import en from '@shared/words/en.json'
import zh from '@shared/words/zh.json'
import { createInstance } from 'i18next'
import { initReactI18next } from 'react-i18next'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en }
  }
}

/** The languages that the panel has words in, as the platform's formatters and `lang` know them. */
export type Language = 'en' | 'zh'

/** The language a setting means: `system` is the first language of the system that we have, else English. */
export function chooseLanguage(setting: Settings['language'], preferred: readonly string[]): Language {
  if (setting !== 'system') return setting
  const known = preferred.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === 'zh' || tag === 'en')
  return known === 'zh' ? 'zh' : 'en'
}

export const words = createInstance({
  resources: { en: { translation: en }, zh: { translation: zh } },
  lng: 'en',
  fallbackLng: 'en',
  interpolation: { escapeValue: false },
  initAsync: false,
})
void words.use(initReactI18next).init()
