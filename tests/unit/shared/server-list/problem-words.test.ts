import type { ListProblem } from '@shared/server-list/listed-server'
import { parseServerList } from '@shared/server-list/parse-server-list'
import en from '@shared/words/en.json'
import zh from '@shared/words/zh.json'
import { createInstance } from 'i18next'
import { describe, expect, it } from 'vitest'
import { listErrorText } from '../../../../src/main/cli/problem-text'

const instance = createInstance({
  resources: { en: { translation: en }, zh: { translation: zh } },
  interpolation: { escapeValue: false },
  initAsync: false,
})
void instance.init()

const PARAMS = { suggestion: 'http://192.168.1.[1-50]', count: 2500, max: 2000 }
const PROBLEMS = Object.keys(en.listProblems) as ListProblem[]

describe('the words for what cannot be taken', () => {
  it.each(PROBLEMS)('are whole sentences in both languages: %s', (problem) => {
    const sentences = ['en', 'zh'].map((language) => instance.getFixedT(language)(`listProblems.${problem}`, PARAMS))
    expect(sentences[0]).toMatch(/^[A-Z][^$]+\.$/)
    expect(sentences[1]).toMatch(/^[^$]+。$/)
    expect(sentences.join()).not.toMatch(/\{\{|\$t/)
  })

  it.each(PROBLEMS)('are the same in the commands: %s', (problem) => {
    expect(listErrorText({ problem, params: PARAMS })).toBe(instance.getFixedT('en')(`listProblems.${problem}`, PARAMS))
  })

  it.each(['en', 'zh'])('say what is worth a look, though it can be taken: %s', (language) => {
    expect(instance.getFixedT(language)('listNotes.NO_PORT')).toMatch(/80.*8188[.。]$/)
  })

  it('take nothing that a list says for words of theirs', () => {
    const [error] = parseServerList('http://$t(name){{max}}[2-1]').errors
    const sentence = instance.getFixedT('en')('listProblems.RANGE_REVERSED', error?.params ?? {})
    expect(sentence).toBe('A range counts up. Write http://$t(name){{max}}[1-2].')
  })
})
