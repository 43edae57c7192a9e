import type { ProxyStateName } from '@shared/model/proxy-status'

/** What the close button of the window does. */
export type CloseAction = 'close' | 'hide' | 'quit' | 'ask'

export interface CloseSituation {
  readonly isQuitting: boolean
  readonly hasTray: boolean
  readonly closeToTray: boolean
  readonly isDemo: boolean
  readonly proxy: ProxyStateName
}

/**
 * Hides only into something that can bring the window back; asks only when somebody would be cut off. A demo that nobody
 * looks at ends: its people are simulated.
 */
export function decideClose({ isQuitting, hasTray, closeToTray, isDemo, proxy }: CloseSituation): CloseAction {
  if (isQuitting) return 'close'
  if (isDemo) return 'quit'
  if (hasTray && closeToTray) return 'hide'
  return proxy === 'running' || proxy === 'starting' ? 'ask' : 'quit'
}
