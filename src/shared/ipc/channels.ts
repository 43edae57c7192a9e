/**
 * The verbs of the bridge and their channels: the only list of names. It holds no parser, so that the preload script,
 * which may load nothing but `electron`, can be built from it.
 */
export const CALLS = {
  snapshot: 'panel:snapshot',
  startProxy: 'proxy:start',
  stopProxy: 'proxy:stop',
  saveServers: 'servers:save',
  updateSettings: 'settings:update',
  dismissNotice: 'notices:dismiss',
  explainIp: 'clients:explain',
  openListFile: 'lists:open',
  saveListFile: 'lists:save',
  startDemo: 'demo:start',
  endDemo: 'demo:end',
  about: 'app:about',
  openLogs: 'logs:open',
} as const

export const PUSHES = {
  onState: 'panel:state',
  onActivity: 'panel:activity',
} as const

export type CallName = keyof typeof CALLS
export type PushName = keyof typeof PUSHES
export type CallChannel = (typeof CALLS)[CallName]
export type PushChannel = (typeof PUSHES)[PushName]
