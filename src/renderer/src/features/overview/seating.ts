import type { ClientRow } from '@shared/model/client-row'
import { compareIps } from '../../components/ip-order'
import type { NumberedServer } from '../../state/server-numbers'

/** The clients whose seat is at this server, by IP. A seat is where the hash says, not where a client is just now. */
export interface SeatGroup {
  readonly server: NumberedServer
  readonly clients: readonly ClientRow[]
}

/** Who sits where. */
export interface Seating {
  /** One for each enabled server, in list order. */
  readonly groups: readonly SeatGroup[]
  /** Those whom "Who may connect" does not let in: they have no seat. */
  readonly refused: readonly ClientRow[]
}

/** The server that the hash gives a client, or none while no server is enabled. */
export function homeOf(
  client: Pick<ClientRow, 'hash'>,
  enabled: readonly NumberedServer[],
): NumberedServer | undefined {
  return enabled[client.hash % enabled.length]
}

/** True while something holds the client on another server than its seat. */
export function isAway(client: Pick<ClientRow, 'serverId'>, seat: NumberedServer): boolean {
  return client.serverId !== null && client.serverId !== seat.entry.id
}

/**
 * Seats all clients: groups in the order of the list, clients in the order of their IPs. Seats change with the list and
 * with who is there, never with health or traffic, so that nothing jumps.
 */
export function seatClients(clients: Iterable<ClientRow>, enabled: readonly NumberedServer[]): Seating {
  const groups = enabled.map((server) => ({ server, clients: [] as ClientRow[] }))
  const byServer = new Map(groups.map((group) => [group.server.entry.id, group]))
  const refused: ClientRow[] = []
  for (const client of clients) {
    if (!client.isAllowed) {
      refused.push(client)
      continue
    }
    const pinned = client.why === 'pinned' && client.serverId !== null ? byServer.get(client.serverId) : undefined
    const group = pinned ?? groups[client.hash % groups.length]
    group?.clients.push(client)
  }
  for (const group of groups) group.clients.sort((a, b) => compareIps(a.ip, b.ip))
  return { groups, refused: refused.sort((a, b) => compareIps(a.ip, b.ip)) }
}
