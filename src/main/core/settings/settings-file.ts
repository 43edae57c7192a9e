import { copyFile, mkdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { type ErrorInfo, toErrorInfo } from '@shared/errors'
import { DEFAULT_SETTINGS, parseSettings, SETTINGS_VERSION, type Settings } from '@shared/model/settings'
import writeFileAtomic from 'write-file-atomic'

export const SETTINGS_FILE = 'settings.json'
const BACKUP_FILE = 'settings.backup.json'

/** Why a settings file cannot be taken as it is. */
type Damage = 'unreadable' | 'damaged' | 'foreign' | 'future'

export type ReadSettings =
  | { readonly kind: 'read'; readonly settings: Settings; readonly issues: readonly string[] }
  | { readonly kind: 'missing' }
  | { readonly kind: Damage; readonly reason: string }

/** Reads a settings file without touching it. */
export async function readSettings(path: string): Promise<ReadSettings> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    return code === 'ENOENT' ? { kind: 'missing' } : { kind: 'unreadable', reason: code || message }
  }
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch (error) {
    return { kind: 'damaged', reason: toErrorInfo(error).detail }
  }
  if (typeof raw !== 'object' || raw === null || !('version' in raw) || typeof raw.version !== 'number') {
    return { kind: 'foreign', reason: 'no version' }
  }
  if (raw.version > SETTINGS_VERSION) return { kind: 'future', reason: `version ${raw.version}` }
  if (raw.version !== SETTINGS_VERSION) return { kind: 'foreign', reason: `version ${raw.version}` }
  return { kind: 'read', ...parseSettings({ ...raw }) }
}

/** The settings of a folder as the app starts with them, and what has to be told about them. */
export interface LoadedSettings {
  readonly settings: Settings
  readonly problem: ErrorInfo | undefined
  /** False when a file that could not be set aside would be overwritten. */
  readonly mayWrite: boolean
}

/**
 * Reads the settings of a folder. A file that cannot be taken as it is, wholly or in part, is set aside under another
 * name and reported; then the backup of the last good file is used where there is one, else the defaults.
 */
export async function loadSettings(dir: string, now: Date): Promise<LoadedSettings> {
  const path = join(dir, SETTINGS_FILE)
  const found = await readSettings(path)
  if (found.kind === 'missing') return { settings: DEFAULT_SETTINGS, problem: undefined, mayWrite: true }
  if (found.kind === 'read' && found.issues.length === 0) {
    return { settings: found.settings, problem: undefined, mayWrite: true }
  }
  const isPartlyRead = found.kind === 'read'
  const reason = isPartlyRead ? found.issues.join(', ') : found.reason
  const why = isPartlyRead ? 'damaged' : found.kind
  const backup = isPartlyRead ? undefined : await readSettings(join(dir, BACKUP_FILE))
  const settings = isPartlyRead ? found.settings : backup?.kind === 'read' ? backup.settings : DEFAULT_SETTINGS
  const aside = `settings.${why}-${now.toISOString().replace(/[:.]/g, '-')}.json`
  const restored = isPartlyRead ? 'partly' : backup?.kind === 'read' ? 'backup' : 'defaults'
  try {
    // What could be read in part is still the file in use, so it is copied rather than moved.
    if (isPartlyRead) await copyFile(path, join(dir, aside))
    else await rename(path, join(dir, aside))
  } catch (error) {
    const detail = `${SETTINGS_FILE} is ${why} (${reason}) and could not be set aside: ${toErrorInfo(error).detail}`
    return { settings, mayWrite: false, problem: { code: 'SETTINGS_UNREADABLE', detail, params: { why, reason } } }
  }
  // Or the next start would find the damage once more, or nothing in the place of what was restored. What keeps this from
  // being written will keep the next change from it, which tells so.
  if (settings !== DEFAULT_SETTINGS) await writeSettings(path, settings).catch(() => undefined)
  const detail = `${SETTINGS_FILE} was ${why} (${reason}) and is kept as ${aside}`
  const problem: ErrorInfo = { code: 'SETTINGS_SET_ASIDE', detail, params: { why, reason, file: aside, restored } }
  return { settings, problem, mayWrite: true }
}

/** Writes the settings of a folder atomically; the file before them becomes the backup. */
export async function saveSettings(dir: string, settings: Settings): Promise<void> {
  const path = join(dir, SETTINGS_FILE)
  await mkdir(dir, { recursive: true })
  await copyFile(path, join(dir, BACKUP_FILE)).catch((error: NodeJS.ErrnoException) => {
    // The first time there is nothing to keep.
    if (error.code !== 'ENOENT') throw error
  })
  await writeSettings(path, settings)
}

async function writeSettings(path: string, settings: Settings): Promise<void> {
  const text = `${JSON.stringify({ version: SETTINGS_VERSION, ...settings }, null, 2)}\n`
  await writeFileAtomic(path, text, { mode: 0o600 })
}
