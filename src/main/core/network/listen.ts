import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { type ErrorInfo, PanelError, type PanelErrorCode } from '@shared/errors'

/** Where to listen: host `''` is every interface, IPv4 and IPv6; port 0 is one the system picks. */
export interface ListenAddress {
  readonly host: string
  readonly port: number
}

const CODES: Readonly<Record<string, PanelErrorCode>> = {
  EADDRINUSE: 'PORT_IN_USE',
  EACCES: 'PORT_FORBIDDEN',
  EADDRNOTAVAIL: 'ADDRESS_NOT_AVAILABLE',
  ENOTFOUND: 'ADDRESS_NOT_AVAILABLE',
  EAI_AGAIN: 'ADDRESS_NOT_AVAILABLE',
}

/**
 * Binds a server and answers the real port.
 * @throws PanelError PORT_IN_USE (with `suggestedPort`, a free one near by), PORT_FORBIDDEN, ADDRESS_NOT_AVAILABLE,
 * LISTEN_FAILED
 */
export async function listen(server: Server, address: ListenAddress): Promise<number> {
  try {
    return await bind(server, address)
  } catch (error) {
    throw new PanelError(await describe(error as NodeJS.ErrnoException, address), { cause: error })
  }
}

async function bind(server: Server, { host, port }: ListenAddress): Promise<number> {
  // Without a host Node binds `::` for both families and falls back to 0.0.0.0 where there is no IPv6.
  server.listen(host === '' ? { port } : { port, host })
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

async function describe(error: NodeJS.ErrnoException, address: ListenAddress): Promise<ErrorInfo> {
  const code = CODES[error.code ?? ''] ?? 'LISTEN_FAILED'
  const { host, port } = address
  const where = host === '' ? `port ${port}` : `port ${port} of ${host}`
  const params = { host, port, reason: error.code ?? error.message }
  if (code === 'ADDRESS_NOT_AVAILABLE') return { code, detail: `this machine has no address ${host}`, params }
  if (code === 'PORT_FORBIDDEN') return { code, detail: `the system does not allow to listen on ${where}`, params }
  if (code === 'LISTEN_FAILED') return { code, detail: `cannot listen on ${where}: ${error.message}`, params }
  const suggestedPort = await findFreePort(address)
  return {
    code,
    detail: `${where} is in use by another program`,
    params: suggestedPort === undefined ? params : { ...params, suggestedPort },
  }
}

async function findFreePort({ host, port }: ListenAddress): Promise<number | undefined> {
  for (let candidate = port + 1; candidate <= Math.min(port + 20, 65535); candidate++) {
    const probe = createServer()
    try {
      await bind(probe, { host, port: candidate })
      return candidate
    } catch {
      // Taken as well: the next one may be free.
    } finally {
      probe.close()
    }
  }
  return undefined
}
