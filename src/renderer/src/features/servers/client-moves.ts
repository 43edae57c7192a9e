import type { ClientRow } from '@shared/model/client-row'
import type { ServerEntry, ServerId } from '@shared/model/server-entry'
import { parseServerUrl } from '@shared/model/server-url'

/** A client whose requests go to another server when a list takes effect. */
export interface ClientMove {
  readonly ip: string
  readonly openSockets: number
  readonly from: ServerId
  readonly to: ServerId
  /** Its open sockets keep it where it is; it moves when the last of them closes. */
  readonly isLater: boolean
}

interface Place {
  readonly id: ServerId
  readonly url: string
}

/**
 * Says who moves when the list changes, as the engine decides it: |h| modulo the number of enabled servers, and a client
 * with open sockets stays as long as its server is listed and enabled. Servers are the same when their addresses are.
 */
export function findMoves(
  clients: Iterable<ClientRow>,
  before: readonly ServerEntry[],
  after: readonly ServerEntry[],
): ClientMove[] {
  const oldPool = enabledPlaces(before)
  const newPool = enabledPlaces(after)
  const oldById = new Map(oldPool.map((place) => [place.id, place]))
  const newUrls = new Set(newPool.map(({ url }) => url))
  const moves: ClientMove[] = []
  for (const { ip, hash, openSockets, serverId } of clients) {
    const oldHome = oldPool[hash % oldPool.length]
    const newHome = newPool[hash % newPool.length]
    const held = openSockets > 0 && serverId !== null ? oldById.get(serverId) : undefined
    const from = held ?? oldHome
    if (from === undefined || newHome === undefined || oldHome === undefined || from.url === newHome.url) continue
    const isLater = held !== undefined && newUrls.has(held.url)
    // Held away from home already: it goes home one day, but not because of this change.
    if (isLater && oldHome.url === newHome.url) continue
    moves.push({ ip, openSockets, from: from.id, to: newHome.id, isLater })
  }
  return moves
}

/** Entries never change, so each is read once however often a draft is looked at. */
const known = new WeakMap<ServerEntry, Place | null>()

function enabledPlaces(servers: readonly ServerEntry[]): Place[] {
  const places: Place[] = []
  for (const server of servers) {
    const place = known.has(server) ? known.get(server) : readPlace(server)
    known.set(server, place ?? null)
    if (place) places.push(place)
  }
  return places
}

function readPlace({ id, url, enabled }: ServerEntry): Place | null {
  const parsed = parseServerUrl(url)
  return enabled && parsed.ok ? { id, url: parsed.address.url } : null
}
