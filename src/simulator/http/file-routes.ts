import { isFolder, pathInside } from '../files/file-store'
import { SMALL_JPEG } from '../images'
import type { ServerLife } from '../server-life'
import type { Exchange } from './exchange'
import { answerFile, typeOf } from './file-answer'
import type { Route } from './router'
import { uploadImage, uploadMask } from './upload'

/** Never served as what a browser would run. */
const UNSAFE_TYPES = ['text/html', 'text/javascript', 'text/css']

/** Pictures that came in and went out. */
export function fileRoutes(life: ServerLife): Route[] {
  return [
    { method: 'GET', pattern: '/view', handle: (exchange) => view(life, exchange) },
    { method: 'POST', pattern: '/upload/image', handle: (exchange) => uploadImage(life, exchange) },
    { method: 'POST', pattern: '/upload/mask', handle: (exchange) => uploadMask(life, exchange) },
    { method: 'GET', pattern: '/view_metadata/{folder}', handle: (exchange) => exchange.empty(404) },
    {
      method: 'GET',
      pattern: '/internal/files/{type}',
      handle: (exchange) => {
        const { type = '' } = exchange.params
        if (!isFolder(type) || type === 'user') return exchange.json({ error: 'Invalid directory type' }, 400)
        const names = life.disk.files.list(type).map(([path]) => path)
        exchange.json(names.filter((path) => !path.includes('/')).reverse())
      },
    },
  ]
}

function view({ disk }: ServerLife, exchange: Exchange): void {
  const { query, res } = exchange
  const { filename, subfolder, type } = {
    filename: query.get('filename'),
    subfolder: query.get('subfolder') ?? '',
    type: query.get('type') ?? 'output',
  }
  if (filename === null) return exchange.empty(404)
  if (!isFolder(type) || type === 'user' || filename.startsWith('/') || filename.includes('..'))
    return exchange.empty(400)
  const path = pathInside(subfolder, filename.slice(filename.lastIndexOf('/') + 1))
  if (path === undefined) return exchange.empty(403)
  const file = disk.files.get(type, path)
  if (file === undefined) return exchange.empty(404)
  res.setHeader('Content-Disposition', `filename="${encodeName(path.slice(path.lastIndexOf('/') + 1))}"`)
  // Made anew, so there is no ETag and no range.
  if (query.has('preview')) return exchange.bytes(SMALL_JPEG.data, SMALL_JPEG.type)
  const mime = typeOf(path)
  if (query.has('channel')) return exchange.bytes(file.data, mime)
  answerFile(exchange, file, UNSAFE_TYPES.includes(mime) ? 'application/octet-stream' : mime)
}

/** A header holds bytes; Node takes a string of them. */
function encodeName(name: string): string {
  return Buffer.from(name.replace(/[\r\n"]/g, '_')).toString('latin1')
}
