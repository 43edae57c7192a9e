import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (file: string): Promise<string> => readFile(join(root, file), 'utf8')

/** The lines of one block of the builder's configuration, as `key: value`. */
function block(config: string, name: string): Record<string, string> {
  const [, body = ''] = new RegExp(`^${name}:\\n((?:(?: .*| *#.*)?\\n)*)`, 'm').exec(config) ?? []
  const entries = [...body.matchAll(/^ {2}(\w+): (.+)$/gm)].map(([, key = '', value = '']) => [key, value])
  return Object.fromEntries(entries) as Record<string, string>
}

describe('the packaged app', () => {
  it('has every fuse set, and none in a way that lets code in', async () => {
    expect(block(await read('electron-builder.yml'), 'electronFuses')).toEqual({
      runAsNode: 'false',
      enableNodeOptionsEnvironmentVariable: 'false',
      enableNodeCliInspectArguments: 'false',
      onlyLoadAppFromAsar: 'true',
      enableEmbeddedAsarIntegrityValidation: 'true',
      loadBrowserProcessSpecificV8Snapshot: 'false',
      grantFileProtocolExtraPrivileges: 'false',
      enableCookieEncryption: 'false',
    })
  })

  it('has the same name for the desktop as the running app', async () => {
    const config = await read('electron-builder.yml')
    const identity = await read('src/main/platform/identity.ts')
    const appId = /^appId: (.+)$/m.exec(config)?.[1]
    const { executableName } = block(config, 'linux')
    expect(identity).toContain(`APP_ID = '${appId}'`)
    expect(identity).toContain(`setDesktopName('${executableName}.desktop')`)
    expect(config).toContain(`StartupWMClass: ${executableName}`)
  })

  it('ships what was built and its resources, and no packages', async () => {
    const config = await read('electron-builder.yml')
    const files = /^files:\n((?: {2}- .+\n)+)/m.exec(config)?.[1] ?? ''
    expect(files.trim().split(/\n\s*/)).toEqual([
      '- out/**',
      '- resources/**',
      '- package.json',
      "- '!out/.*'",
      "- '!node_modules/**'",
      "- '!resources/source/**'",
    ])
  })

  it.each(['stopped', 'running', 'degraded'])('has the tray icon %s for every system', (name) => {
    const files = ['.png', '@2x.png', 'Template.png', 'Template@2x.png', '.ico'].map(
      (end) => `resources/tray/${name}${end}`,
    )
    const needed = [...files, 'resources/icon.png', 'resources/icon.ico']
    expect(needed.filter((file) => !existsSync(join(root, file)))).toEqual([])
  })
})

describe('the sources of the main process', () => {
  it('speak to the page through one module only', async () => {
    const [server, handlers] = await Promise.all(
      ['ipc-server', 'ipc-handlers'].map((name) => read(`src/main/platform/${name}.ts`)),
    )
    expect(server).toContain('ipcMain.handle(')
    expect(handlers).not.toContain('ipcMain')
  })
})
