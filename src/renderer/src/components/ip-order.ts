const keys = new Map<string, string>()
const MAX_KEYS = 20_000

/** Sorts IP addresses as numbers, IPv4 before IPv6. */
export function compareIps(one: string, other: string): number {
  const [a, b] = [keyOf(one), keyOf(other)]
  return a === b ? 0 : a < b ? -1 : 1
}

/** A text that sorts like the number; kept, because a table asks for the same ones over and over. */
function keyOf(ip: string): string {
  const known = keys.get(ip)
  if (known !== undefined) return known
  if (keys.size >= MAX_KEYS) keys.clear()
  const key = ip.includes(':')
    ? `6${ipv6Key(ip)}`
    : `4${ip
        .split('.')
        .map((part) => part.padStart(3, '0'))
        .join('')}`
  keys.set(ip, key)
  return key
}

function ipv6Key(ip: string): string {
  const [head = '', tail] = ip.split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0')
  return [...front, ...zeros, ...back].map((group) => group.padStart(4, '0')).join('')
}
