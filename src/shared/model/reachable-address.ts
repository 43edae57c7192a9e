import { z } from 'zod'

/**
 * What kind of way leads here: a network card, a tunnel (VPN), a virtual network of containers or virtual machines, this
 * machine alone, or the one host that was chosen to listen on.
 */
export const ADDRESS_KINDS = ['lan', 'tunnel', 'virtual', 'local', 'chosen'] as const
export type AddressKind = (typeof ADDRESS_KINDS)[number]

/** An address that people can open. */
export const reachableAddressSchema = z.object({
  /** `http://192.168.1.20:8800` */
  url: z.string(),
  /** IP address or host name, without brackets. */
  host: z.string(),
  kind: z.enum(ADDRESS_KINDS),
  /** Name of the network card; `null` when none is known. */
  interfaceName: z.string().nullable(),
})
export type ReachableAddress = z.infer<typeof reachableAddressSchema>
