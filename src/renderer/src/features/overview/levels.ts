import type { ClientRow } from '@shared/model/client-row'
import type { ServerId } from '@shared/model/server-entry'
import type { PlannedBucket } from './bucket-plan'

/** How bright a dot or a cell is: quiet, connected, busy; or the cross of a server that does not answer. */
export type Level = 0 | 1 | 2 | 'down'

const BUSY_MS = 10_000

/** Quiet: no WebSocket open. Busy: something asked in the last ten seconds. */
function levelOf(client: ClientRow, now: number): 0 | 1 | 2 {
  if (now - client.lastSeen < BUSY_MS) return 2
  return client.openSockets > 0 ? 1 : 0
}

/** One level for each dot; where several clients share a dot, that of the busiest. */
export function dotLevels(
  bucket: PlannedBucket,
  clients: ReadonlyMap<string, ClientRow>,
  perDot: number,
  now: number,
): Level[] {
  const levels: (0 | 1 | 2)[] = []
  for (const [index, seat] of bucket.clients.entries()) {
    const dot = Math.floor(index / perDot)
    const level = levelOf(clients.get(seat.ip) ?? seat, now)
    levels[dot] = Math.max(level, levels[dot] ?? 0) as 0 | 1 | 2
  }
  return levels
}

/** Which dot of a bucket stands for this client; none when it sits elsewhere. */
export function dotOf({ clients }: PlannedBucket, ip: string, perDot: number): number | undefined {
  const index = clients.findIndex((client) => client.ip === ip)
  return index === -1 ? undefined : Math.floor(index / perDot)
}

/** How busy each server is with the clients that are on it: 0 with none. */
export function serverLevels(clients: Iterable<ClientRow>, now: number): ReadonlyMap<ServerId, 0 | 1 | 2> {
  const levels = new Map<ServerId, 0 | 1 | 2>()
  for (const client of clients) {
    if (client.serverId === null || !client.isAllowed) continue
    const level = Math.max(levels.get(client.serverId) ?? 0, Math.max(1, levelOf(client, now)))
    levels.set(client.serverId, level as 1 | 2)
  }
  return levels
}

/** One level for each server of a bucket. */
export function cellLevels(
  bucket: PlannedBucket,
  levels: ReadonlyMap<ServerId, 0 | 1 | 2>,
  down: ReadonlySet<ServerId>,
): Level[] {
  return bucket.groups.map(({ server: { entry } }) => (down.has(entry.id) ? 'down' : (levels.get(entry.id) ?? 0)))
}
