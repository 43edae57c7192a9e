import type { ServerId } from '@shared/model/server-entry'
import { useMemo } from 'react'
import { usePanel } from './use-panel'

/** How many clients each server has, and how many WebSockets they hold open. */
export function useServerFigures(): ReadonlyMap<ServerId, { readonly clients: number; readonly openSockets: number }> {
  const clients = usePanel((view) => view.clients)
  return useMemo(() => {
    const figures = new Map<ServerId, { clients: number; openSockets: number }>()
    for (const { serverId, openSockets, isAllowed } of clients.values()) {
      if (serverId === null || !isAllowed) continue
      const known = figures.get(serverId)
      if (known === undefined) figures.set(serverId, { clients: 1, openSockets })
      else {
        known.clients += 1
        known.openSockets += openSockets
      }
    }
    return figures
  }, [clients])
}
