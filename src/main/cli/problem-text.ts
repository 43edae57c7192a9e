import type { ServerEntry, ServerProblem, ServerRowProblem } from '@shared/model/server-entry'
import type { ListError } from '@shared/server-list/listed-server'
import { excerptOf } from '@shared/server-list/text-places'
import en from '@shared/words/en.json'

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

/** One sentence on a server that cannot be taken, and where it was written: `place` is its line in a file. */
export function problemText(
  found: ServerRowProblem,
  servers: readonly ServerEntry[],
  source: string,
  place?: string,
): string {
  const url = excerptOf(servers[found.row]?.url ?? '')
  const where = found.otherRow === undefined ? '' : ` (as server ${found.otherRow + 1})`
  const inFile = place === undefined ? '' : ` (${place})`
  return `Server ${found.row + 1} of ${source}${inFile} cannot be used: ${url} – ${REASONS[found.problem]}${where}.`
}

/** Why a part of a list cannot be taken, in the words of the panel. */
export function listErrorText({ problem, params }: Omit<ListError, 'place'>): string {
  const words = { ...en.listProblems, ...en.urlProblems }
  return words[problem].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params?.[name]))
}
