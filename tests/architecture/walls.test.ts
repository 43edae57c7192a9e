import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')
const SRC = join(ROOT, 'src')

interface SourceFile {
  /** Relative to `src`, with slashes. */
  readonly path: string
  readonly text: string
  /** What it imports: relative to `src` for files of ours, else the name of the package. */
  readonly imports: readonly string[]
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => readSource(path.replaceAll('\\', '/')))

function readSource(path: string): SourceFile {
  const text = readFileSync(join(SRC, path), 'utf8')
  // The code is formatted: an import is one line, or ends in a line of its own.
  const specifiers = [...text.matchAll(/^(?:(?:import|export)\b.* from|\} from|import) '([^']+)'/gm)]
  const dynamic = [...text.matchAll(/\b(?:import|require)\(\s*['"]([^'"]+)['"]/g)]
  return { path, text, imports: [...specifiers, ...dynamic].map((match) => resolveImport(path, match[1] ?? '')) }
}

function resolveImport(path: string, written: string): string {
  const specifier = written.replace(/\?.*$/, '')
  if (specifier.startsWith('@shared/')) return specifier.replace('@shared/', 'shared/')
  if (specifier.startsWith('@renderer/')) return specifier.replace('@renderer/', 'renderer/src/')
  if (!specifier.startsWith('.')) return specifier
  return relative(SRC, resolve(SRC, path, '..', specifier)).replaceAll('\\', '/')
}

function inFolder(folder: string): SourceFile[] {
  return files.filter(({ path }) => path.startsWith(`${folder}/`))
}

/** Every import of these files that is not among what they may have, as `file: import`. */
function strangers(of: readonly SourceFile[], may: (name: string, file: SourceFile) => boolean): string[] {
  return of.flatMap((file) => file.imports.filter((name) => !may(name, file)).map((name) => `${file.path}: ${name}`))
}

const isShared = (name: string) => name.startsWith('shared/')
const isNode = (name: string) => name.startsWith('node:')
const isElectron = (name: string) => /^electron(\/|$)/.test(name)

