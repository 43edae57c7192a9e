import { openScreen } from '../../state/screen'
import { createSharedValue, useSharedValue } from '../../state/shared-value'
import { type ClientFilter, NO_FILTER } from './client-filter'

/** The filter outlives the screen: it is set from other screens too. */
const chosen = createSharedValue<ClientFilter>(NO_FILTER)

export function chooseClients(filter: ClientFilter): void {
  chosen.set(filter)
}

/** Which clients the screen of clients shows. */
export function useChosenClients(): ClientFilter {
  return useSharedValue(chosen)
}

/** Opens the screen of clients with those of one place. */
export function openClientsOf(place: ClientFilter['place']): void {
  chooseClients({ search: '', place })
  openScreen('clients')
}
