import { isIP } from 'node:net'
import { createInterface } from 'node:readline'
import { createServerPool } from '../core/balancing/server-pool'
import { canonicalIp } from '../core/network/client-address'
import { parseStrictly, SERVER_OPTIONS } from './arguments'
import { lineOutput } from './line-output'
import { loadServers, readAppSettings, typedFolder } from './server-source'
import { USAGE } from './usage'
import { UsageError } from './usage-error'

/** Between two waits for slow readers. */
const LINES_AT_ONCE = 100

/** `where`: prints which server each address belongs to. @returns the exit code */
export async function runWhere(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseStrictly(args, SERVER_OPTIONS)
  if (values.help === true) {
    process.stdout.write(USAGE)
    return 0
  }
  const folder = typedFolder()
  const source = { server: values.server, serversFile: values['servers-file'], settingsDir: values['settings-dir'] }
  const { servers } = await loadServers(source, await readAppSettings(source, folder), folder)
  if (positionals.length === 0) throw new UsageError('Name at least one address, or - for standard input.')
  const pool = createServerPool(servers)
  const output = lineOutput(process.stdout)
  const errors = lineOutput(process.stderr)
  const flush = () => Promise.all([output.flush(), errors.flush()])
  let isAllValid = true
  let count = 0
  for await (const text of addresses(positionals)) {
    const ip = isIP(text) === 0 ? undefined : canonicalIp(text)
    if (ip === undefined) isAllValid = false
    if (ip === undefined) errors.add(`${JSON.stringify(text)} is not an IP address.`)
    else output.add(`${ip} → ${pool.homeOf(ip)?.url ?? 'no server in use'}`)
    count += 1
    if (count % LINES_AT_ONCE === 0) await flush()
    if (output.isClosed) break
  }
  await flush()
  return isAllValid ? 0 : 2
}

async function* addresses(positionals: readonly string[]): AsyncGenerator<string> {
  for (const text of positionals) {
    if (text !== '-') yield text
    else for await (const line of createInterface({ input: process.stdin })) if (line.trim() !== '') yield line.trim()
  }
}
