import { PANEL_ERROR_CODES, ROUTE_ERROR_CODES } from '@shared/errors'
import { WHY_HERE } from '@shared/model/client-row'
import { SERVER_STATES } from '@shared/model/server-state'
import en from '@shared/words/en.json'
import zh from '@shared/words/zh.json'
import { describe, expect, it } from 'vitest'

type Words = { readonly [key: string]: string | Words }

/** Every text by its key; the forms of a plural are one key. */
function texts(words: Words, prefix = ''): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const [name, value] of Object.entries(words)) {
    const key = `${prefix}${name.replace(/_(one|other)$/, '')}`
    if (typeof value === 'string') found.set(key, [...(found.get(key) ?? []), value])
    else for (const [inner, all] of texts(value, `${key}.`)) found.set(inner, all)
  }
  return found
}

function placeholders(all: readonly string[]): string[] {
  return [...new Set(all.flatMap((text) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '')))].sort()
}

const english = texts(en)
const chinese = texts(zh)

describe('the words', () => {
  it('say the same things in both languages', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it.each([...english])('fill in the same values in both languages: %s', (key, all) => {
    const ignored = (name: string) => name !== 'count' && name !== 'n'
    expect(placeholders(chinese.get(key) ?? []).filter(ignored)).toEqual(placeholders(all).filter(ignored))
  })

  it('leave no text empty', () => {
    for (const all of [...english.values(), ...chinese.values()])
      for (const text of all) expect(text.trim()).not.toBe('')
  })

  it('have both forms of every English plural', () => {
    const keys = JSON.stringify(en).match(/"\w+_(one|other)"/g) ?? []
    const ones = keys.filter((key) => key.endsWith('_one"')).map((key) => key.replace('_one', ''))
    const others = keys.filter((key) => key.endsWith('_other"')).map((key) => key.replace('_other', ''))
    expect(ones.sort()).toEqual(others.sort())
  })

  it.each([
    ['errors', PANEL_ERROR_CODES],
    ['routeErrors', ROUTE_ERROR_CODES],
    ['serverStates', SERVER_STATES],
    ['why', WHY_HERE],
  ] as const)('have a text for every value of %s', (group, names) => {
    for (const name of names) expect(Object.keys(en[group])).toContain(name)
  })
})
