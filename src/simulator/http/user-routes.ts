import { randomUUID } from 'node:crypto'
import { pathInside, type StoredFile } from '../files/file-store'
import type { ServerLife } from '../server-life'
import type { Exchange } from './exchange'
import { answerFile, typeOf } from './file-answer'
import { type Route, unquote } from './router'

/** What people keep: workflows and other files of theirs, settings, names. */
export function userRoutes(life: ServerLife): Route[] {
  const { settings, users } = life.disk
  return [
    { method: 'GET', pattern: '/userdata', handle: (exchange) => listFiles(life, exchange) },
    { method: 'GET', pattern: '/v2/userdata', handle: (exchange) => listDirectory(life, exchange) },
    { method: 'GET', pattern: '/userdata/{file}', handle: (exchange) => showFile(life, exchange) },
    { method: 'POST', pattern: '/userdata/{file}', handle: (exchange) => saveFile(life, exchange) },
    { method: 'DELETE', pattern: '/userdata/{file}', handle: (exchange) => deleteFile(life, exchange) },
    { method: 'POST', pattern: '/userdata/{file}/move/{dest}', handle: (exchange) => moveFile(life, exchange) },
    { method: 'GET', pattern: '/settings', handle: (exchange) => exchange.json(Object.fromEntries(settings)) },
    {
      method: 'POST',
      pattern: '/settings',
      handle: async (exchange) => {
        for (const [id, value] of Object.entries(await exchange.jsonObject())) settings.set(id, value)
        exchange.empty()
      },
    },
    {
      method: 'GET',
      pattern: '/settings/{id}',
      handle: (exchange) => exchange.json(settings.get(exchange.params.id ?? '') ?? null),
    },
    {
      method: 'POST',
      pattern: '/settings/{id}',
      handle: async (exchange) => {
        settings.set(exchange.params.id ?? '', await exchange.jsonBody())
        exchange.empty()
      },
    },
    { method: 'GET', pattern: '/users', handle: (exchange) => exchange.json({ storage: 'server', migrated: true }) },
    {
      method: 'POST',
      pattern: '/users',
      handle: async (exchange) => {
        const { username: name } = await exchange.jsonObject()
        if (typeof name !== 'string') throw new TypeError('a user has a name')
        if ([...users.values()].includes(name)) return exchange.json({ error: 'Duplicate username.' }, 400)
        const id = `${name}_${randomUUID()}`
        users.set(id, name)
        exchange.json(id)
      },
    },
  ]
}

/** The file that a path segment names. ComfyUI decodes it once more than the router has. */
function pathOf(exchange: Exchange, param: 'file' | 'dest'): string | undefined {
  return pathInside('', unquote(exchange.params[param] ?? ''))
}

function fileInfo(path: string, { data, modifiedMs, createdMs }: StoredFile): object {
  return { path, size: data.length, modified: modifiedMs / 1000, created: createdMs / 1000 }
}

function listFiles({ disk: { files } }: ServerLife, exchange: Exchange): void {
  const { query } = exchange
  const asked = query.get('dir') ?? ''
  if (asked === '') return exchange.text('Directory not provided', 400)
  const directory = pathInside('', asked)
  if (directory === undefined) return exchange.text('Invalid directory', 403)
  const all = files.list('user', directory)
  if (all.length === 0) return exchange.text('Directory not found', 404)
  const isDeep = isTrue(query, 'recurse')
  const found = all.filter(([path]) => isDeep || !path.includes('/'))
  if (isTrue(query, 'full_info')) return exchange.json(found.map(([path, file]) => fileInfo(path, file)))
  const isSplit = isTrue(query, 'split')
  exchange.json(found.map(([path]) => (isSplit ? [path, ...path.split('/')] : path)))
}

function listDirectory({ disk: { files } }: ServerLife, exchange: Exchange): void {
  const asked = exchange.query.get('path') ?? ''
  const directory = asked === '' ? '' : pathInside('', asked)
  if (directory === undefined) return exchange.text('Invalid path', 403)
  const found = files.list('user', directory)
  if (found.length === 0 && directory !== '') return exchange.text('Requested path not found', 404)
  const within = (path: string) => (directory === '' ? path : `${directory}/${path}`)
  const folders = new Set(
    found.filter(([path]) => path.includes('/')).map(([path]) => path.slice(0, path.indexOf('/'))),
  )
  exchange.json([
    ...[...folders].map((name) => ({ name, path: within(name), type: 'directory' })),
    ...found
      .filter(([path]) => !path.includes('/'))
      .map(([name, { data, modifiedMs }]) => ({
        name,
        path: within(name),
        type: 'file',
        size: data.length,
        modified: modifiedMs / 1000,
      })),
  ])
}

function showFile({ disk: { files } }: ServerLife, exchange: Exchange): void {
  const path = pathOf(exchange, 'file')
  if (path === undefined) return exchange.empty(403)
  const file = files.get('user', path)
  if (file === undefined) exchange.empty(404)
  else answerFile(exchange, file, typeOf(path))
}

async function saveFile({ disk: { files } }: ServerLife, exchange: Exchange): Promise<void> {
  const path = pathOf(exchange, 'file')
  if (path === undefined) return exchange.empty(403)
  if (isFalse(exchange.query, 'overwrite') && files.get('user', path) !== undefined)
    return exchange.text('File already exists', 409)
  const file = files.put('user', path, await exchange.body())
  exchange.json(isTrue(exchange.query, 'full_info') ? fileInfo(path, file) : path)
}

function deleteFile({ disk: { files } }: ServerLife, exchange: Exchange): void {
  const path = pathOf(exchange, 'file')
  if (path === undefined) exchange.empty(403)
  else exchange.empty(files.remove('user', path) ? 204 : 404)
}

function moveFile({ disk: { files } }: ServerLife, exchange: Exchange): void {
  const [from, to] = [pathOf(exchange, 'file'), pathOf(exchange, 'dest')]
  if (from === undefined || to === undefined) return exchange.empty(403)
  if (files.get('user', from) === undefined) return exchange.empty(404)
  if (isFalse(exchange.query, 'overwrite') && files.get('user', to) !== undefined)
    return exchange.text('File already exists', 409)
  const file = files.move('user', from, to)
  exchange.json(file !== undefined && isTrue(exchange.query, 'full_info') ? fileInfo(to, file) : to)
}

function isTrue(query: URLSearchParams, key: string): boolean {
  return query.get(key)?.toLowerCase() === 'true'
}

function isFalse(query: URLSearchParams, key: string): boolean {
  return query.get(key)?.toLowerCase() === 'false'
}
