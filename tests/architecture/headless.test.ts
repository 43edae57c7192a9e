import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { OUT_DIR } from '../support/run-headless'

/** What a built file and the files it loads require that does not lie beside them. */
function requiredBy(entry: string): Set<string> {
  const seen = new Set<string>()
  const required = new Set<string>()
  const visit = (path: string) => {
    if (seen.has(path)) return
    seen.add(path)
    for (const [, name = ''] of readFileSync(path, 'utf8').matchAll(
      /\b(?:require|import)\(\s*["'`]([^"'`]+)["'`]\s*\)/g,
    )) {
      if (name.startsWith('.')) visit(join(dirname(path), name))
      else required.add(name)
    }
  }
  visit(join(OUT_DIR, 'main', entry))
  return required
}

/** What a library asks for in a `try`, and does without. */
const OPTIONAL = ['supports-color']

const isBuiltIn = (name: string) => builtinModules.includes(name.replace(/^node:/, ''))

describe.each(['headless.js', 'engine-worker.js'])('the built %s', (entry) => {
  it('requires nothing but what is in Node: no Electron, no node_modules', () => {
    const required = [...requiredBy(entry)]
    expect(required).toEqual(expect.arrayContaining(['node:net']))
    expect(required.filter((name) => !isBuiltIn(name) && !OPTIONAL.includes(name))).toEqual([])
  })
})

describe('the built program', () => {
  it('can be started as one: its first line names Node', () => {
    expect(readFileSync(join(OUT_DIR, 'main', 'headless.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
  })

  it('is what the package calls its program', () => {
    const root = join(import.meta.dirname, '../..')
    const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { bin: Record<string, string> }
    expect(Object.values(bin).map((path) => relative(root, join(root, path)))).toEqual([
      join('out', 'main', 'headless.js'),
    ])
  })
})