describe('who may import whom', () => {
  it('is looked at in all the code', () => {
    expect(files.length).toBeGreaterThan(100)
    expect(files.find(({ path }) => path === 'main/cli/where.ts')?.imports).toEqual(
      expect.arrayContaining(['node:net', 'main/core/balancing/server-pool', 'main/cli/arguments']),
    )
  })

  it('shared: nothing but its validator and a parser of JSON', () => {
    const may = (name: string) => isShared(name) || name === 'zod' || name === 'jsonc-parser'
    expect(strangers(inFolder('shared'), may)).toEqual([])
  })

  it('simulator: nothing of the program it stands opposite to, so that it shares none of its mistakes', () => {
    const may = (name: string) =>
      isNode(name) || isShared(name) || name.startsWith('simulator/') || ['ws', '@fastify/busboy'].includes(name)
    expect(strangers(inFolder('simulator'), may)).toEqual([])
    const users = files.filter(({ imports }) => imports.some((name) => name.startsWith('simulator/')))
    expect(users.filter(({ path }) => !/^(simulator|main\/demo)\//.test(path))).toEqual([])
  })

  it('demo: the simulator, and of the engine only its host; never core or Electron', () => {
    const may = (name: string) =>
      isNode(name) ||
      isShared(name) ||
      /^(simulator|main\/demo)\//.test(name) ||
      ['ws', 'zod', 'main/engine/engine-host'].includes(name)
    expect(strangers(inFolder('main/demo'), may)).toEqual([])
  })

  it('preload: electron, and of shared only names and types', () => {
    const may = (name: string) => isElectron(name) || isShared(name)
    expect(strangers(inFolder('preload'), may)).toEqual([])
    const values = inFolder('preload').flatMap(({ text }) => [
      ...text.matchAll(/^import (?!type\b)[^'"]*['"](@shared\/[^'"]+)['"]/gm),
    ])
    expect(values.map((match) => match[1])).toEqual(['@shared/ipc/channels'])
  })

  it('core: shared, Node and libraries, never Electron, the platform, the engine or the commands', () => {
    const banned = (name: string) =>
      isElectron(name) || (/^(main|renderer|preload|simulator)\//.test(name) && !name.startsWith('main/core/'))
    expect(strangers(inFolder('main/core'), (name) => !banned(name))).toEqual([])
  })

  it.each(['balancing', 'health', 'activity', 'settings', 'logging', 'network'])(
    'core/%s: no other part of core, but the clock',
    (part) => {
      const may = (name: string) =>
        !name.startsWith('main/core/') || name.startsWith(`main/core/${part}/`) || name === 'main/core/clock'
      expect(strangers(inFolder(`main/core/${part}`), may)).toEqual([])
    },
  )

  it('core/proxy: of core, balancing and network', () => {
    const may = (name: string) =>
      !name.startsWith('main/core/') || /^main\/core\/(proxy\/|balancing\/|network\/|clock$)/.test(name)
    expect(strangers(inFolder('main/core/proxy'), may)).toEqual([])
  })

  it('the host of the engine knows nothing of core; its thread knows nothing of Electron', () => {
    const host = files.filter(({ path }) => path === 'main/engine/engine-host.ts')
    const worker = files.filter(({ path }) => path === 'main/engine/engine-worker.ts')
    expect(host).toHaveLength(1)
    expect(worker).toHaveLength(1)
    expect(strangers(host, (name) => !name.startsWith('main/core/') && !isElectron(name))).toEqual([])
    expect(strangers(worker, (name) => !name.startsWith('main/platform/') && !isElectron(name))).toEqual([])
  })

  it('platform: never core, and of the engine only its host', () => {
    const may = (name: string) => !/^(main\/core|renderer|preload)\//.test(name) && name !== 'main/engine/engine-worker'
    expect(strangers(inFolder('main/platform'), may)).toEqual([])
  })

  it('the commands: core, shared and the host of the demo, never Electron', () => {
    const commands = [...inFolder('main/cli'), ...files.filter(({ path }) => path === 'main/headless.ts')]
    const may = (name: string) =>
      isNode(name) || isShared(name) || name === 'zod' || /^main\/(core\/|cli\/|demo\/demo-host$)/.test(name)
    expect(strangers(commands, may)).toEqual([])
  })

  it('the renderer: never main, preload, Electron or Node', () => {
    const banned = (name: string) => isElectron(name) || isNode(name) || /^(main|preload)\//.test(name)
    expect(strangers(inFolder('renderer'), (name) => !banned(name))).toEqual([])
  })

  it('the bridge is read in one file of the renderer', () => {
    const readers = inFolder('renderer').filter(({ text }) => /\bwindow\.panel\b/.test(text))
    expect(readers.map(({ path }) => path)).toEqual(['renderer/src/bridge/panel-bridge.ts'])
  })

  it('IPC is spoken in one file of each side', () => {
    const users = (name: RegExp) => files.filter(({ text }) => name.test(text)).map(({ path }) => path)
    expect(users(/\bipcMain\b/)).toEqual(['main/platform/ipc-server.ts'])
    expect(users(/\b(ipcRenderer|contextBridge)\b/)).toEqual(['preload/index.ts'])
  })
})

describe('every file of the code', () => {
  const pathsWhere = (isWrong: (file: SourceFile) => boolean) => files.filter(isWrong).map(({ path }) => path)
  const linesOf = ({ text }: SourceFile) => text.trimEnd().split('\n').length

  it('is small: 300 lines, a component 150', () => {
    expect(pathsWhere((file) => linesOf(file) > (file.path.endsWith('.tsx') ? 150 : 300))).toEqual([])
  })

  it('has a name of its own in kebab case, and none that says nothing', () => {
    const names = files.map(({ path }) => path.split('/').at(-1) ?? '')
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.d)?\.tsx?$/.test(name))).toEqual([])
    expect(names.filter((name) => /\b(utils?|helpers?|common|misc|manager)\b/.test(name))).toEqual([])
  })

  it('exports no default and nothing that others could see change', () => {
    expect(pathsWhere(({ text }) => /^export (default|let|var)\b/m.test(text))).toEqual([])
  })
})
