/**
 * The classic hash of the dev server's balancer: `h = 31·h + charCode` in signed 32 bit arithmetic, made positive.
 * @param text canonical text of a client's address
 * @returns 0 … 2^31; the home server is this number modulo the number of enabled servers
 */
export function classicHash(text: string): number {
  let hash = 0
  for (let index = 0; index < text.length; index++) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0
  return Math.abs(hash)
}
