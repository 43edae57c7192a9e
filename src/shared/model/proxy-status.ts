import { z } from 'zod'
import { errorInfoSchema } from '../errors'

/** What the proxy is doing; `since` is milliseconds since 1970. */
export const proxyStatusSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('stopped'), since: z.number() }),
  z.object({ state: z.literal('starting'), since: z.number() }),
  /** `host` is `''` for every interface; `port` is the real one. */
  z.object({ state: z.literal('running'), since: z.number(), host: z.string(), port: z.number() }),
  z.object({ state: z.literal('stopping'), since: z.number() }),
  z.object({ state: z.literal('failed'), since: z.number(), error: errorInfoSchema }),
])

export type ProxyStatus = z.infer<typeof proxyStatusSchema>
export type ProxyStateName = ProxyStatus['state']
