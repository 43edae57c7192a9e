import { chooseLanguage } from '@shared/model/language'
import { describe, expect, it } from 'vitest'

describe('the language of the panel', () => {
  it('is the one that was chosen, whatever the system speaks', () => {
    expect(chooseLanguage('en', ['zh-CN'])).toBe('en')
    expect(chooseLanguage('zh', ['en-GB'])).toBe('zh')
  })

  it.each([
    [['zh-Hans-CN', 'en'], 'zh'],
    [['ZH'], 'zh'],
    [['en-US', 'zh-CN'], 'en'],
    [['de-DE', 'zh-TW', 'en'], 'zh'],
    [['de-DE', 'fr'], 'en'],
    [[], 'en'],
  ])('is, with a system that prefers %j, %s', (preferred, language) => {
    expect(chooseLanguage('system', preferred)).toBe(language)
  })
})
