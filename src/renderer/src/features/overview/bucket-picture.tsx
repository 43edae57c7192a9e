import { useMemo } from 'react'
import type { NumberedServer } from '../../state/server-numbers'
import { useNow } from '../../state/use-now'
import { usePanelEvery } from '../../state/use-panel'
import { useDownServers } from '../../state/use-servers'
import type { BoardProps } from './board'
import type { BoardSize } from './board-plan'
import { BucketCards } from './bucket-cards'
import type { BucketPlan, PlannedBucket } from './bucket-plan'
import { BucketRows } from './bucket-rows'
import { LooseStrands, StrandWires } from './strand-wires'
import { countBuckets, ownStrand, planStrands, strandKeys } from './strands'
import { useCordSteps } from './use-cord-steps'
import { useSpot } from './use-spot'

interface BucketPictureProps extends BoardProps {
  readonly plan: BucketPlan
  readonly size: BoardSize
  readonly onOpen: (first: NumberedServer, count: number) => void
}

/** Thousands of clients are looked through anew this often. */
const REFRESH_MS = 500

/** The picture with ten groups of servers; each can be opened. */
export function BucketPicture({ isPlugged, found, plan, size, onOpen }: BucketPictureProps) {
  const clients = usePanelEvery(REFRESH_MS, (view) => view.clients)
  const down = useDownServers()
  const now = useNow()
  const figures = useMemo(() => countBuckets(plan, clients, down), [plan, clients, down])
  const keyOfClient = useMemo(() => strandKeys(plan, down), [plan, down])
  const own = useMemo(() => {
    const client = found === undefined ? undefined : clients.get(found)
    return client === undefined || !client.isAllowed ? undefined : ownStrand(plan, client, down)
  }, [plan, clients, down, found])
  const strands = useMemo(() => {
    const planned = planStrands(plan, figures)
    return own === undefined ? planned : [...planned, own]
  }, [plan, figures, own])
  const ends = useMemo(
    () => strands.map(({ key, bucket, target }) => ({ key, row: bucket.key, card: target.key })),
    [strands],
  )
  const steps = useCordSteps(keyOfClient, clients)
  const spot = useSpot(ends, own?.key, own?.bucket.key)
  const { right, cardWidth } = plan.columns

  function open({ groups }: PlannedBucket): void {
    const first = groups[0]?.server
    if (first !== undefined) onOpen(first, groups.length)
  }

  return (
    <>
      {isPlugged ? (
        <StrandWires
          plan={plan}
          size={size}
          strands={strands}
          steps={steps}
          keyOfClient={keyOfClient}
          lit={spot.cords}
          found={own?.key}
        />
      ) : (
        <LooseStrands plan={plan} size={size} />
      )}
      <BucketRows plan={plan} clients={clients} figures={figures} now={now} spot={spot} found={found} onOpen={open} />
      <BucketCards
        plan={plan}
        clients={clients}
        down={down}
        now={now}
        left={right}
        width={cardWidth}
        spot={spot}
        onOpen={open}
      />
    </>
  )
}
