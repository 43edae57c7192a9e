import type { ServerId } from '@shared/model/server-entry'
import { useMemo } from 'react'
import { usePanel } from '../../state/use-panel'

/** How many known clients each server has. */
export function useClientCounts(): ReadonlyMap<ServerId, number> {
  const clients = usePanel((view) => view.clients)
  return useMemo(() => {
    const counts = new Map<ServerId, number>()
    for (const { serverId } of clients.values()) {
      if (serverId !== null) counts.set(serverId, (counts.get(serverId) ?? 0) + 1)
    }
    return counts
  }, [clients])
}
