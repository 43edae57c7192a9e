import { isIP } from 'node:net'
import { PanelError } from '@shared/errors'
import { checkServers, type ServerEntry } from '@shared/model/server-entry'
import type { SelfAddress } from '@shared/model/server-url'
import type { Settings } from '@shared/model/settings'
import { parseCidr } from './network/access-policy'
import { authorityOf } from './proxy/origin-guard'

const HOST_NAME = /^(?!-)[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i

/**
 * Checks what the schema cannot: ranges, pages, the host to bind, and that no server is our own address.
 * @throws PanelError INVALID_SETTINGS with `field` and `value`
 */
export function checkSettings(settings: Settings, self: SelfAddress): void {
  const { listen, access, allowedPages, servers } = settings
  if (listen.host !== '' && isIP(listen.host) === 0 && !HOST_NAME.test(listen.host))
    throw invalid('listen', listen.host)
  const range = access.cidrs.find((cidr) => parseCidr(cidr) === undefined)
  if (range !== undefined) throw invalid('access', range)
  const page = allowedPages.find((text) => !isPage(text))
  if (page !== undefined) throw invalid('allowedPages', page)
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

function invalid(field: keyof Settings, value: string): PanelError {
  return new PanelError({ code: 'INVALID_SETTINGS', detail: `${field}: ${value}`, params: { field, value } })
}
