import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { UsageError } from './usage-error'

/** A server as a list names it; what a list does not say is `undefined`. */
export interface WrittenServer {
  readonly url: string
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly enabled?: boolean | undefined
}

const listSchema = z.array(
  z.union([
    z.string().transform((url): WrittenServer => ({ url })),
    z.object({
      url: z.string(),
      id: z.string().min(1).optional(),
      name: z.string().optional(),
      enabled: z.boolean().optional(),
    }),
  ]),
)

/**
 * Reads a servers file: a JSON array of URLs or of objects with `url`, or text with one URL a line and `#` comments.
 * @throws UsageError when it cannot be read or names no server
 */
export async function readServerList(path: string): Promise<WrittenServer[]> {
  const text = await readText(path)
  const written = /^\s*[[{"]/.test(text) ? parseJson(text, path) : parseLines(text)
  if (written.length === 0) throw new UsageError(`${path} names no server.`)
  return written
}

async function readText(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const why = code === 'ENOENT' ? 'there is no such file' : message
    throw new UsageError(`The servers file ${path} cannot be read: ${why}.`, { cause: error })
  }
}

function parseJson(text: string, path: string): WrittenServer[] {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch (error) {
    throw new UsageError(`${path} is not valid JSON: ${(error as Error).message}.`, { cause: error })
  }
  const parsed = listSchema.safeParse(raw)
  if (parsed.success) return parsed.data
  if (!Array.isArray(raw)) throw new UsageError(`${path} must hold a JSON array: ["http://host:8188", …].`)
  const entry = Number(parsed.error.issues[0]?.path[0] ?? 0) + 1
  throw new UsageError(`Entry ${entry} of ${path} must be a URL or an object with url.`)
}

/** A `[` may also begin an IPv6 host, but then its line ends in more than JSON allows: such a list needs its scheme. */
function parseLines(text: string): WrittenServer[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter((line) => line !== '')
    .map((url) => ({ url }))
}
