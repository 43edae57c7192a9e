import ipaddr from 'ipaddr.js'

/**
 * The one text of an IP address that is hashed, shown and compared: RFC 5952, with an IPv4-mapped IPv6 address unwrapped
 * and a zone (`%eth0`) removed. `undefined` when the text is not an IP address.
 */
export function canonicalIp(text: string): string | undefined {
  const withoutZone = text.replace(/%.*$/, '')
  if (ipaddr.IPv4.isValidFourPartDecimal(withoutZone)) return ipaddr.IPv4.parse(withoutZone).toString()
  // ipaddr.js takes the old IPv4-compatible form `::1.2.3.4` for a mapped one.
  const ipv6 = withoutZone.replace(/^::(?=\d+\.)/, '0::')
  if (!ipaddr.IPv6.isValid(ipv6)) return undefined
  const address = ipaddr.IPv6.parse(ipv6)
  return address.isIPv4MappedAddress() ? address.toIPv4Address().toString() : address.toRFC5952String()
}
