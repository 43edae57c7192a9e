import { z } from 'zod'

/** What can go wrong with the panel or the engine. Words for each code are in `words/*.json` under `errors`. */
export const PANEL_ERROR_CODES = [
  'INTERNAL',
  'INVALID_ARGUMENT',
  'ENGINE_GONE',
  'PORT_IN_USE',
  'PORT_FORBIDDEN',
  'ADDRESS_NOT_AVAILABLE',
  'LISTEN_FAILED',
  'INVALID_SERVERS',
  'INVALID_SETTINGS',
  'SETTINGS_NOT_SAVED',
  'SETTINGS_SET_ASIDE',
  'SETTINGS_UNREADABLE',
  'LOG_NOT_WRITTEN',
  'HOST_SLEPT',
  'LIST_FILE_UNREADABLE',
  'LIST_FILE_NOT_SAVED',
  'DEMO_FAILED',
  'DEMO_ONLY_HERE',
  'DEMO_OWN_SERVERS',
] as const

export type PanelErrorCode = (typeof PANEL_ERROR_CODES)[number]

/** Why a route ended without the server's own answer. Words are in `words/*.json` under `routeErrors`. */
export const ROUTE_ERROR_CODES = [
  'CLIENT_NOT_ALLOWED',
  'FOREIGN_PAGE',
  'NO_SERVER',
  'SERVER_REFUSED',
  'SERVER_RESET',
  'SERVER_UNREACHABLE',
  'SERVER_TIMEOUT',
  'SERVER_CUT',
  'SERVER_REMOVED',
  'CLIENT_GONE',
  'METHOD_NOT_ALLOWED',
  'STOPPED',
] as const

export type RouteErrorCode = (typeof ROUTE_ERROR_CODES)[number]

/** An error as data: a stable code, one English sentence for logs, and what the words of the code need. */
export const errorInfoSchema = z.object({
  code: z.enum(PANEL_ERROR_CODES),
  detail: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})

export interface ErrorInfo {
  readonly code: PanelErrorCode
  readonly detail: string
  readonly params?: Readonly<Record<string, string | number>> | undefined
}

/** An error that carries its code across every layer up to the panel. */
export class PanelError extends Error {
  override readonly name = 'PanelError'
  constructor(
    readonly info: ErrorInfo,
    options?: { cause?: unknown },
  ) {
    super(info.detail, options)
  }
}

/** Anything thrown, as {@link ErrorInfo}: `INTERNAL` unless it was a {@link PanelError}. */
export function toErrorInfo(error: unknown): ErrorInfo {
  if (error instanceof PanelError) return error.info
  return { code: 'INTERNAL', detail: error instanceof Error ? error.message : String(error) }
}
