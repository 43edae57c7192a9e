import type { PanelState } from '@shared/model/panel-snapshot'
import type { ProxyStatus } from '@shared/model/proxy-status'
import type { ReachableAddress } from '@shared/model/reachable-address'
import { normalUrl } from '@shared/model/server-entry'
import type { ServerState } from '@shared/model/server-state'
import type { SelfAddress } from '@shared/model/server-url'
import type { Settings } from '@shared/model/settings'
import type { ListenAddress } from './network/listen'
import { readOwnNames, readReachableAddresses } from './network/own-addresses'

const DISABLED: ServerState = { state: 'disabled', since: null, reason: null }

/** What a state is made of; all else is worked out from it. */
interface StateParts extends Pick<PanelState, 'revision' | 'run' | 'isDemo' | 'status' | 'settings' | 'outsideSince'> {
  readonly notices: PanelState['notices']
  /** @param url normal form */
  readonly serverStateOf: (url: string) => ServerState
}

export function composeState({ serverStateOf, ...parts }: StateParts): PanelState {
  const { status, settings } = parts
  const listen = listenAddressOf(status, settings)
  const states = settings.servers.map((server): [string, ServerState] => [
    server.id,
    server.enabled ? serverStateOf(normalUrl(server)) : DISABLED,
  ])
  return {
    ...parts,
    serverStates: Object.fromEntries(states),
    addresses: addressesOf(status, settings),
    self: selfAddressOf(listen),
  }
}

/** What people can open, now. Port 0 is nothing to open: the system picks one at the start. */
export function addressesOf(status: ProxyStatus, settings: Settings): ReachableAddress[] {
  const listen = listenAddressOf(status, settings)
  return listen.port === 0 ? [] : readReachableAddresses(listen, settings.shareAddress)
}

/** Where we are while we run, with the real port; else where we would be. */
export function listenAddressOf(status: ProxyStatus, settings: Settings): ListenAddress {
  return status.state === 'running' ? status : settings.listen
}

export function selfAddressOf({ host, port }: ListenAddress): SelfAddress & { names: string[] } {
  return { listenHost: host, port, names: readOwnNames() }
}
