import { MAX_SERVER_NAME_LENGTH } from '../model/server-entry'
import { MAX_SERVER_URL_LENGTH } from '../model/server-url'
import { readAddress } from './address-range'
import { withAsciiTwins } from './ascii-twins'
import {
  type ListError,
  type ListedServer,
  type ListForm,
  type ListPlace,
  MAX_LISTED_SERVERS,
  type ParsedList,
} from './listed-server'
import { type RangeTemplate, readTemplate, spelledOutAt, spellOut } from './number-range'

type NameOf = (index: number, numbers: readonly string[]) => string | undefined

/** Gathers what a list names, spells ranges out and keeps the list within its bounds. */
export class ListCollector {
  readonly #servers: ListedServer[] = []
  readonly #errors: ListError[] = []
  /** What the list names, taken or not. */
  #count = 0
  /** The first thing that was too much, and how many errors stand before it. */
  #overflow: { readonly place: ListPlace; readonly errorsBefore: number } | undefined

  add(written: Omit<ListedServer, 'place'>, place: ListPlace): void {
    if (this.#isFullOfErrors) {
      this.#count += 1
      this.#overflow ??= { place, errorsBefore: this.#errors.length }
      return
    }
    const url = withAsciiTwins(written.url).trim()
    // Such a text is no address, whatever ranges it holds; who checks the addresses says so.
    if (url.length > MAX_SERVER_URL_LENGTH) {
      if (this.#hasRoomFor(1, place)) this.#servers.push({ ...written, url, place })
      return
    }
    const read = readAddress(url)
    if (!read.ok) {
      this.fail(place, read.problem, read.params)
      return
    }
    const { template } = read
    if (!this.#hasRoomFor(template.count, place)) return
    if (template.hasRanges) this.#servers.push(...spelledOutServers(written, template, place))
    else this.#servers.push({ ...written, url, place })
  }

  /** Nobody reads more errors than a list may have servers: such a text is something else, and is read no further. */
  get #isFullOfErrors(): boolean {
    return this.#errors.length >= MAX_LISTED_SERVERS
  }

  fail(place: ListPlace, problem: ListError['problem'], params?: ListError['params']): void {
    if (!this.#isFullOfErrors) this.#errors.push({ place, problem, params })
  }

  finish(form: ListForm): ParsedList {
    const errors = [...this.#errors]
    if (this.#overflow !== undefined) {
      const { place, errorsBefore } = this.#overflow
      const named = this.#count + (this.#isFullOfErrors ? this.#errors.length : 0)
      const params = { count: named, max: MAX_LISTED_SERVERS }
      errors.splice(errorsBefore, 0, { place, problem: 'TOO_MANY', params })
    }
    return { form, servers: this.#servers, errors }
  }

  /** Once a thing did not fit, nothing after it is taken: the list would have holes that nobody sees. */
  #hasRoomFor(count: number, place: ListPlace): boolean {
    this.#count = Math.min(this.#count + count, Number.MAX_SAFE_INTEGER)
    if (this.#count > MAX_LISTED_SERVERS) this.#overflow ??= { place, errorsBefore: this.#errors.length }
    return this.#overflow === undefined
  }
}

/** An id can be that of one server only, so a range has none. */
function spelledOutServers(
  { name = '', enabled }: Omit<ListedServer, 'place'>,
  template: RangeTemplate,
  place: ListPlace,
): ListedServer[] {
  const nameOf = namesFor(name.slice(0, MAX_SERVER_NAME_LENGTH), template.count)
  return spellOut(template).map(({ text, numbers }, index) => ({
    url: text,
    name: nameOf(index, numbers),
    enabled,
    place,
  }))
}

/** Names of the servers of a range: with ranges of their own that are as long, else with the numbers of the address. */
function namesFor(name: string, count: number): NameOf {
  if (name === '') return () => undefined
  const read = readTemplate(name)
  if (read.ok && read.template.hasRanges && read.template.count === count) {
    const { template } = read
    return (index) => spelledOutAt(template, index).text
  }
  return (_, numbers) => `${name} ${numbers.join(' ')}`
}
