import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkServers, MAX_SERVERS, type ServerEntry, type ServerId } from '@shared/model/server-entry'
import type { SelfAddress } from '@shared/model/server-url'
import type { Settings } from '@shared/model/settings'
import type { ListedServer } from '@shared/server-list/listed-server'
import { parseServerList } from '@shared/server-list/parse-server-list'
import { readSettings, SETTINGS_FILE } from '../core/settings/settings-file'
import { listErrorText, problemText } from './problem-text'
import { placeInFile, readServerList, serversOf } from './server-list-file'
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

interface WrittenServer extends Omit<ListedServer, 'place'> {
  /** The line and file of a server that a file names. */
  readonly where?: string | undefined
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
    (await fromEnvironment(process.env, folder)) ??
    (await fromDotEnv(folder)) ??
    fromSettings(settings)
  if (found === undefined) {
    throw new UsageError('No servers: name one with --server http://host:8188, or --help for the other ways.')
  }
  const { written, source } = found
  if (written.length > MAX_SERVERS) {
    const params = { count: written.length, max: MAX_SERVERS }
    throw new UsageError(`${source}: ${listErrorText({ problem: 'TOO_MANY', params })}`)
  }
  const servers = written.map(toEntry)
  const problem = checkServers(servers, self ?? { listenHost: '', port: 0, names: [] })[0]
  if (problem !== undefined) {
    throw new UsageError(problemText(problem, servers, source, written[problem.row]?.where))
  }
  return { servers: servers.filter((server) => server.enabled), source }
}

async function fromCommandLine({ server, serversFile }: SourceOptions, folder: string): Promise<Found | undefined> {
  const flags = (server ?? []).flatMap(fromFlag)
  if (serversFile === undefined) return flags.length === 0 ? undefined : { written: flags, source: 'command line' }
  const listed = await fromFile(resolve(folder, serversFile))
  return { written: [...flags, ...listed], source: flags.length === 0 ? serversFile : 'command line' }
}

function fromFlag(text: string): readonly WrittenServer[] {
  const servers = serversOf(parseServerList(text), (place) => `--server ${place.text}`)
  if (servers.length === 0) throw new UsageError(`--server ${JSON.stringify(text)} names no server.`)
  return servers
}

async function fromFile(path: string): Promise<WrittenServer[]> {
  return located(await readServerList(path), path)
}

async function fromEnvironment(env: Env, folder: string): Promise<Found | undefined> {
  const { DEV_SERVER_COMFYUI_FILE: file, DEV_SERVER_COMFYUI_URL: urls } = env
  const source = 'environment'
  if (file !== undefined && file.trim() !== '') return { written: await fromFile(pathOf(file.trim(), folder)), source }
  const written = serversOf(parseServerList(urls ?? ''), (place) => `DEV_SERVER_COMFYUI_URL, ${place.text}`)
  return written.length === 0 ? undefined : { written, source }
}

async function fromDotEnv(folder: string): Promise<Found | undefined> {
  const path = join(folder, '.env')
  const parsed = parseServerList(await readDotEnv(path))
  // A file .env may well be about other things.
  if (parsed.form !== 'env') return undefined
  const source = '.env'
  if (parsed.file !== undefined) return { written: await fromFile(pathOf(parsed.file.path, folder)), source }
  const written = located(serversOf(parsed, placeInFile(path)), path)
  return written.length === 0 ? undefined : { written, source }
}

function located(servers: readonly ListedServer[], path: string): WrittenServer[] {
  return servers.map((server) => ({ ...server, where: `line ${server.place.line} of ${path}` }))
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

async function readDotEnv(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw new UsageError(`${path} cannot be read: ${(error as Error).message}.`, { cause: error })
  }
}

function toEntry({ url, id, name, enabled }: WrittenServer, index: number): ServerEntry {
  return { id: (id ?? `server-${index + 1}`) as ServerId, url, name: name ?? '', enabled: enabled ?? true }
}
