import { chooseLanguage } from '@shared/model/language'
import type { Settings } from '@shared/model/settings'
import en from '@shared/words/en.json'
import zh from '@shared/words/zh.json'
import { app } from 'electron'
import { createInstance, type TFunction } from 'i18next'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en }
  }
}

/** Gives the words of the tray and the dialogs in one language. */
export type Words = TFunction

const instance = createInstance({
  resources: { en: { translation: en }, zh: { translation: zh } },
  fallbackLng: 'en',
  interpolation: { escapeValue: false },
  initAsync: false,
})
void instance.init()

/** The words in the language that the setting means on this system. */
export function wordsFor(setting: Settings['language']): Words {
  return instance.getFixedT(chooseLanguage(setting, [...app.getPreferredSystemLanguages(), app.getLocale()]))
}
