import { Busboy, type BusboyHeaders } from '@fastify/busboy'
import { isFolder, pathInside } from '../files/file-store'
import type { ServerLife } from '../server-life'
import type { Exchange } from './exchange'

interface Form {
  readonly fields: Readonly<Record<string, string>>
  readonly image: { readonly name: string; readonly data: Buffer } | undefined
}

/** POST /upload/image */
export async function uploadImage(life: ServerLife, exchange: Exchange): Promise<void> {
  store(life, exchange, await readForm(exchange), (data) => data)
}

/** POST /upload/mask: keeps the mask's pixels, if the picture that it is made for is there. */
export async function uploadMask(life: ServerLife, exchange: Exchange): Promise<void> {
  const form = await readForm(exchange)
  const {
    filename,
    subfolder = '',
    type = 'output',
  } = JSON.parse(form.fields.original_ref ?? '') as {
    filename: string
    subfolder?: string
    type?: string
  }
  const path = pathInside(subfolder, filename)
  if (path === undefined || !isFolder(type)) return exchange.empty(400)
  const isThere = life.disk.files.get(type, path) !== undefined
  store(life, exchange, form, (data) => (isThere ? data : undefined))
}

function store(
  { disk: { files } }: ServerLife,
  exchange: Exchange,
  { fields, image }: Form,
  contentFor: (data: Buffer) => Buffer | undefined,
): void {
  const { type = 'input', subfolder = '', overwrite } = fields
  // A folder that is not there is a fault of the handler's there.
  if (!isFolder(type) || type === 'user') throw new TypeError(`no folder ${type}`)
  if (image === undefined || image.name === '') return exchange.empty(400)
  const path = pathInside(subfolder, image.name)
  if (path === undefined) return exchange.empty(400)
  const isFree = (candidate: string) => files.get(type, candidate)?.data.equals(image.data) ?? true
  const mayOverwrite = overwrite === 'true' || overwrite === '1'
  const chosen = mayOverwrite ? path : firstFree(path, isFree)
  const content = contentFor(image.data)
  if (content !== undefined) files.put(type, chosen, content)
  exchange.json({ name: chosen.slice(chosen.lastIndexOf('/') + 1), subfolder, type })
}

/** `a.png`, `a (1).png`, …: the first that is not taken by other content. */
function firstFree(path: string, isFree: (path: string) => boolean): string {
  const dot = path.lastIndexOf('.')
  const [stem, extension] = dot > path.lastIndexOf('/') ? [path.slice(0, dot), path.slice(dot)] : [path, '']
  let candidate = path
  for (let count = 1; !isFree(candidate); count++) candidate = `${stem} (${count})${extension}`
  return candidate
}

async function readForm(exchange: Exchange): Promise<Form> {
  const body = await exchange.body()
  const { headers } = exchange.req
  const fields: Record<string, string> = {}
  let image: Form['image']
  // Anything but a form has no fields.
  if (!/^multipart\/form-data/i.test(headers['content-type'] ?? '')) return { fields, image }
  const parser = new Busboy({ headers: headers as BusboyHeaders, limits: { fieldSize: body.length } })
  parser.on('field', (name, value) => {
    fields[name] = value
  })
  await new Promise<void>((resolve, reject) => {
    parser.on('file', (field, stream, name: string | undefined) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (field === 'image') image = { name: name ?? '', data: Buffer.concat(chunks) }
      })
      // A body that ends too early breaks the file as well as the form.
      stream.on('error', reject)
    })
    parser.on('finish', resolve)
    parser.on('error', reject)
    parser.end(body)
  })
  return { fields, image }
}
