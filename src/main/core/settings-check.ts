import { isIP } from 'node:net'
import { PanelError } from '@shared/errors'
import { checkServers, normalUrl, type ServerEntry } from '@shared/model/server-entry'
import type { SelfAddress } from '@shared/model/server-url'
import type { SettingsPatch } from '@shared/model/settings'
import { parseCidr } from './network/access-policy'
import { authorityOf } from './proxy/origin-guard'

const HOST_NAME = /^(?!-)[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i

/**
 * Checks what the schema cannot: ranges, pages, the host to bind, and that no server is our own address. Only what
 * changes is checked: what somebody wrote into the file by hand must not stand in the way of other settings.
 * @param changed the fields that change
 * @param self where we listen once they have
 * @throws PanelError INVALID_SETTINGS with `field` and `value`
 */
export function checkSettings(changed: SettingsPatch, servers: readonly ServerEntry[], self: SelfAddress): void {
  const range = changed.access?.cidrs.find((cidr) => parseCidr(cidr) === undefined)
  if (range !== undefined) throw invalid('access', range)
  const page = changed.allowedPages?.find((text) => !isPage(text))
  if (page !== undefined) throw invalid('allowedPages', page)
  if (changed.listen === undefined) return
  const { host } = changed.listen
  if (host !== '' && isIP(host) === 0 && !HOST_NAME.test(host)) throw invalid('listen', host)
  const loop = checkServers(servers, self).find(({ problem }) => problem === 'OWN_ADDRESS')
  if (loop !== undefined) throw invalid('listen', servers[loop.row]?.url ?? '')
}

/**
 * In the demo anybody may say who they are, so it stays on this computer.
 * @throws PanelError DEMO_ONLY_HERE
 */
export function checkDemoSettings({ listen }: SettingsPatch): void {
  if (listen === undefined || listen.host.startsWith('127.') || listen.host === '::1') return
  throw new PanelError({ code: 'DEMO_ONLY_HERE', detail: `listen: ${listen.host}` })
}

/**
 * The simulated people send work and files to whatever servers there are, so no real one may come in. Whoever takes a server
 * out of the demo does without it.
 * @throws PanelError DEMO_OWN_SERVERS
 */
export function checkDemoServers(servers: readonly ServerEntry[], known: readonly ServerEntry[]): void {
  const own = new Set(known.map(normalUrl))
  const stranger = servers.find((server) => !own.has(normalUrl(server)))
  if (stranger !== undefined) throw new PanelError({ code: 'DEMO_OWN_SERVERS', detail: stranger.url })
}

/**
 * @throws PanelError INVALID_SERVERS with the first `row` (from 1) that is wrong and its `problem`
 */
export function checkServerList(servers: readonly ServerEntry[], self: SelfAddress): void {
  const ids = new Set(servers.map(({ id }) => id))
  const first = checkServers(servers, self)[0]
  if (first === undefined && ids.size === servers.length) return
  const params = first === undefined ? { row: 0, problem: 'DUPLICATE' } : { row: first.row + 1, problem: first.problem }
  throw new PanelError({ code: 'INVALID_SERVERS', detail: `row ${params.row}: ${params.problem}`, params })
}

function isPage(text: string): boolean {
  const authority = authorityOf(text)
  return authority !== '' && /^(\[[0-9a-f:.]+\]|[^\s/@?#:[\]]+)(:\d{1,5})?$/.test(authority)
}

function invalid(field: keyof SettingsPatch, value: string): PanelError {
  return new PanelError({ code: 'INVALID_SETTINGS', detail: `${field}: ${value}`, params: { field, value } })
}
