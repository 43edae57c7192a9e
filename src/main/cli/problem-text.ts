import type { ServerEntry, ServerProblem, ServerRowProblem } from '@shared/model/server-entry'

const REASONS: Readonly<Record<ServerProblem, string>> = {
  EMPTY: 'the address is empty',
  TOO_LONG: 'the address is too long',
  SCHEME: 'only http:// and https:// are possible',
  CREDENTIALS: 'a user or password must not be in the address',
  PATH: 'a path must not be in the address',
  QUERY: 'a query or fragment must not be in the address',
  HOST: 'the host is not valid',
  DOTTED_NUMBER: 'an IPv4 address has four parts of 0 to 255',
  PORT: 'the port must be 1 to 65535',
  DUPLICATE: 'it is there already',
  OWN_ADDRESS: 'it is the address that this program listens on, so requests would go round in a loop',
}

/** One sentence on a server that cannot be taken, and where it was written. */
export function problemText(found: ServerRowProblem, servers: readonly ServerEntry[], source: string): string {
  const url = servers[found.row]?.url ?? ''
  const where = found.otherRow === undefined ? '' : ` (as server ${found.otherRow + 1})`
  return `Server ${found.row + 1} of ${source} cannot be used: ${url} – ${REASONS[found.problem]}${where}.`
}
