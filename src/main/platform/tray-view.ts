import { assertNever } from '@shared/assert-never'
import type { PanelState } from '@shared/model/panel-snapshot'
import { type ServerEntry, serverLabel } from '@shared/model/server-entry'
import type { Words } from './words'

export type TrayIconName = 'stopped' | 'running' | 'degraded'

/** All that the tray shows, as data. */
export interface TrayView {
  readonly icon: TrayIconName
  readonly tooltip: string
  /** First line of the menu: the state, and the address people open while there is one. */
  readonly stateLine: string
  readonly action: { readonly verb: 'start' | 'stop'; readonly label: string; readonly isEnabled: boolean }
  readonly openPanel: string
  readonly quit: string
}

/** @param state `undefined` until the engine has spoken for the first time */
export function trayView(state: PanelState | undefined, words: Words): TrayView {
  const name = state?.status.state ?? 'stopped'
  const down = state === undefined ? [] : downServers(state)
  const stateLine = state === undefined ? words('tray.stopped') : describe(state, down, words)
  const verb = name === 'running' || name === 'stopping' ? 'stop' : 'start'
  return {
    icon: name === 'failed' || (name === 'running' && down.length > 0) ? 'degraded' : iconOf(name),
    tooltip: `${words('app.name')}: ${stateLine}`,
    stateLine,
    action: { verb, label: words(`tray.${verb}`), isEnabled: name !== 'starting' && name !== 'stopping' },
    openPanel: words('tray.openPanel'),
    quit: words('tray.quit'),
  }
}

function iconOf(name: PanelState['status']['state']): TrayIconName {
  return name === 'running' ? 'running' : 'stopped'
}

function describe({ status, addresses }: PanelState, down: readonly ServerEntry[], words: Words): string {
  switch (status.state) {
    case 'stopped':
    case 'starting':
    case 'stopping':
      return words(`tray.${status.state}`)
    case 'running':
      return `${howItRuns(down, words)} · ${addresses[0]?.url ?? `http://localhost:${status.port}`}`
    case 'failed': {
      const { code, detail, params } = status.error
      return words('tray.failed', { reason: words(`errors.${code}`, { detail, ...params }) })
    }
    default:
      return assertNever(status)
  }
}

function howItRuns(down: readonly ServerEntry[], words: Words): string {
  const [first, second] = down
  if (first === undefined) return words('tray.running')
  if (second === undefined) return words('tray.oneDown', { server: serverLabel(first) })
  return words('tray.someDown', { count: down.length })
}

function downServers({ settings, serverStates }: PanelState): ServerEntry[] {
  return settings.servers.filter(({ id, enabled }) => enabled && serverStates[id]?.state === 'down')
}
