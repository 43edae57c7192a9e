import type { PanelState } from '@shared/model/panel-snapshot'
import { DEFAULT_SETTINGS, type Settings } from '@shared/model/settings'
import { anAddress } from '../../../support/ui-data'

/** A stopped panel with default settings, but for what a test changes. */
export function panelState(
  changes: Partial<Omit<PanelState, 'settings'>> & { settings?: Partial<Settings> } = {},
): PanelState {
  return {
    revision: 1,
    run: 1,
    status: { state: 'stopped', since: 0 },
    serverStates: {},
    addresses: [anAddress('192.168.1.20'), anAddress('localhost')],
    outsideSince: null,
    isDemo: false,
    self: { listenHost: '', port: 8800, names: [] },
    notices: [],
    ...changes,
    settings: { ...DEFAULT_SETTINGS, ...changes.settings },
  }
}
