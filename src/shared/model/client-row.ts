import { z } from 'zod'
import { serverIdSchema } from './server-entry'

/** Why a client is on its server. `draining`: an open WebSocket still holds it on a server that is no longer its home. */
export const WHY_HERE = ['hash', 'pinned', 'failover', 'draining'] as const
export type WhyHere = (typeof WHY_HERE)[number]

/** Where the next request of a client IP goes, and why. */
export const clientPlaceSchema = z.object({
  /** Canonical text. */
  ip: z.string(),
  /** Whether "Who may connect" lets it in; who is not let in gets no server, whatever `serverId` says. */
  isAllowed: z.boolean(),
  /** `null` when no server is enabled. */
  serverId: serverIdSchema.nullable(),
  why: z.enum(WHY_HERE),
  /** |h| of the classic hash of `ip`; modulo the number of enabled servers it is the index of the home server. */
  hash: z.number().int(),
})
export type ClientPlace = z.infer<typeof clientPlaceSchema>

/** One client IP that was seen. */
export const clientRowSchema = clientPlaceSchema.extend({
  openSockets: z.number().int(),
  requests: z.number().int(),
  bytesUp: z.number(),
  bytesDown: z.number(),
  /** Milliseconds since 1970. */
  firstSeen: z.number(),
  lastSeen: z.number(),
})

export type ClientRow = z.infer<typeof clientRowSchema>
