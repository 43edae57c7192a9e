import { z } from 'zod'
import { ROUTE_ERROR_CODES } from '../errors'
import { serverIdSchema } from './server-entry'

/**
 * One request or WebSocket as the panel shows it. A row is sent again whenever it changed; `seq` grows with every change
 * of any row, so a receiver keeps a row only if its `seq` is newer than the one it has.
 */
export const routeRowSchema = z.object({
  id: z.number().int(),
  seq: z.number().int(),
  /** Milliseconds since 1970. */
  at: z.number(),
  clientIp: z.string(),
  kind: z.enum(['http', 'ws']),
  method: z.string(),
  /** Request target as it was sent, query included, cut after 2,048 characters. */
  target: z.string(),
  /** `null` when it was refused before a server was chosen. */
  serverId: serverIdSchema.nullable(),
  /** Normal form of the server's address, so that the row still says where it went after the server was removed. */
  serverUrl: z.string().nullable(),
  isOpen: z.boolean(),
  status: z.number().int().nullable(),
  /** `null` while open. */
  durationMs: z.number().nullable(),
  /** Bytes of content (request body or socket frames) from the client. */
  bytesUp: z.number(),
  /** Bytes of content to the client. */
  bytesDown: z.number(),
  error: z.enum(ROUTE_ERROR_CODES).nullable(),
})

export type RouteRow = z.infer<typeof routeRowSchema>
