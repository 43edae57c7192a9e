#!/usr/bin/env node
import { runServe } from './cli/serve'
import { USAGE } from './cli/usage'
import { UsageError } from './cli/usage-error'
import { runWhere } from './cli/where'

// http-proxy uses util._extend; the warning about it is not for the person who runs this.
process.noDeprecation = true

async function run([command, ...args]: readonly string[]): Promise<number> {
  if (command === 'serve') return runServe(args)
  if (command === 'where') return runWhere(args)
  if (command === '--help' || command === '-h') {
    process.stdout.write(USAGE)
    return 0
  }
  throw new UsageError(
    command === undefined ? 'Say serve or where; --help tells more.' : `Unknown command ${command}; --help tells more.`,
  )
}

run(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(error instanceof UsageError ? 2 : 1)
  },
)
