import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { DEMO_CLIENT_HEADER } from '@shared/model/demo'
import type { Settings } from '@shared/model/settings'
import { parseCidr } from '../core/network/access-policy'
import type { ListenAddress } from '../core/network/listen'
import { httpUrl, readOwnNames } from '../core/network/own-addresses'
import { classicLine, refusedLine } from '../core/proxy/classic-line'
import { ProxyServer } from '../core/proxy/proxy-server'
import type { RouteSink, RouteStart } from '../core/proxy/route-sink'
import { startDemoHost } from '../demo/demo-host'
import { parseStrictly, SERVER_OPTIONS } from './arguments'
import { type LineOutput, lineOutput } from './line-output'
import { parseListen } from './listen-argument'
import { type LoadedServers, loadServers, readAppSettings, typedFolder } from './server-source'
import { stopRequest } from './stop-request'
import { USAGE } from './usage'
import { UsageError } from './usage-error'

/** A stuck reader of our output must not keep us from ending. */
const LAST_LINES_MS = 500

const OPTIONS = {
  ...SERVER_OPTIONS,
  listen: { type: 'string' },
  allow: { type: 'string', multiple: true },
  demo: { type: 'boolean' },
} as const

/** `serve`: runs the proxy until it is told to stop. @returns the exit code */
export async function runServe(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseStrictly(args, OPTIONS)
  if (values.help === true) {
    process.stdout.write(USAGE)
    return 0
  }
  if (positionals[0] !== undefined) throw new UsageError(`serve does not take ${positionals[0]}; --help tells more.`)
  const stopped = stopRequest()
  if (values.demo === true) return serveDemo(values, stopped)
  const folder = typedFolder()
  const source = { server: values.server, serversFile: values['servers-file'], settingsDir: values['settings-dir'] }
  const settings = await readAppSettings(source, folder)
  const listen = parseListen(values.listen) ?? settings?.listen ?? parseListen(':8800')
  const access = parseAllow(values.allow) ?? settings?.access ?? { mode: 'network', cidrs: [] }
  const self = { listenHost: listen.host, port: listen.port, names: readOwnNames() }
  const loaded = await loadServers(source, settings, folder, self)

  await run({ ...loaded, listen, access, allowedPages: settings?.allowedPages ?? [] }, stopped)
  return 0
}

/** The same with simulated servers and clients, on loopback; it reads and writes nothing of the person's. */
async function serveDemo(
  { listen, ...others }: { listen?: string; [option: string]: unknown },
  stopped: Promise<unknown>,
): Promise<number> {
  const other = Object.keys(others).find((name) => name !== 'demo' && others[name] !== undefined)
  if (other !== undefined) throw new UsageError(`--demo brings its own servers and clients, so it takes no --${other}.`)
  const address = parseListen(listen) ?? { host: '127.0.0.1', port: 0 }
  let die: (cause: string) => void = () => undefined
  const died = new Promise<string>((resolve) => {
    die = resolve
  })
  const demo = await startDemoHost(join(__dirname, 'demo-worker.js'), die)
  const access: Settings['access'] = { mode: 'network', cidrs: [] }
  try {
    const end = Promise.race([stopped.then(() => undefined), died])
    await run({ servers: demo.servers, source: 'the demo', listen: address, access, allowedPages: [] }, end, (port) =>
      demo.connect(port),
    )
    const cause = await end
    if (cause !== undefined) throw new Error(cause)
  } finally {
    await demo.dispose()
  }
  return 0
}

interface Serving extends LoadedServers, Pick<Settings, 'access' | 'allowedPages'> {
  readonly listen: ListenAddress
}

/** @param onPort for the demo alone: who comes in through it may say its address in a header */
async function run(
  { servers, source, listen, access, allowedPages }: Serving,
  stopped: Promise<unknown>,
  onPort?: (port: number) => void,
): Promise<void> {
  const output = lineOutput(process.stdout)
  const errors = lineOutput(process.stderr)
  output.add(`[LoadBalancer] Loaded ${servers.length} servers from ${source}`)
  const clientHeader = onPort === undefined ? undefined : DEMO_CLIENT_HEADER
  const proxy = new ProxyServer(printRoutes(output, errors), { clientHeader })
  proxy.configure({ servers, access, allowedPages })
  try {
    const port = await proxy.listen(listen)
    output.add(`[LoadBalancer] Listening on ${httpUrl(listen.host || 'localhost', port)}`)
    onPort?.(port)
    await stopped
    await proxy.stop()
  } finally {
    await Promise.race([Promise.all([output.flush(), errors.flush()]), after(LAST_LINES_MS)])
  }
}

function printRoutes(output: LineOutput, errors: LineOutput): RouteSink {
  return {
    open(start: RouteStart) {
      const { kind, method, target, clientIp, server } = start
      if (server !== undefined) output.add(classicLine({ kind, method, target, clientIp, serverUrl: server.url }))
      return {
        status: null,
        bytesUp: 0,
        bytesDown: 0,
        end(error) {
          if (server === undefined) errors.add(refusedLine(start, this.status ?? 0, error ?? ''))
        },
      }
    },
    serverAnswered: () => undefined,
    serverFailed: () => undefined,
  }
}

/** @throws UsageError */
function parseAllow(written: readonly string[] | undefined): Settings['access'] | undefined {
  if (written === undefined) return undefined
  if (written.includes('any')) return { mode: 'anyone', cidrs: [] }
  const wrong = written.find((cidr) => parseCidr(cidr) === undefined)
  if (wrong !== undefined) throw new UsageError(`--allow ${wrong} is neither any nor a range such as 192.168.1.0/24.`)
  return { mode: 'list', cidrs: [...written] }
}
