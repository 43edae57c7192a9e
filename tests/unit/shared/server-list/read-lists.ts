import type { ListError } from '@shared/server-list/listed-server'
import { parseServerList } from '@shared/server-list/parse-server-list'
import { expect } from 'vitest'

export const A = 'http://a:8188'
export const B = 'http://b:8188'
export const AB = [A, B]

/** The addresses of a list that is right everywhere. */
export function urlsOf(text: string): string[] {
  const { servers, errors } = parseServerList(text)
  expect(errors).toEqual([])
  return servers.map(({ url }) => url)
}

/** `line:column PROBLEM text`, and the parameters of the words. */
export function said({ place, problem, params }: ListError): string {
  const values = params === undefined ? '' : ` ${JSON.stringify(params)}`
  return `${place.line}:${place.column} ${problem} ${place.text}${values}`
}

export function errorsOf(text: string): string[] {
  return parseServerList(text).errors.map(said)
}
