import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DEFAULT_SETTINGS, type Settings } from '@shared/model/settings'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { loadServers, readAppSettings, type SourceOptions, typedFolder } from '../../../../src/main/cli/server-source'
import { UsageError } from '../../../../src/main/cli/usage-error'
import { makeTempDir } from '../../../support/temp-dir'

beforeEach(() => {
  vi.stubEnv('DEV_SERVER_COMFYUI_FILE', undefined)
  vi.stubEnv('DEV_SERVER_COMFYUI_URL', undefined)
})

afterEach(() => {
  vi.unstubAllEnvs()
})

/** A folder with these files. */
async function folderWith(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const dir = await makeTempDir()
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(dir, name, '..'), { recursive: true })
    await writeFile(join(dir, name), text)
  }
  return dir
}

async function load(options: SourceOptions, folder: string, settings?: Settings): Promise<[string, ...string[]]> {
  const { servers, source } = await loadServers(options, settings, folder)
  return [source, ...servers.map(({ url }) => url)]
}

function settingsWith(...urls: string[]): Settings {
  const servers = urls.map((url, index) => ({ id: `s${index}`, url, name: '', enabled: true }))
  return { ...DEFAULT_SETTINGS, servers: servers as unknown as Settings['servers'] }
}

describe('where the servers come from', () => {
  it('is the command line first, its flags before its file', async () => {
    const dir = await folderWith({ list: 'http://c\nhttp://d', '.env': 'DEV_SERVER_COMFYUI_URL=http://x' })
    vi.stubEnv('DEV_SERVER_COMFYUI_URL', 'http://y')
    const both = { server: ['http://a', 'http://b'], serversFile: 'list' }
    expect(await load(both, dir, settingsWith('http://z'))).toEqual([
      'command line',
      'http://a',
      'http://b',
      'http://c',
      'http://d',
    ])
    expect(await load({ serversFile: 'list' }, dir)).toEqual(['list', 'http://c', 'http://d'])
    expect(await load({ serversFile: join(dir, 'list') }, dir)).toEqual([join(dir, 'list'), 'http://c', 'http://d'])
  })

  it('is then the environment, its file before its URLs', async () => {
    const dir = await folderWith({ list: 'http://c', '.env': 'DEV_SERVER_COMFYUI_FILE=other' })
    vi.stubEnv('DEV_SERVER_COMFYUI_URL', 'http://a')
    expect(await load({}, dir, settingsWith('http://z'))).toEqual(['environment', 'http://a'])
    vi.stubEnv('DEV_SERVER_COMFYUI_FILE', pathToFileURL(join(dir, 'list')).href)
    expect(await load({}, dir)).toEqual(['environment', 'http://c'])
  })

  it('is then the file .env of the folder, its file before its URLs', async () => {
    const urls = await folderWith({ '.env': '# ours\nDEV_SERVER_COMFYUI_URL="http://a, http://b"\n' })
    expect(await load({}, urls, settingsWith('http://z'))).toEqual(['.env', 'http://a', 'http://b'])
    const file = await folderWith({ list: 'http://c' })
    const href = pathToFileURL(join(file, 'list')).href
    await writeFile(join(file, '.env'), `DEV_SERVER_COMFYUI_URL=http://a\nDEV_SERVER_COMFYUI_FILE=${href}\n`)
    expect(await load({}, file)).toEqual(['.env', 'http://c'])
  })

  it('is last the settings of the app', async () => {
    const dir = await folderWith({ '.env': 'OTHER=1' })
    expect(await load({}, dir, settingsWith('http://z'))).toEqual(['settings', 'http://z'])
  })

  it.each([['http://a,http://b'], ['http://a; http://b'], ['http://a http://b'], [' http://a,\nhttp://b, ']])(
    'may name several URLs in one variable: %j',
    async (urls) => {
      vi.stubEnv('DEV_SERVER_COMFYUI_URL', urls)
      expect(await load({}, await folderWith())).toEqual(['environment', 'http://a', 'http://b'])
    },
  )

  it('takes an empty variable for none', async () => {
    vi.stubEnv('DEV_SERVER_COMFYUI_FILE', ' ')
    vi.stubEnv('DEV_SERVER_COMFYUI_URL', ' , ')
    expect(await load({}, await folderWith(), settingsWith('http://z'))).toEqual(['settings', 'http://z'])
  })

  it('may be ranges in each of them', async () => {
    const servers = ['http://gpu[1-2]:8188', 'http://gpu1:[8190-8191]']
    const all = ['http://gpu1:8188', 'http://gpu2:8188', 'http://gpu1:8190', 'http://gpu1:8191']
    const dir = await folderWith({ list: servers.join('\n') })
    expect(await load({ server: servers }, dir)).toEqual(['command line', ...all])
    expect(await load({ serversFile: 'list' }, dir)).toEqual(['list', ...all])
    await writeFile(join(dir, '.env'), `export DEV_SERVER_COMFYUI_URL='${servers.join(',')}' # ours\n`)
    expect(await load({}, dir)).toEqual(['.env', ...all])
    vi.stubEnv('DEV_SERVER_COMFYUI_URL', JSON.stringify(servers))
    expect(await load({}, dir)).toEqual(['environment', ...all])
  })

  it('is not a file .env that is about other things', async () => {
    const dir = await folderWith({ '.env': 'KEY=[1-\n{\nPATH=http://a' })
    expect(await load({}, dir, settingsWith('http://z'))).toEqual(['settings', 'http://z'])
  })

  it.each([
    [{ server: ['http://a[2-1]'] }, '--server http://a[2-1] – A range counts up. Write http://a[1-2].'],
    [{ server: ['http://a', ''] }, '--server "" names no server.'],
    [{ server: ['a[1-2000]', 'b'] }, /^--server b – These would be 2001 servers\. /],
    [{ server: ['DEV_SERVER_COMFYUI_FILE=x'] }, /^--server x – A list cannot name another file\. /],
    [{ server: ['192.168.1.31 8188'] }, /^--server 192\.168\.1\.31 8188 – The port belongs to the address\. /],
  ])('is bad input when it is %j', async (options, complaint) => {
    await expect(load(options, await folderWith())).rejects.toThrow(complaint)
  })

  it('is bad input when a variable cannot be read, which is said with its name or its line', async () => {
    const dir = await folderWith({ '.env': 'A=1\nDEV_SERVER_COMFYUI_URL=http://a,http://b[1-\n' })
    await expect(load({}, dir)).rejects.toThrow(`${join(dir, '.env')}, line 2: http://b[1- – A range is two`)
    vi.stubEnv('DEV_SERVER_COMFYUI_URL', 'http://a,http://b[1-')
    await expect(load({}, dir)).rejects.toThrow('DEV_SERVER_COMFYUI_URL: http://b[1- – A range is two')
  })

  it('is never a part of what a variable names', async () => {
    vi.stubEnv('DEV_SERVER_COMFYUI_URL', 'gpu1,gpu2:8188')
    await expect(load({}, await folderWith())).rejects.toThrow('DEV_SERVER_COMFYUI_URL: gpu1 – This is not an address')
  })

  it('is bad input when there is none', async () => {
    await expect(load({}, await folderWith())).rejects.toThrow(UsageError)
    await expect(load({}, await folderWith(), DEFAULT_SETTINGS)).rejects.toThrow(/^No servers: /)
    await expect(load({ server: [] }, await folderWith())).rejects.toThrow(/^No servers: /)
  })

  it('is not the next source when the first one that is named cannot be read', async () => {
    vi.stubEnv('DEV_SERVER_COMFYUI_FILE', 'file:///no/such/file')
    vi.stubEnv('DEV_SERVER_COMFYUI_URL', 'http://a')
    await expect(load({}, await folderWith())).rejects.toThrow(
      '/no/such/file could not be read: the file or its folder does not exist.',
    )
    vi.stubEnv('DEV_SERVER_COMFYUI_FILE', 'file://other-machine/list')
    await expect(load({}, await folderWith())).rejects.toThrow('is not the address of a file')
  })

  it('is bad input when .env cannot be read', async () => {
    const dir = await folderWith({ '.env/x': '' })
    await expect(load({}, dir)).rejects.toThrow(/\.env could not be read: it is a folder\.$/)
  })
})

