import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'

export interface AppPaths {
  /** Settings, logs and window state. May be unwritable; whoever writes there says so. */
  readonly settingsDir: string
  readonly logsDir: string
  /** The engine's log: routes and the main process's own lines. */
  readonly logFile: string
  /** Where the main process writes when something breaks, even without an engine. */
  readonly crashLogFile: string
  readonly windowStateFile: string
}

/**
 * Decides where everything lies and tells Electron. Runs before the single-instance lock, which belongs to `userData`,
 * and before `ready`; hence the blocking calls.
 */
export function setAppPaths(wantedDir: string | undefined): AppPaths {
  const settingsDir = wantedDir ?? app.getPath('userData')
  const userData = isWritableFolderSync(settingsDir)
    ? settingsDir
    : // Without a writable userData Electron takes the lock for lost, and the app would end without a word.
      mkdtempSync(join(app.getPath('temp'), 'comfy-switchboard-'))
  app.setPath('userData', userData)
  // Chromium's own caches stay out of the person's folder of settings.
  app.setPath('sessionData', join(userData, 'chromium'))
  const logsDir = join(settingsDir, 'logs')
  return {
    settingsDir,
    logsDir,
    logFile: join(logsDir, 'switchboard.log'),
    crashLogFile: join(logsDir, 'main.log'),
    windowStateFile: join(settingsDir, 'window-state.json'),
  }
}

const DEMO_PREFIX = 'comfy-switchboard-demo-'
const SETTLED_MS = 60_000
const ABANDONED_MS = 24 * 60 * 60_000

/**
 * A folder for an app that shows the demo. It is removed when the program ends; the little that Chromium writes after that
 * is removed by the next demo.
 */
export function makeDemoDir(): string {
  const temp = app.getPath('temp')
  for (const name of readdirSync(temp)) if (name.startsWith(DEMO_PREFIX)) removeRestSync(join(temp, name))
  const dir = mkdtempSync(join(temp, DEMO_PREFIX))
  process.once('exit', () => rmSync(dir, { recursive: true, force: true, maxRetries: 2 }))
  return dir
}

/**
 * A demo that runs has its settings there and writes its log, unless it was killed long ago; one that just starts is not
 * yet a minute old.
 */
function removeRestSync(dir: string): void {
  try {
    const log = join(dir, 'logs', 'switchboard.log')
    const writtenAt = statSync(existsSync(log) ? log : dir).mtimeMs
    const keptForMs = existsSync(join(dir, 'settings.json')) ? ABANDONED_MS : SETTLED_MS
    if (Date.now() - writtenAt > keptForMs) rmSync(dir, { recursive: true })
  } catch {
    // Somebody else's, or in use: it is only rubbish, and the system clears it away as well.
  }
}

function isWritableFolderSync(dir: string): boolean {
  try {
    mkdirSync(dir, { recursive: true })
    accessSync(dir, constants.W_OK)
    return true
  } catch {
    // Why it is not writable is told by the engine, which has to write there.
    return false
  }
}
