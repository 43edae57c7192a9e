import type { ServerId } from '@shared/model/server-entry'
import { useMemo } from 'react'
import { type NumberedServer, numberServers } from './server-numbers'
import { usePanel } from './use-panel'

/** The applied server list by id, in list order. */
export function useServers(): ReadonlyMap<ServerId, NumberedServer> {
  const servers = usePanel((view) => view.state.settings.servers)
  return useMemo(() => numberServers(servers), [servers])
}

/** The enabled servers that do not answer. */
export function useDownServers(): ReadonlySet<ServerId> {
  const states = usePanel((view) => view.state.serverStates)
  const servers = useServers()
  return useMemo(() => new Set([...servers.keys()].filter((id) => states[id]?.state === 'down')), [servers, states])
}
