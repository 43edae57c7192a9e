import { z } from 'zod'
import { errorInfoSchema } from '../errors'
import { callContract } from '../ipc/contract'
import { panelActivitySchema, panelStateSchema } from '../model/panel-snapshot'

/** The calls that the engine answers: those of the panel that are about the proxy, and the order to end itself. */
export const engineContract = {
  snapshot: callContract.snapshot,
  startProxy: callContract.startProxy,
  stopProxy: callContract.stopProxy,
  saveServers: callContract.saveServers,
  updateSettings: callContract.updateSettings,
  dismissNotice: callContract.dismissNotice,
  explainIp: callContract.explainIp,
  /** Stops the proxy, writes what is unwritten, closes files. The thread may be ended after the answer. */
  dispose: { argument: z.undefined(), result: z.void() },
} as const

export type EngineContract = typeof engineContract
export type EngineCallName = keyof EngineContract
export type EngineArgument<K extends EngineCallName> = z.infer<EngineContract[K]['argument']>
export type EngineResult<K extends EngineCallName> = z.infer<EngineContract[K]['result']>

export const ENGINE_CALL_NAMES = Object.keys(engineContract) as EngineCallName[]

/** What the thread is started with. */
export const engineOptionsSchema = z.object({
  settingsDir: z.string(),
  /** Counts the threads: see `run` of the state. */
  run: z.number().int(),
  /** Servers and clients are simulated; clients that share one loopback address may name theirs in a header. */
  isDemo: z.boolean(),
  /** Adds an error to the panel's notices from the start: why the thread before this one ended. */
  priorFailure: errorInfoSchema.optional(),
})
export type EngineOptions = z.infer<typeof engineOptionsSchema>

/** Host to engine. */
export const hostMessageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('call'),
    id: z.number().int(),
    name: z.enum(ENGINE_CALL_NAMES as [EngineCallName, ...EngineCallName[]]),
    argument: z.unknown(),
  }),
  /** Somebody looks at the panel: only then is activity sent. */
  z.object({ type: z.literal('watch'), isWatched: z.boolean() }),
  /** The computer goes to sleep, or is back. */
  z.object({ type: z.literal('power'), event: z.enum(['suspend', 'resume']) }),
  /** A line for the log file from the main process: start, crash, quit. */
  z.object({ type: z.literal('log'), line: z.string() }),
])
export type HostMessage = z.infer<typeof hostMessageSchema>

/** Engine to host. The first message is the first `state`. */
export const engineMessageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('result'),
    id: z.number().int(),
    result: z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), value: z.unknown() }),
      z.object({ ok: z.literal(false), error: errorInfoSchema }),
    ]),
  }),
  z.object({ type: z.literal('state'), state: panelStateSchema }),
  z.object({ type: z.literal('activity'), activity: panelActivitySchema }),
])
export type EngineMessage = z.infer<typeof engineMessageSchema>
