import { z } from 'zod'
import {
  isOwnAddress,
  MAX_SERVER_URL_LENGTH,
  parseServerUrl,
  type SelfAddress,
  type ServerUrlProblem,
} from './server-url'

export const serverIdSchema = z.string().min(1).max(64).brand<'ServerId'>()
export type ServerId = z.infer<typeof serverIdSchema>

export const MAX_SERVERS = 2000
export const MAX_SERVER_NAME_LENGTH = 100

/** One line of the server list. `url` is what the person wrote; its normal form decides equality. */
export const serverEntrySchema = z.object({
  id: serverIdSchema,
  url: z.string().max(MAX_SERVER_URL_LENGTH),
  name: z.string().max(MAX_SERVER_NAME_LENGTH),
  enabled: z.boolean(),
})

export interface ServerEntry extends Readonly<z.infer<typeof serverEntrySchema>> {}

export const serverListSchema = z.array(serverEntrySchema).max(MAX_SERVERS)

export type ServerProblem = ServerUrlProblem | 'DUPLICATE' | 'OWN_ADDRESS'

/** What is wrong with one line of the list; `otherRow` is the row (from 0) it repeats. */
export interface ServerRowProblem {
  readonly id: ServerId
  readonly row: number
  readonly problem: ServerProblem
  readonly otherRow?: number
}

/**
 * Checks a whole list, as the panel does while the person types and as the engine does before it takes the list over.
 * The first of equal servers is right, later ones are duplicates; disabled lines count.
 */
export function checkServers(servers: readonly ServerEntry[], self: SelfAddress): ServerRowProblem[] {
  const problems: ServerRowProblem[] = []
  const rowOfUrl = new Map<string, number>()
  for (const [row, { id, url }] of servers.entries()) {
    const parsed = parseServerUrl(url)
    if (!parsed.ok) {
      problems.push({ id, row, problem: parsed.problem })
      continue
    }
    const otherRow = rowOfUrl.get(parsed.address.url)
    if (otherRow !== undefined) problems.push({ id, row, problem: 'DUPLICATE', otherRow })
    else rowOfUrl.set(parsed.address.url, row)
    if (otherRow === undefined && isOwnAddress(parsed.address, self)) problems.push({ id, row, problem: 'OWN_ADDRESS' })
  }
  return problems
}

/** The name a person gave a server, else its address without the scheme. */
export function serverLabel(server: Pick<ServerEntry, 'name' | 'url'>): string {
  return (
    server.name.trim() ||
    server.url
      .trim()
      .replace(/^https?:\/\//i, '')
      .replace(/\/$/, '')
  )
}

/** The normal form of a server's address, which decides equality; what was written when it cannot be read. */
export function normalUrl({ url }: Pick<ServerEntry, 'url'>): string {
  const parsed = parseServerUrl(url)
  return parsed.ok ? parsed.address.url : url
}