describe('the servers', () => {
  it('are checked as a whole, and each wrong one is named with its reason', async () => {
    const dir = await folderWith({ list: 'http://c\n\nhttp://b\n' })
    await expect(load({ server: ['a', '192.168.1', 'b[2-1]', 'A:80', 'b'], serversFile: 'list' }, dir)).rejects.toThrow(
      `--server 192.168.1 – An IPv4 address has four numbers from 0 to 255, for example 192.168.1.31.
--server b[2-1] – A range counts up. Write b[1-2].
--server A:80 – The list has this server already.
list, line 3: http://b – The list has this server already.`,
    )
  })

  it('are named with the file as it was named, and their line', async () => {
    const dir = await folderWith({ list: '# ours\nhttp://a\n\nhttp://b/x' })
    await expect(load({ serversFile: 'list' }, dir)).rejects.toThrow(
      new UsageError('list, line 4: http://b/x – Leave out the path: the address ends after the host and port.'),
    )
  })

  it('are checked in the settings of the app as well', async () => {
    await expect(load({}, await folderWith(), settingsWith('http://a', 'http://b/x'))).rejects.toThrow(
      /^settings, row 2: http:\/\/b\/x – Leave out the path/,
    )
  })

  it('must not be the address that we listen on', async () => {
    const self = { listenHost: '', port: 8800, names: [] }
    await expect(loadServers({ server: ['localhost:8800'] }, undefined, '/', self)).rejects.toThrow(/round in a loop/)
    expect((await loadServers({ server: ['localhost:8188'] }, undefined, '/', self)).servers).toHaveLength(1)
  })

  it('are the enabled ones', async () => {
    const dir = await folderWith({ list: '[{"url":"a","enabled":false},{"url":"b"}]' })
    expect(await load({ serversFile: 'list' }, dir)).toEqual(['list', 'b'])
  })

  it('may be a thousand', async () => {
    const server = Array.from({ length: 1000 }, (_, index) => `server-${index}`)
    expect((await loadServers({ server }, undefined, '/')).servers).toHaveLength(1000)
  })
})

