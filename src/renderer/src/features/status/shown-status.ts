import { assertNever } from '@shared/assert-never'
import type { PanelState } from '@shared/model/panel-snapshot'
import type { ServerEntry } from '@shared/model/server-entry'
import type { IconName } from '../../components/icon'
import type { Tone } from '../../components/state-pill'

/** The states of the proxy as people see them: `degraded` is running with an enabled server down. */
export type ShownState = 'stopped' | 'starting' | 'running' | 'degraded' | 'stopping' | 'failed'

export interface ShownStatus {
  readonly shown: ShownState
  readonly tone: Tone
  readonly icon: IconName
  readonly enabled: readonly ServerEntry[]
  /** The enabled servers that are down. */
  readonly down: readonly ServerEntry[]
}

/** Derives what the title area says from what main says. */
export function shownStatus({ status, settings, serverStates }: PanelState): ShownStatus {
  const enabled = settings.servers.filter((server) => server.enabled)
  const down = enabled.filter((server) => serverStates[server.id]?.state === 'down')
  const look = lookOf(status.state, enabled.length, down.length)
  return { ...look, enabled, down }
}

type Look = Pick<ShownStatus, 'shown' | 'tone' | 'icon'>

function lookOf(state: PanelState['status']['state'], enabled: number, down: number): Look {
  switch (state) {
    case 'stopped':
      return { shown: 'stopped', tone: 'quiet', icon: 'stopped' }
    case 'starting':
      return { shown: 'starting', tone: 'quiet', icon: 'checking' }
    case 'stopping':
      return { shown: 'stopping', tone: 'quiet', icon: 'checking' }
    case 'failed':
      return { shown: 'failed', tone: 'bad', icon: 'down' }
    case 'running':
      if (down === 0) return { shown: 'running', tone: enabled === 0 ? 'warn' : 'ok', icon: 'healthy' }
      return down < enabled
        ? { shown: 'degraded', tone: 'warn', icon: 'degraded' }
        : { shown: 'degraded', tone: 'bad', icon: 'down' }
    default:
      return assertNever(state)
  }
}
