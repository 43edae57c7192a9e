import type { ServerEntry, ServerId } from '@shared/model/server-entry'
import { parseServerUrl, type ServerAddress } from '@shared/model/server-url'
import { classicHash } from './strategies/ip-hash'

/** A server that may get clients. Two servers are the same one when their `url` is. */
export interface Server extends ServerAddress {
  readonly id: ServerId
}

/** The enabled servers in list order, and the client's home among them. */
export interface ServerPool {
  readonly servers: readonly Server[]
  /** The enabled server of this address, if it is still one. */
  find(url: string): Server | undefined
  /** @param clientIp canonical text; `undefined` only when no server is enabled */
  homeOf(clientIp: string): Server | undefined
}

/** Lines whose address cannot be read are left out: {@link checkServers} has said so before. */
export function createServerPool(entries: readonly ServerEntry[]): ServerPool {
  const servers: Server[] = []
  for (const { id, url, enabled } of entries) {
    const parsed = parseServerUrl(url)
    if (enabled && parsed.ok) servers.push({ ...parsed.address, id })
  }
  const byUrl = new Map(servers.map((server) => [server.url, server]))
  return {
    servers,
    find: (url) => byUrl.get(url),
    homeOf: (clientIp) => servers[classicHash(clientIp) % servers.length],
  }
}
