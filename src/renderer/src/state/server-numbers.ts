import { type ServerEntry, type ServerId, serverLabel } from '@shared/model/server-entry'

/** A server as people see it: its number in the list (from 1), which also decides its hue, and what it is called. */
export interface NumberedServer {
  readonly entry: ServerEntry
  readonly number: number
  readonly label: string
}

const byList = new WeakMap<readonly ServerEntry[], ReadonlyMap<ServerId, NumberedServer>>()

/** Numbers the servers of a list; the same list gives the same map. */
export function numberServers(servers: readonly ServerEntry[]): ReadonlyMap<ServerId, NumberedServer> {
  const known = byList.get(servers)
  if (known !== undefined) return known
  const numbered = new Map(
    servers.map((entry, index) => [entry.id, { entry, number: index + 1, label: serverLabel(entry) }]),
  )
  byList.set(servers, numbered)
  return numbered
}
