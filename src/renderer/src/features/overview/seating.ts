import type { ClientRow } from '@shared/model/client-row'
import { compareIps } from '../../components/ip-order'
import type { NumberedServer } from '../../state/server-numbers'

/** The clients whose home is this server, by IP. A seat is where the hash says, not where a client is just now. */
export interface SeatGroup {
  readonly server: NumberedServer
  readonly clients: readonly ClientRow[]
}

/** The server that the hash gives a client, or none while no server is enabled. */
export function homeOf(client: ClientRow, enabled: readonly NumberedServer[]): NumberedServer | undefined {
  return enabled[client.hash % enabled.length]
}

/** True while something holds the client on another server than its home. */
export function isAway(client: ClientRow, home: NumberedServer): boolean {
  return client.serverId !== null && client.serverId !== home.entry.id
}

/**
 * Seats all clients: groups in the order of the list, clients in the order of their IPs. Seats change with the list and
 * with who is there, never with health or traffic, so that nothing jumps.
 */
export function seatClients(clients: Iterable<ClientRow>, enabled: readonly NumberedServer[]): SeatGroup[] {
  const groups = enabled.map((server) => ({ server, clients: [] as ClientRow[] }))
  if (groups.length === 0) return groups
  for (const client of clients) groups[client.hash % groups.length]?.clients.push(client)
  for (const group of groups) group.clients.sort((a, b) => compareIps(a.ip, b.ip))
  return groups
}
