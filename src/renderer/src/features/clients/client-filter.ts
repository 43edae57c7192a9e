import type { ClientRow } from '@shared/model/client-row'
import type { ServerId } from '@shared/model/server-entry'
import type { NumberedServer } from '../../state/server-numbers'

/** A client with the server it is on, as the table shows it. */
export interface TableClient {
  readonly client: ClientRow
  readonly server: NumberedServer | undefined
  /** The server it comes back to, when it is held elsewhere. */
  readonly home: NumberedServer | undefined
}

export interface ClientFilter {
  /** Part of an IP or of a server's name or address. */
  readonly search: string
  readonly serverId: ServerId | undefined
}

export const NO_FILTER: ClientFilter = { search: '', serverId: undefined }

/** The clients that a filter lets through, with their servers. */
export function filterClients(
  clients: Iterable<ClientRow>,
  servers: ReadonlyMap<ServerId, NumberedServer>,
  { search, serverId }: ClientFilter,
): TableClient[] {
  const enabled = [...servers.values()].filter(({ entry }) => entry.enabled)
  const wanted = search.trim().toLowerCase()
  const rows: TableClient[] = []
  for (const client of clients) {
    if (serverId !== undefined && client.serverId !== serverId) continue
    const server = client.serverId === null ? undefined : servers.get(client.serverId)
    if (!client.ip.includes(wanted) && !matchesServer(server, wanted)) continue
    const home = client.why === 'hash' ? undefined : enabled[client.hash % enabled.length]
    rows.push({ client, server, home })
  }
  return rows
}

function matchesServer(server: NumberedServer | undefined, wanted: string): boolean {
  if (server === undefined) return false
  return server.label.toLowerCase().includes(wanted) || server.entry.url.toLowerCase().includes(wanted)
}
