import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import { checkServers, type ServerEntry, type ServerId } from '@shared/model/server-entry'
import type { SelfAddress } from '@shared/model/server-url'
import type { Settings } from '@shared/model/settings'
import { readSettings, SETTINGS_FILE } from '../core/settings/settings-file'
import { problemText } from './problem-text'
import { readServerList, type WrittenServer } from './server-list-file'
import { UsageError } from './usage-error'

export interface SourceOptions {
  readonly server?: readonly string[] | undefined
  readonly serversFile?: string | undefined
  readonly settingsDir?: string | undefined
}

/** The servers in use, and where they come from: `command line`, `environment`, `.env`, `settings` or a path. */
export interface LoadedServers {
  readonly servers: readonly ServerEntry[]
  readonly source: string
}

interface Found {
  readonly written: readonly WrittenServer[]
  readonly source: string
}

type Env = Readonly<Record<string, string | undefined>>

/**
 * The folder that relative paths and `.env` belong to. npm runs a script in the package's folder and says in INIT_CWD
 * where it was typed; a program that npm did not move has its own.
 */
export function typedFolder(env: Env = process.env, cwd = process.cwd()): string {
  const packageFile = env.npm_package_json
  const isMovedByNpm = packageFile !== undefined && resolve(dirname(packageFile)) === resolve(cwd)
  return isMovedByNpm && env.INIT_CWD !== undefined ? env.INIT_CWD : cwd
}

/** The settings of the desktop app, for those who name its folder. @throws UsageError */
export async function readAppSettings(options: SourceOptions, folder: string): Promise<Settings | undefined> {
  if (options.settingsDir === undefined) return undefined
  const path = join(resolve(folder, options.settingsDir), SETTINGS_FILE)
  const read = await readSettings(path)
  if (read.kind === 'missing') return undefined
  if (read.kind !== 'read')
    throw new UsageError(`The settings in ${path} cannot be read: ${read.kind}, ${read.reason}.`)
  if (read.issues.length > 0) throw new UsageError(`The settings in ${path} are damaged: ${read.issues.join(', ')}.`)
  return read.settings
}

/**
 * Finds the servers: the first source that names any counts.
 * @throws UsageError when there are none, or one is not valid
 */
export async function loadServers(
  options: SourceOptions,
  settings: Settings | undefined,
  folder: string,
  self?: SelfAddress,
): Promise<LoadedServers> {
  const found =
    (await fromCommandLine(options, folder)) ??
    (await fromEnv(process.env, 'environment', folder)) ??
    (await fromEnv(await readDotEnv(folder), '.env', folder)) ??
    fromSettings(settings)
  if (found === undefined) {
    throw new UsageError('No servers: name one with --server http://host:8188, or --help for the other ways.')
  }
  const servers = found.written.map(toEntry)
  const problem = checkServers(servers, self ?? { listenHost: '', port: 0, names: [] })[0]
  if (problem !== undefined) throw new UsageError(problemText(problem, servers, found.source))
  return { servers: servers.filter((server) => server.enabled), source: found.source }
}

async function fromCommandLine({ server, serversFile }: SourceOptions, folder: string): Promise<Found | undefined> {
  const flags = (server ?? []).map((url) => ({ url }))
  if (serversFile === undefined) return flags.length === 0 ? undefined : { written: flags, source: 'command line' }
  const listed = await readServerList(resolve(folder, serversFile))
  return { written: [...flags, ...listed], source: flags.length === 0 ? serversFile : 'command line' }
}

async function fromEnv(env: Env, source: string, folder: string): Promise<Found | undefined> {
  const { DEV_SERVER_COMFYUI_FILE: file, DEV_SERVER_COMFYUI_URL: urls } = env
  if (file !== undefined && file.trim() !== '') {
    return { written: await readServerList(pathOf(file.trim(), folder)), source }
  }
  const written = (urls ?? '').split(/[,;\s]+/).filter((url) => url !== '')
  return written.length === 0 ? undefined : { written: written.map((url) => ({ url })), source }
}

function fromSettings(settings: Settings | undefined): Found | undefined {
  if (settings === undefined || settings.servers.length === 0) return undefined
  return { written: settings.servers, source: 'settings' }
}

function pathOf(text: string, folder: string): string {
  if (!text.startsWith('file:')) return resolve(folder, text)
  try {
    return fileURLToPath(text)
  } catch (error) {
    throw new UsageError(`DEV_SERVER_COMFYUI_FILE=${text} is not the address of a file.`, { cause: error })
  }
}

async function readDotEnv(folder: string): Promise<Env> {
  try {
    return parseEnv(await readFile(join(folder, '.env'), 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw new UsageError(`${join(folder, '.env')} cannot be read: ${(error as Error).message}.`, { cause: error })
  }
}

function toEntry({ url, id, name, enabled }: WrittenServer, index: number): ServerEntry {
  return { id: (id ?? `server-${index + 1}`) as ServerId, url, name: name ?? '', enabled: enabled ?? true }
}
