import { z } from 'zod'
import { MAX_SERVERS, serverListSchema } from './server-entry'

export const SETTINGS_VERSION = 1
export const DEFAULT_PORT = 8800

/** Host to bind: `''` is every interface, IPv4 and IPv6. */
export const listenSchema = z.object({
  host: z
    .string()
    .trim()
    .max(253)
    .regex(/^[^\s/@?#]*$/),
  port: z.number().int().min(0).max(65535),
})

export const ACCESS_MODES = ['network', 'anyone', 'list'] as const

export const accessSchema = z.object({
  mode: z.enum(ACCESS_MODES),
  /** CIDRs or single addresses; used by mode `list`, kept in the others. */
  cidrs: z.array(z.string().trim().min(1).max(64)).max(1000),
})

export const LANGUAGES = ['system', 'en', 'zh'] as const
export const THEMES = ['system', 'light', 'dark'] as const

const settingsShape = {
  servers: serverListSchema,
  listen: listenSchema,
  access: accessSchema,
  /** Pages of other addresses that may call us: `host[:port]` or an origin. */
  allowedPages: z.array(z.string().trim().min(1).max(300)).max(1000),
  language: z.enum(LANGUAGES),
  theme: z.enum(THEMES),
  closeToTray: z.boolean(),
  startProxyOnLaunch: z.boolean(),
  /** The address the person chose to share: it is recognised by its IP, else by its card. `null`: the best one. */
  shareAddress: z.object({ host: z.string().max(253), interfaceName: z.string().max(253).nullable() }).nullable(),
  /** While the proxy runs, the computer does not go to sleep by itself. */
  keepAwake: z.boolean(),
  /** The notice that closing the window only hides it has been shown. */
  trayNoticeShown: z.boolean(),
}

export const settingsSchema = z.object(settingsShape)
export type Settings = z.infer<typeof settingsSchema>

/** Everything but the server list, which has its own draft and its own checks; only what changes is sent. */
export const settingsPatchSchema = z.strictObject(settingsShape).omit({ servers: true }).partial()
export type SettingsPatch = z.infer<typeof settingsPatchSchema>

export const DEFAULT_SETTINGS: Settings = {
  servers: [],
  listen: { host: '', port: DEFAULT_PORT },
  access: { mode: 'network', cidrs: [] },
  allowedPages: [],
  language: 'system',
  theme: 'system',
  closeToTray: true,
  startProxyOnLaunch: false,
  shareAddress: null,
  keepAwake: false,
  trayNoticeShown: false,
}

/** What reading a settings file gave. `issues` name the fields that were replaced by their default. */
export interface ParsedSettings {
  readonly settings: Settings
  readonly issues: readonly string[]
}

/**
 * Reads the fields of a settings file of the present version one by one: a missing field is its default, a damaged one
 * is its default and an issue; damaged lines of the server list are left out one by one.
 */
export function parseSettings(raw: Readonly<Record<string, unknown>>): ParsedSettings {
  const issues: string[] = []
  const settings: Record<string, unknown> = { ...DEFAULT_SETTINGS }
  for (const [key, schema] of Object.entries(settingsShape)) {
    if (raw[key] === undefined) continue
    const parsed = schema.safeParse(raw[key])
    if (parsed.success) settings[key] = parsed.data
    else {
      issues.push(key)
      if (key === 'servers' && Array.isArray(raw[key])) settings[key] = readableServers(raw[key])
    }
  }
  return { settings: settingsSchema.parse(settings), issues }
}

function readableServers(raw: readonly unknown[]): unknown[] {
  const one = serverListSchema.element
  return raw.filter((entry) => one.safeParse(entry).success).slice(0, MAX_SERVERS)
}
