import type { ReachableAddress } from '@shared/model/reachable-address'
import type { TFunction } from 'i18next'

/** Over which way an address is reached: `network card enp3s0`, `VPN Tailscale`, `this computer only`. */
export function addressKindWords({ kind, interfaceName }: ReachableAddress, t: TFunction): string {
  return t(`share.kinds.${kind}`, { card: interfaceName ?? '' })
}
