import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ServerEntry, ServerId } from '@shared/model/server-entry'
import type { SelfAddress } from '@shared/model/server-url'
import type { Settings } from '@shared/model/settings'
import type { ListedServer, ListPlace } from '@shared/server-list/listed-server'
import { parseServerList } from '@shared/server-list/parse-server-list'
import { previewImport } from '@shared/server-list/preview-import'
import { excerptOf } from '@shared/server-list/text-places'
import { readSettings, SETTINGS_FILE } from '../core/settings/settings-file'
import { firstLines, problemLines, type SayPlace, unreadableText } from './problem-text'
import { fileList, isEmpty, readServerList, refuseFile, type SourceList } from './server-list-file'
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
  readonly lists: readonly SourceList[]
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
  const servers: ServerEntry[] = []
  const problems: string[] = []
  for (const { list, sayPlace, hasLines } of found.lists) {
    const { rows } = previewImport(list, servers, self ?? { listenHost: '', port: 0, names: [] })
    problems.push(...problemLines(rows, sayPlace, hasLines))
    for (const row of rows) if (row.kind === 'add') servers.push(toEntry(row.server, servers.length))
  }
  if (problems.length > 0) throw new UsageError(firstLines(problems))
  return { servers: servers.filter((server) => server.enabled), source: found.source }
}

async function fromCommandLine({ server, serversFile }: SourceOptions, folder: string): Promise<Found | undefined> {
  const flags = server === undefined || server.length === 0 ? [] : [fromFlags(server)]
  if (serversFile === undefined) return flags.length === 0 ? undefined : { lists: flags, source: 'command line' }
  const file = await readServerList(resolve(folder, serversFile), serversFile)
  return { lists: [...flags, file], source: flags.length === 0 ? serversFile : 'command line' }
}

/** One list, whose lines are the flags. */
function fromFlags(texts: readonly string[]): SourceList {
  const sayPlace: SayPlace = ({ text }) => `--server ${text}`
  const lists = texts.map((text, index) => {
    const list = parseServerList(text, 'taken')
    refuseFile(list, sayPlace)
    if (isEmpty(list)) throw new UsageError(`--server ${JSON.stringify(text)} names no server.`)
    const inFlag = <T extends { readonly place: ListPlace }>(part: T) => ({
      ...part,
      place: { ...part.place, line: index + 1 },
    })
    return { servers: list.servers.map(inFlag), errors: list.errors.map(inFlag) }
  })
  const servers = lists.flatMap((list) => list.servers)
  return { list: { form: 'text', servers, errors: lists.flatMap(({ errors }) => errors) }, sayPlace, hasLines: false }
}

async function fromEnvironment(env: Env, folder: string): Promise<Found | undefined> {
  const { DEV_SERVER_COMFYUI_FILE: file, DEV_SERVER_COMFYUI_URL: urls } = env
  const source = 'environment'
  if (file !== undefined && file.trim() !== '') {
    return { lists: [await readServerList(pathOf(file.trim(), folder))], source }
  }
  const list = parseServerList(urls ?? '', 'refused')
  const sayPlace: SayPlace = ({ text }) => `DEV_SERVER_COMFYUI_URL: ${text}`
  refuseFile(list, sayPlace)
  return isEmpty(list) ? undefined : { lists: [{ list, sayPlace, hasLines: false }], source }
}

async function fromDotEnv(folder: string): Promise<Found | undefined> {
  const path = join(folder, '.env')
  const list = parseServerList(await readDotEnv(path))
  // A file .env may well be about other things.
  if (list.form !== 'env') return undefined
  const source = '.env'
  if (list.file !== undefined) return { lists: [await readServerList(pathOf(list.file.path, folder))], source }
  return isEmpty(list) ? undefined : { lists: [fileList(list, path)], source }
}

function fromSettings(settings: Settings | undefined): Found | undefined {
  if (settings === undefined || settings.servers.length === 0) return undefined
  const servers = settings.servers.map((server, index): ListedServer => {
    return { ...server, place: { line: index + 1, column: 1, text: excerptOf(server.url) } }
  })
  const sayPlace: SayPlace = ({ line, text }) => `settings, row ${line}: ${text}`
  return { lists: [{ list: { form: 'json', servers, errors: [] }, sayPlace, hasLines: false }], source: 'settings' }
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
    throw new UsageError(unreadableText(path, error as NodeJS.ErrnoException), { cause: error })
  }
}

function toEntry({ url, id, name, enabled }: ListedServer, index: number): ServerEntry {
  return { id: (id ?? `server-${index + 1}`) as ServerId, url, name: name ?? '', enabled: enabled ?? true }
}
