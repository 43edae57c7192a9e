import type { ClientRow } from '@shared/model/client-row'
import type { ServerId } from '@shared/model/server-entry'
import type { NumberedServer } from '../../state/server-numbers'

/** A client with the server it is on, as the table shows it. */
export interface TableClient {
  readonly client: ClientRow
  readonly server: NumberedServer | undefined
  /** That server does not answer. */
  readonly isCutOff: boolean
  /** The server it comes back to, when it is held elsewhere. */
  readonly home: NumberedServer | undefined
}

export interface ClientFilter {
  /** Part of an IP or of a server's name or address. */
  readonly search: string
  /** Those of one server, or those who are not let in. */
  readonly place: ServerId | 'refused' | undefined
}

export const NO_FILTER: ClientFilter = { search: '', place: undefined }

const NONE: ReadonlySet<ServerId> = new Set()

/** The clients that a filter lets through, with their servers. */
export function filterClients(
  clients: Iterable<ClientRow>,
  servers: ReadonlyMap<ServerId, NumberedServer>,
  { search, place }: ClientFilter,
  down: ReadonlySet<ServerId> = NONE,
): TableClient[] {
  const enabled = [...servers.values()].filter(({ entry }) => entry.enabled)
  const wanted = search.trim().toLowerCase()
  const rows: TableClient[] = []
  for (const client of clients) {
    const serverId = client.isAllowed ? client.serverId : null
    if (place !== undefined && (place === 'refused' ? client.isAllowed : serverId !== place)) continue
    const server = serverId === null ? undefined : servers.get(serverId)
    if (!client.ip.includes(wanted) && !matchesServer(server, wanted)) continue
    const home = client.why === 'hash' || !client.isAllowed ? undefined : enabled[client.hash % enabled.length]
    rows.push({ client, server, isCutOff: serverId !== null && down.has(serverId), home })
  }
  return rows
}

function matchesServer(server: NumberedServer | undefined, wanted: string): boolean {
  if (server === undefined) return false
  return server.label.toLowerCase().includes(wanted) || server.entry.url.toLowerCase().includes(wanted)
}
