import { z } from 'zod'
import { ROUTE_ERROR_CODES } from '../errors'

export const SERVER_STATES = [
  'unknown',
  'up',
  'busy',
  'suspect',
  'down',
  'draining',
  'maintenance',
  'disabled',
] as const
export type ServerStateName = (typeof SERVER_STATES)[number]

/** How a server is doing as far as passing traffic shows: up after an answer, down after a failed connect. */
export const serverStateSchema = z.object({
  state: z.enum(SERVER_STATES),
  /** Milliseconds since 1970; `null` while unknown. */
  since: z.number().nullable(),
  reason: z.enum(ROUTE_ERROR_CODES).nullable(),
})

export type ServerState = z.infer<typeof serverStateSchema>
