import { z } from 'zod'
import { clientPlaceSchema } from '../model/client-row'
import { panelActivitySchema, panelSnapshotSchema, panelStateSchema } from '../model/panel-snapshot'
import { serverListSchema } from '../model/server-entry'
import { settingsPatchSchema } from '../model/settings'
import { MAX_LIST_LENGTH } from '../server-list/listed-server'
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

/** `name` without a folder. */
const listFileSchema = z.object({ name: z.string().min(1).max(255), text: z.string().max(MAX_LIST_LENGTH) })

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
  /** Where a client would go that need not have been seen yet; `null` when the text is not an IP address. */
  explainIp: { argument: z.string().max(100), result: clientPlaceSchema.nullable() },
  /** Lets the person choose a file with a list of servers, `path` being proposed; `null` when they choose none. */
  openListFile: { argument: z.object({ path: z.string().max(4096).optional() }), result: listFileSchema.nullable() },
  /** Lets the person choose where `text` is written; `false` when they choose nowhere. */
  saveListFile: { argument: listFileSchema, result: z.boolean() },
  /** Turns the app into the demo: simulated servers and clients, and settings that are thrown away. */
  startDemo: { argument: nothing, result: done },
  /** Back to the person's own settings; ends an app that was started for the demo alone. */
  endDemo: { argument: nothing, result: done },
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
