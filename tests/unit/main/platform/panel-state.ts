import type { PanelState } from '@shared/model/panel-snapshot'
import { DEFAULT_SETTINGS, type Settings } from '@shared/model/settings'

/** A stopped panel with default settings, but for what a test changes. */
export function panelState(
  changes: Partial<Omit<PanelState, 'settings'>> & { settings?: Partial<Settings> } = {},
): PanelState {
  return {
    revision: 1,
    status: { state: 'stopped', since: 0 },
    serverStates: {},
    addresses: ['http://192.168.1.20:8800', 'http://localhost:8800'],
    self: { listenHost: '', port: 8800, names: [] },
    notices: [],
    ...changes,
    settings: { ...DEFAULT_SETTINGS, ...changes.settings },
  }
}
