import type { ClientRow } from '@shared/model/client-row'
import { useMemo, useState } from 'react'
import type { NumberedServer } from '../../state/server-numbers'
import { usePanel } from '../../state/use-panel'
import { useServers } from '../../state/use-servers'
import { type SeatGroup, seatClients } from './seating'

/** The servers that take clients, in list order. */
export function useEnabledServers(): readonly NumberedServer[] {
  const servers = useServers()
  return useMemo(() => [...servers.values()].filter(({ entry }) => entry.enabled), [servers])
}

interface Seated {
  readonly clients: ReadonlyMap<string, ClientRow>
  readonly enabled: readonly NumberedServer[]
  readonly groups: readonly SeatGroup[]
}

/**
 * The seating plan. It is worked out anew only when somebody came or went or the list changed; its rows are those of that
 * moment, so whatever changes with traffic has to be read from the clients themselves.
 */
export function useSeatGroups(enabled: readonly NumberedServer[]): readonly SeatGroup[] {
  const clients = usePanel((view) => view.clients)
  const [seated, setSeated] = useState<Seated>(() => seat(clients, enabled))
  if (seated.clients === clients && seated.enabled === enabled) return seated.groups
  if (seated.enabled === enabled && hasSameIps(seated.clients, clients)) return seated.groups
  const next = seat(clients, enabled)
  setSeated(next)
  return next.groups
}

function seat(clients: ReadonlyMap<string, ClientRow>, enabled: readonly NumberedServer[]): Seated {
  return { clients, enabled, groups: seatClients(clients.values(), enabled) }
}

function hasSameIps(one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): boolean {
  if (one.size !== other.size) return false
  for (const ip of other.keys()) if (!one.has(ip)) return false
  return true
}