describe('the settings of the app', () => {
  it('are none when no folder was named, and when there is no such folder', async () => {
    expect(await readAppSettings({}, '/')).toBeUndefined()
    expect(await readAppSettings({ settingsDir: 'none' }, await folderWith())).toBeUndefined()
  })

  it('are read from the folder, which belongs to where it was typed', async () => {
    const dir = await folderWith({ 'app/settings.json': '{"version":1,"theme":"dark"}' })
    expect(await readAppSettings({ settingsDir: 'app' }, dir)).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' })
  })

  it.each([
    ['damaged', '{"version":1,', /damaged/],
    ['partly damaged', '{"version":1,"theme":"pink"}', /are damaged: theme/],
    ['foreign', '[]', /foreign, no version/],
    ['of the future', '{"version":2}', /future, version 2/],
  ])('are bad input when they are %s, and are left as they are', async (_state, text, complaint) => {
    const dir = await folderWith({ 'settings.json': text })
    await expect(readAppSettings({ settingsDir: dir }, '/')).rejects.toThrow(complaint)
    await expect(readAppSettings({ settingsDir: dir }, '/')).rejects.toThrow(UsageError)
    expect(await readdir(dir)).toEqual(['settings.json'])
  })
})

describe('the folder that a person typed in', () => {
  it('is where the program was started', () => {
    expect(typedFolder({}, '/home/anna')).toBe('/home/anna')
  })

  it('is what npm says when npm moved the program into its own folder', () => {
    const env = { npm_package_json: '/project/package.json', INIT_CWD: '/home/anna' }
    expect(typedFolder(env, '/project')).toBe('/home/anna')
    expect(typedFolder(env, '/project/')).toBe('/home/anna')
  })

  it('is where the program was started when a script of some other project did it', () => {
    const env = { npm_package_json: '/other/package.json', INIT_CWD: '/home/anna' }
    expect(typedFolder(env, '/home/anna/sub')).toBe('/home/anna/sub')
  })

  it('is the folder of the package when npm does not say where it was typed', () => {
    expect(typedFolder({ npm_package_json: '/project/package.json' }, '/project')).toBe('/project')
  })
})
