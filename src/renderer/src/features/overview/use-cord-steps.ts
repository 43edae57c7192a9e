import type { ClientRow } from '@shared/model/client-row'
import { useState } from 'react'
import { useNow } from '../../state/use-now'
import { NO_TRAFFIC, type Traffic, type TrafficStep, withTotals } from './traffic'

/** How busy each cord is, anew once a second. */
export function useCordSteps(
  keyOfClient: ReadonlyMap<string, string>,
  clients: ReadonlyMap<string, ClientRow>,
): ReadonlyMap<string, TrafficStep> {
  const now = useNow()
  const [traffic, setTraffic] = useState<Traffic>(NO_TRAFFIC)
  if (traffic.at === now) return traffic.steps
  const next = withTotals(traffic, now, totalsOf(clients), keyOfClient)
  setTraffic(next)
  return next.steps
}

function totalsOf(clients: ReadonlyMap<string, ClientRow>): ReadonlyMap<string, number> {
  const totals = new Map<string, number>()
  for (const [ip, { bytesUp, bytesDown }] of clients) totals.set(ip, bytesUp + bytesDown)
  return totals
}
