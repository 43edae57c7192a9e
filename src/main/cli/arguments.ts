import { type ParseArgsConfig, parseArgs } from 'node:util'
import { UsageError } from './usage-error'

export const SERVER_OPTIONS = {
  server: { type: 'string', multiple: true },
  'servers-file': { type: 'string' },
  'settings-dir': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsConfig['options']

/** Reads options strictly. @throws UsageError for what is not one of them */
export function parseStrictly<T extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    // Node's message may go on with advice in further sentences.
    const [sentence = ''] = (error as Error).message.split(/\.\s/)
    throw new UsageError(`${sentence.replace(/\.$/, '')}; --help tells more.`, { cause: error })
  }
}
