import { isIP } from 'node:net'
import { PanelError } from '@shared/errors'
import { checkServers, type ServerEntry } from '@shared/model/server-entry'
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
