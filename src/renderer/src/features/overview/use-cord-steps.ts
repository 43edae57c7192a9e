import type { ClientRow } from '@shared/model/client-row'
import { useState } from 'react'
import { useNow } from '../../state/use-now'
import type { Cord } from './cords'
import { NO_TRAFFIC, type Traffic, type TrafficStep, withTotals } from './traffic'

/** How busy the cord of each client is, anew once a second. */
export function useCordSteps(
  cords: readonly Cord[],
  clients: ReadonlyMap<string, ClientRow>,
): ReadonlyMap<string, TrafficStep> {
  const now = useNow()
  const [traffic, setTraffic] = useState<Traffic>(NO_TRAFFIC)
  if (traffic.at === now) return traffic.steps
  const next = withTotals(traffic, now, totalsOf(cords, clients))
  setTraffic(next)
  return next.steps
}

function totalsOf(cords: readonly Cord[], clients: ReadonlyMap<string, ClientRow>): ReadonlyMap<string, number> {
  const totals = new Map<string, number>()
  for (const { key, row } of cords) {
    const client = row.client === undefined ? undefined : clients.get(row.client.ip)
    if (client !== undefined) totals.set(key, client.bytesUp + client.bytesDown)
  }
  return totals
}
