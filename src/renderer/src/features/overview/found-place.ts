import type { BoardPlan } from './board-plan'
import type { BucketPlan } from './bucket-plan'

/** How a client stands out in the picture: by itself, or as one dot of its group. */
export type FoundPlace = 'client' | 'group'

/** How this client stands out; `undefined` when the part of the list that is shown is not where it sits. */
export function foundPlace(plan: BoardPlan | BucketPlan, ip: string): FoundPlace | undefined {
  const is = (client: { readonly ip: string }) => client.ip === ip
  if (plan.look === 'bucket') return plan.buckets.some(({ clients }) => clients.some(is)) ? 'group' : undefined
  return plan.rows.some(({ client, rest }) => client?.ip === ip || rest.some(is)) ? 'client' : undefined
}
