import { z } from 'zod'
import { errorInfoSchema } from '../errors'
import { clientRowSchema } from './client-row'
import { proxyStatusSchema } from './proxy-status'
import { reachableAddressSchema } from './reachable-address'
import { routeRowSchema } from './route-row'
import { serverStateSchema } from './server-state'
import { settingsSchema } from './settings'

/** Something the person should know until they dismiss it. */
export const noticeSchema = z.object({ id: z.number().int(), at: z.number(), error: errorInfoSchema })
export type Notice = z.infer<typeof noticeSchema>

/** Everything that changes by decision or event, not by traffic; `revision` grows by one with each change. */
export const panelStateSchema = z.object({
  revision: z.number().int(),
  /** Which start of the engine this is of, from 1: ids, rows and revisions of another one mean nothing here. */
  run: z.number().int(),
  status: proxyStatusSchema,
  settings: settingsSchema,
  /** By server id, for every line of the list. */
  serverStates: z.record(z.string(), serverStateSchema),
  /** What people can open, the one to share first. */
  addresses: z.array(reachableAddressSchema),
  /** When a client of another machine first came, since the app started; `null` while none has. */
  outsideSince: z.number().nullable(),
  /** Servers and clients are simulated and the settings are thrown away. */
  isDemo: z.boolean(),
  /** For the loop check of the server list. */
  self: z.object({ listenHost: z.string(), port: z.number(), names: z.array(z.string()) }),
  notices: z.array(noticeSchema),
})
export type PanelState = z.infer<typeof panelStateSchema>

export const countsSchema = z.object({
  requests: z.number(),
  /** Routes that ended with an error of ours or a status of 500 and above. */
  errors: z.number(),
  activeRequests: z.number(),
  openSockets: z.number(),
  bytesUp: z.number(),
  bytesDown: z.number(),
  clients: z.number(),
})
export type Counts = z.infer<typeof countsSchema>

/** What traffic changed since the last batch. Rows replace rows of the same id or ip. */
export const panelActivitySchema = z.object({
  routes: z.array(routeRowSchema),
  /** Finished routes left out of this batch because there were too many. */
  dropped: z.number().int(),
  clients: z.array(clientRowSchema),
  /** Client IPs that are no longer remembered. */
  forgotten: z.array(z.string()),
  counts: countsSchema,
})
export type PanelActivity = z.infer<typeof panelActivitySchema>

/** All the panel shows, as it is when the window opens or shows again. Routes are oldest first. */
export const panelSnapshotSchema = z.object({
  state: panelStateSchema,
  routes: z.array(routeRowSchema),
  clients: z.array(clientRowSchema),
  counts: countsSchema,
})
export type PanelSnapshot = z.infer<typeof panelSnapshotSchema>
