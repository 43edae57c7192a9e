import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { builtinModules } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const dir = join(import.meta.dirname, '../../out/main')

interface BuiltCode {
  readonly text: string
  /** What it needs that is not built into it. */
  readonly modules: ReadonlySet<string>
}

/** A built entry with every chunk that it loads. */
async function builtEntry(name: string): Promise<BuiltCode> {
  const modules = new Set<string>()
  const seen = new Set<string>()
  const texts: string[] = []
  const visit = async (file: string): Promise<void> => {
    if (seen.has(file)) return
    seen.add(file)
    // Examples in comments load nothing.
    const text = (await readFile(file, 'utf8')).replace(/^\s*\*.*$/gm, '')
    texts.push(text)
    for (const [, , request = ''] of text.matchAll(/\brequire\((['"`])([^'"`]+)\1\)/g)) {
      if (request.startsWith('.')) await visit(join(dirname(file), request))
      else modules.add(request.replace(/^node:/, ''))
    }
  }
  await visit(join(dir, name))
  return { text: texts.join('\n'), modules }
}

describe('the built main process', () => {
  it('does not hold the proxy, which lives in the thread of the engine', async () => {
    const { text } = await builtEntry('index.js')
    expect(text).not.toContain('createProxyServer')
    expect((await builtEntry('engine-worker.js')).text).toContain('createProxyServer')
  })

  it('finds the thread, the preload script and the page beside itself', () => {
    const files = ['engine-worker.js', '../preload/index.js', '../renderer/index.html']
    expect(files.filter((file) => !existsSync(join(dir, file)))).toEqual([])
  })

  it('is where the names of this build are resolved from', async () => {
    // In a chunk, __dirname would be another folder.
    expect(await readFile(join(dir, 'index.js'), 'utf8')).toContain('__dirname')
  })
})

describe.each(['engine-worker.js', 'headless.js'])('the built %s', (name) => {
  it('knows nothing of Electron', async () => {
    const { modules } = await builtEntry(name)
    expect([...modules].filter((module) => module.startsWith('electron'))).toEqual([])
  })
})

describe.each(['index.js', 'engine-worker.js', 'headless.js'])('the built %s', (name) => {
  it('needs no package at run time', async () => {
    const { modules } = await builtEntry(name)
    // What is left is asked for inside try and catch by the libraries that may use it.
    const optional = new Set(['x11', 'usocket', 'supports-color'])
    const known = new Set([...builtinModules, 'electron'])
    expect([...modules].filter((module) => !known.has(module) && !optional.has(module))).toEqual([])
  })
})
