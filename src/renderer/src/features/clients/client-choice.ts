import { useSyncExternalStore } from 'react'
import { openScreen } from '../../state/screen'
import { type ClientFilter, NO_FILTER } from './client-filter'

/** The filter outlives the screen: it is set from other screens too. */
let chosen: ClientFilter = NO_FILTER
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function chooseClients(filter: ClientFilter): void {
  chosen = filter
  for (const listener of listeners) listener()
}

/** Which clients the screen of clients shows. */
export function useChosenClients(): ClientFilter {
  return useSyncExternalStore(subscribe, () => chosen)
}

/** Opens the screen of clients with those of one place. */
export function openClientsOf(place: ClientFilter['place']): void {
  chooseClients({ search: '', place })
  openScreen('clients')
}
