/** `::ffff:a.b.c.d` and its hexadecimal form `::ffff:aabb:ccdd` as `a.b.c.d`; any other text unchanged. */
export function unmapIpv4(text: string): string {
  const dotted = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(text)
  if (dotted?.[1] !== undefined) return dotted[1]
  const hex = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(text)
  if (hex?.[1] === undefined || hex[2] === undefined) return text
  const [high, low] = [Number.parseInt(hex[1], 16), Number.parseInt(hex[2], 16)]
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`
}
