import { isIPv6 } from 'node:net'
import type { ListenAddress } from '../core/network/listen'
import { UsageError } from './usage-error'

/** Reads `HOST:PORT`, `[IPv6]:PORT`, `:PORT` or `PORT`. @throws UsageError */
export function parseListen(text: string): ListenAddress
export function parseListen(text: string | undefined): ListenAddress | undefined
export function parseListen(text: string | undefined): ListenAddress | undefined {
  if (text === undefined) return undefined
  const match = /^(?:(?<host>\[[^\]]+\]|[^:[\]\s/@]*):)?(?<port>\d{1,5})$/.exec(text.trim())
  const host = match?.groups?.host ?? ''
  const port = Number(match?.groups?.port)
  const bare = host.replace(/^\[|\]$/g, '')
  const isValid = match !== null && port <= 65535 && (host === bare || isIPv6(bare))
  if (!isValid) throw new UsageError(`--listen ${text} is not HOST:PORT, [IPv6]:PORT, :PORT or PORT.`)
  return { host: bare, port }
}
