import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export interface CommandLine {
  /** Absolute folder that holds everything the app keeps; `undefined` for the system's usual place. */
  readonly settingsDir: string | undefined
  /** Start without a window where a tray can open it. */
  readonly isHidden: boolean
  /** Start as the demo, beside the person's own app and without touching anything of it. */
  readonly isDemo: boolean
}

/** The person typed something that cannot be done; the message is one sentence for them. */
export class CommandLineError extends Error {
  override readonly name = 'CommandLineError'
}

/**
 * Reads our options and leaves everything else alone, because Chromium's switches stand on the same line.
 * @param folder where relative paths belong to: where the person typed
 */
export function parseCommandLine(argv: readonly string[], folder: string): CommandLine {
  const { values } = parseArgs({
    args: [...argv],
    options: { 'settings-dir': { type: 'string' }, hidden: { type: 'boolean' }, demo: { type: 'boolean' } },
    strict: false,
    allowPositionals: true,
  })
  const dir = values['settings-dir']
  if (dir !== undefined && (typeof dir !== 'string' || dir === '' || dir.startsWith('--'))) {
    throw new CommandLineError('--settings-dir needs the path of a folder')
  }
  const isDemo = values.demo === true
  if (isDemo && dir !== undefined) throw new CommandLineError('--demo keeps nothing, so it takes no --settings-dir')
  return {
    settingsDir: dir === undefined ? undefined : resolve(folder, dir),
    isHidden: values.hidden === true,
    isDemo,
  }
}
