/** Makes a `switch` over a union exhaustive at compile time; reached at run time only through an unparsed value. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`)
}
