import { z } from 'zod'
import { panelActivitySchema, panelSnapshotSchema, panelStateSchema } from '../model/panel-snapshot'
import { serverListSchema } from '../model/server-entry'
import { settingsPatchSchema } from '../model/settings'
import type { CallName, PushName } from './channels'

/** What the About box shows. `isTrialRuntime`: the older Electron that stands in where the real one cannot be had. */
export const aboutSchema = z.object({
  version: z.string(),
  electron: z.string(),
  chrome: z.string(),
  node: z.string(),
  isTrialRuntime: z.boolean(),
  settingsDir: z.string(),
  logFile: z.string(),
})
export type About = z.infer<typeof aboutSchema>

const nothing = z.undefined()
const done = z.void()

/** Every call of the panel: how its argument is parsed in main, and what it answers. */
export const callContract = {
  snapshot: { argument: nothing, result: panelSnapshotSchema },
  startProxy: { argument: nothing, result: done },
  stopProxy: { argument: nothing, result: done },
  saveServers: { argument: serverListSchema, result: done },
  updateSettings: { argument: settingsPatchSchema, result: done },
  dismissNotice: { argument: z.number().int(), result: done },
  about: { argument: nothing, result: aboutSchema },
  openLogs: { argument: nothing, result: done },
} as const satisfies Record<CallName, { argument: z.ZodType; result: z.ZodType }>

/** Every push of main to the panel. */
export const pushContract = {
  onState: panelStateSchema,
  onActivity: panelActivitySchema,
} as const satisfies Record<PushName, z.ZodType>

export type CallContract = typeof callContract
export type PushContract = typeof pushContract
export type CallArgument<K extends CallName> = z.infer<CallContract[K]['argument']>
export type CallResult<K extends CallName> = z.infer<CallContract[K]['result']>
export type PushPayload<K extends PushName> = z.infer<PushContract[K]>
