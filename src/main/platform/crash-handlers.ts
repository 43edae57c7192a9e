import { app, dialog } from 'electron'
import { createCrashLog, type WriteCrashLog } from './crash-log'

/** Who is told of an error in the main process once the app is up. */
export interface CrashAudience {
  log(line: string): void
  /** Called for the first error only. */
  tellPerson(): void
}

export interface CrashHandlers {
  readonly write: WriteCrashLog
  /** From now on errors are told to `audience` and the app goes on; before, they end it. */
  attach(audience: CrashAudience): void
}

/**
 * Catches what nobody caught in the main process. The proxy lives in a thread of its own and is not touched by it, so
 * the people who use it are not thrown out because of a window: the person is told and decides.
 */
export function installCrashHandlers(crashLogFile: string): CrashHandlers {
  const write = createCrashLog(crashLogFile)
  let audience: CrashAudience | undefined
  let isTold = false

  const report = (kind: string) => (error: unknown) => {
    const line = `${kind}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
    write(line)
    if (audience === undefined) {
      dialog.showErrorBox(app.name, String(error))
      app.exit(1)
      return
    }
    audience.log(line)
    if (isTold) return
    isTold = true
    audience.tellPerson()
  }

  process.on('uncaughtException', report('uncaught exception'))
  process.on('unhandledRejection', report('unhandled rejection'))
  // The terminal that started us may be gone; what we say there is in the log file, too.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  app.on('child-process-gone', (_event, details) => {
    const line = `${details.type} process gone: ${details.reason} (exit code ${details.exitCode})`
    write(line)
    audience?.log(line)
  })
  return {
    write,
    attach: (next) => {
      audience = next
    },
  }
}
