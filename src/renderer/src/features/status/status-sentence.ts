import { assertNever } from '@shared/assert-never'
import type { PanelState } from '@shared/model/panel-snapshot'
import { serverLabel } from '@shared/model/server-entry'
import type { TFunction } from 'i18next'
import { errorWords } from '../../components/error-words'
import type { Format } from '../../components/format'
import { type ShownStatus, shownStatus } from './shown-status'

/** The reason of the state, in one sentence. */
export function statusSentence(state: PanelState, t: TFunction, format: Format): string {
  const { status } = state
  const shown = shownStatus(state)
  switch (status.state) {
    case 'failed':
      return errorWords(status.error, t)
    case 'starting':
      return t('status.startingText')
    case 'stopping':
      return t('status.stoppingText')
    case 'stopped':
      return missingServers(state, shown, t) ?? t('status.stoppedText')
    case 'running':
      return missingServers(state, shown, t) ?? runningSentence(state, shown, t, format)
    default:
      return assertNever(status)
  }
}

function missingServers(state: PanelState, { enabled }: ShownStatus, t: TFunction): string | undefined {
  if (state.settings.servers.length === 0) return t('status.noServers')
  return enabled.length === 0 ? t('status.noneEnabled') : undefined
}

function runningSentence(state: PanelState, { enabled, down }: ShownStatus, t: TFunction, format: Format): string {
  const [first] = down
  if (first === undefined) return t('status.runningText', { count: enabled.length })
  const sinces = down.map((server) => state.serverStates[server.id]?.since ?? state.status.since)
  if (down.length === enabled.length) {
    return t('status.allDown', { count: enabled.length, time: format.time(Math.max(...sinces)) })
  }
  if (down.length === 1)
    return t('status.oneDown', { server: serverLabel(first), time: format.time(Math.max(...sinces)) })
  return t('status.someDown', { down: format.count(down.length), all: format.count(enabled.length) })
}
