const ABSOLUTE_FORM = /^https?:\/\/[^/?#]*/i

/** The target in origin form, byte for byte as it was sent; of an absolute-form target, path and query. */
export function originForm(target: string): string {
  if (target.startsWith('/') || target === '*') return target
  const path = target.replace(ABSOLUTE_FORM, '')
  return path.startsWith('/') ? path : `/${path}`
}

/** The path for logs: no query, and nothing that could break or forge a line. */
export function printablePath(target: string): string {
  const path = target.replace(/[?#].*$/s, '')
  return path.replace(/[^\x21-\x7e]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
}
