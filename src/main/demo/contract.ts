import { serverListSchema } from '@shared/model/server-entry'
import { z } from 'zod'

/** What the thread of the demo is started with. */
export const demoOptionsSchema = z.object({
  /** The same seed gives the same people doing the same things. */
  seed: z.number().int(),
})
export type DemoOptions = z.infer<typeof demoOptionsSchema>

/** Host to demo: where the proxy listens on loopback, `null` while it does not. */
export const demoOrderSchema = z.object({ port: z.number().int().nullable() })
export type DemoOrder = z.infer<typeof demoOrderSchema>

/** Demo to host, once: the servers are there. */
export const demoReadySchema = z.object({ servers: serverListSchema })
export type DemoReady = z.infer<typeof demoReadySchema>
