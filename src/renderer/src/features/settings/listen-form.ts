import { isUnspecified } from '@shared/model/server-url'
import { DEFAULT_SETTINGS, type Settings } from '@shared/model/settings'
import ipaddr from 'ipaddr.js'

type Listen = Settings['listen']

/** From where the port can be reached. */
export const REACHES = ['every', 'local', 'one'] as const
export type Reach = (typeof REACHES)[number]

/** The listening address as it stands in the fields. */
export interface ListenForm {
  readonly reach: Reach
  /** Used by `one`, kept in the others. */
  readonly address: string
  readonly port: string
}

export type ListenReading =
  | { readonly ok: true; readonly listen: Listen }
  | { readonly ok: false; readonly problem: 'address' | 'port' }

const EVERY_HOST = DEFAULT_SETTINGS.listen.host
const LOCAL_HOST = '127.0.0.1'

export function formOfListen({ host, port }: Listen): ListenForm {
  const reach = isUnspecified(host) ? 'every' : isLocal(host) ? 'local' : 'one'
  return { reach, address: reach === 'one' ? host : '', port: String(port) }
}

/** Reads the fields; the saved host is kept when the choice still means it. */
export function readListenForm(form: ListenForm, saved: Listen): ListenReading {
  const portText = form.port.trim()
  const port = /^\d{1,5}$/.test(portText) ? Number(portText) : Number.NaN
  if (!(port <= 65_535)) return { ok: false, problem: 'port' }
  if (form.reach === 'every')
    return { ok: true, listen: { host: isUnspecified(saved.host) ? saved.host : EVERY_HOST, port } }
  if (form.reach === 'local') return { ok: true, listen: { host: isLocal(saved.host) ? saved.host : LOCAL_HOST, port } }
  const host = form.address.trim().replace(/^\[(.*)\]$/, '$1')
  return isAddress(host) ? { ok: true, listen: { host, port } } : { ok: false, problem: 'address' }
}

function isLocal(host: string): boolean {
  return host === LOCAL_HOST || host === '::1' || host === 'localhost'
}

/** Short forms of IPv4 (`192.168.1`) are refused: what they mean is not what they look like. */
export function isAddress(text: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text)
}
