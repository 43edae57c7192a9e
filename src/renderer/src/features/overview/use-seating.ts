import type { ClientRow } from '@shared/model/client-row'
import { useMemo, useState } from 'react'
import type { NumberedServer } from '../../state/server-numbers'
import { usePanel } from '../../state/use-panel'
import { useServers } from '../../state/use-servers'
import { type Seating, seatClients } from './seating'

/** The servers that take clients, in list order. */
export function useEnabledServers(): readonly NumberedServer[] {
  const servers = useServers()
  return useMemo(() => [...servers.values()].filter(({ entry }) => entry.enabled), [servers])
}

interface Seated {
  readonly clients: ReadonlyMap<string, ClientRow>
  readonly enabled: readonly NumberedServer[]
  readonly seating: Seating
}

/**
 * The seating plan. It is worked out anew only when somebody came, went or moved, or the list changed; its rows are those
 * of that moment, so whatever changes with traffic has to be read from the clients themselves.
 */
export function useSeating(enabled: readonly NumberedServer[]): Seating {
  const clients = usePanel((view) => view.clients)
  const [seated, setSeated] = useState<Seated>(() => seat(clients, enabled))
  if (seated.clients === clients && seated.enabled === enabled) return seated.seating
  if (seated.enabled === enabled && isSameCompany(seated.clients, clients)) return seated.seating
  const next = seat(clients, enabled)
  setSeated(next)
  return next.seating
}

function seat(clients: ReadonlyMap<string, ClientRow>, enabled: readonly NumberedServer[]): Seated {
  return { clients, enabled, seating: seatClients(clients.values(), enabled) }
}

function isSameCompany(known: ReadonlyMap<string, ClientRow>, now: ReadonlyMap<string, ClientRow>): boolean {
  if (known.size !== now.size) return false
  for (const [ip, client] of now) {
    const before = known.get(ip)
    if (before === client) continue
    if (before === undefined || before.isAllowed !== client.isAllowed || before.serverId !== client.serverId)
      return false
  }
  return true
}
