import { useState } from 'react'
import { STRIP } from './board-geometry'
import { type BoardPlan, type BoardSize, planBoard } from './board-plan'
import { type BucketPlan, planBuckets } from './bucket-plan'
import type { Seating } from './seating'

interface Planned {
  readonly seating: Seating
  readonly isIn: boolean
  readonly board: BoardSize
  readonly plan: BoardPlan | BucketPlan
  /** Of the picture, which may have a strip above it. */
  readonly size: BoardSize
}

/** Where everything is. It is planned anew when seats or the size change; who has a row then keeps it if possible. */
export function usePlan(seating: Seating, isIn: boolean, width: number, height: number): Planned {
  const [planned, setPlanned] = useState<Planned>(() => make(seating, isIn, { width, height }, undefined))
  const isSameSize = planned.board.width === width && planned.board.height === height
  if (isSameSize && planned.seating === seating && planned.isIn === isIn) return planned
  const next = make(seating, isIn, { width, height }, planned.plan)
  setPlanned(next)
  return next
}

function make(seating: Seating, isIn: boolean, board: BoardSize, before: BoardPlan | BucketPlan | undefined): Planned {
  const below = { width: board.width, height: board.height - STRIP }
  const size = isIn ? below : board
  const plan = planBoard(seating, size, before === undefined ? undefined : shownIn(before))
  if (plan !== undefined) return { seating, isIn, board, plan, size }
  return { seating, isIn, board, plan: planBuckets(seating, below), size: below }
}

function shownIn(plan: BoardPlan | BucketPlan): ReadonlySet<string> {
  return new Set(plan.look === 'bucket' ? [] : plan.rows.flatMap((row) => row.client?.ip ?? []))
}
