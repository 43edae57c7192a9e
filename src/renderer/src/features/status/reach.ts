import type { PanelState } from '@shared/model/panel-snapshot'
import { formOfListen } from '../settings/listen-form'

/** Why nobody but this computer can open any address; `null` when others can. */
export type ReachProblem = 'loopback' | 'noNetwork'

export function reachProblem({ addresses, settings }: PanelState): ReachProblem | null {
  if (addresses.some(({ kind }) => kind !== 'local')) return null
  return formOfListen(settings.listen).reach === 'local' ? 'loopback' : 'noNetwork'
}

/** Whether there is something to scan. A phone cannot open `localhost`, and nobody should scan a dead link. */
export type CodeState = 'shown' | 'stopped' | 'otherNeeded' | ReachProblem

export function codeState(state: PanelState): CodeState {
  const problem = reachProblem(state)
  if (problem !== null) return problem
  if (state.addresses[0]?.kind === 'local') return 'otherNeeded'
  return state.status.state === 'running' ? 'shown' : 'stopped'
}

/** Others could connect, but nobody has: it may be a firewall. */
export function hasNobodyCome(state: PanelState): boolean {
  return state.status.state === 'running' && state.outsideSince === null && reachProblem(state) === null
}

const PATIENCE_MS = 120_000

/** Nobody has come for so long that it is worth saying without being asked. */
export function isNobodyOverdue(state: PanelState, now: number): boolean {
  return hasNobodyCome(state) && now - state.status.since >= PATIENCE_MS
}

/** Whose firewall it is: the panel runs where the proxy does. */
export function systemOf(userAgent: string): 'windows' | 'mac' | 'linux' {
  if (userAgent.includes('Windows')) return 'windows'
  return userAgent.includes('Macintosh') ? 'mac' : 'linux'
}
