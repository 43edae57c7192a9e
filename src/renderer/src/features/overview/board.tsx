import { useElementSize } from '@mantine/hooks'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NumberedServer } from '../../state/server-numbers'
import { usePanel } from '../../state/use-panel'
import styles from './board.module.css'
import { BoardCards } from './board-cards'
import { type BoardPlan, type BoardSize, planBoard } from './board-plan'
import { BoardRow } from './client-row'
import { cordKeys, plugCords } from './cords'
import { useCordSteps } from './use-cord-steps'
import { useSeatGroups } from './use-seat-groups'
import { useSpot } from './use-spot'
import { WhyCard } from './why-card'
import { LooseWires, Wires } from './wires'

interface BoardProps {
  readonly enabled: readonly NumberedServer[]
  readonly serverCount: number
  /** Cords are plugged in while the proxy runs and a server answers. */
  readonly isPlugged: boolean
  /** What has to be said in the bay. */
  readonly message: ReactNode
}

/** The switchboard: clients left, servers right, and a cord from each client to where it is. */
export function Board(props: BoardProps) {
  const { ref, width, height } = useElementSize()
  const groups = useSeatGroups(props.enabled)
  const plan = useMemo(() => planBoard(groups, { width, height }), [groups, width, height])
  return (
    <div ref={ref} className={styles.board}>
      {width === 0 ? null : <Picture {...props} plan={plan} size={{ width, height }} />}
    </div>
  )
}

interface PictureProps extends BoardProps {
  readonly plan: BoardPlan
  readonly size: BoardSize
}

function Picture({ enabled, serverCount, isPlugged, message, plan, size }: PictureProps) {
  const { t } = useTranslation()
  const clients = usePanel((view) => view.clients)
  const cords = useMemo(() => (isPlugged ? plugCords(plan, clients) : []), [isPlugged, plan, clients])
  const keyOfClient = useMemo(() => cordKeys(plan), [plan])
  const steps = useCordSteps(cords, clients)
  const spot = useSpot(cords)
  const list = useRef<HTMLUListElement>(null)
  const [tabStop, setTabStop] = useState(0)
  const cordOfRow = new Map(cords.map((cord) => [cord.key, cord]))
  const { left, right, cardWidth } = plan.columns
  const spotted = spot.row === undefined ? undefined : cordOfRow.get(spot.row)
  const spottedClient = spotted?.row.client

  function move(step: 1 | -1): void {
    const next = Math.min(plan.rows.length - 1, Math.max(0, Math.min(tabStop, plan.rows.length - 1) + step))
    setTabStop(next)
    list.current?.querySelectorAll('button')[next]?.focus()
  }

  return (
    <>
      <div className={styles.bay} style={{ left, width: right - left }} />
      <SeatBars plan={plan} />
      {isPlugged ? (
        <Wires plan={plan} size={size} cords={cords} steps={steps} keyOfClient={keyOfClient} lit={spot.cords} />
      ) : (
        <LooseWires plan={plan} size={size} />
      )}
      <ul ref={list} className={styles.list} aria-label={t('overview.clientsTitle')}>
        {plan.rows.map((row, index) => {
          const cord = cordOfRow.get(row.key)
          const light = spot.cords === undefined ? undefined : spot.cords.has(row.key) ? 'lit' : 'dim'
          return (
            <BoardRow
              key={row.key}
              row={row}
              left={left}
              serverLabel={cord?.card.servers.length === 1 ? cord.card.servers[0]?.label : undefined}
              isAway={cord?.isAway ?? false}
              isOpen={cord?.isOpen ?? false}
              light={light}
              isTabStop={index === Math.min(tabStop, plan.rows.length - 1)}
              onSpot={spot.onRow}
              onMove={move}
            />
          )
        })}
      </ul>
      <BoardCards
        plan={plan}
        isPlugged={isPlugged}
        left={right}
        width={cardWidth}
        lit={spot.cards}
        onSpot={spot.onCard}
      />
      {spottedClient === undefined || spotted === undefined ? null : (
        <WhyCard
          id="why-card"
          client={clients.get(spottedClient.ip) ?? spottedClient}
          enabled={enabled}
          serverCount={serverCount}
          left={left + 22}
          maxWidth={size.width - left - 34}
          {...placeOfWhy(spotted.from, spotted.to, size.height)}
        />
      )}
      {message === undefined ? null : (
        <div className={styles.message} style={{ left, width: right - left }}>
          {message}
        </div>
      )}
    </>
  )
}

const WHY_ROOM = 156

/** Below the row when its cord rises or runs level, above it when the cord falls: never on the cord, never cut off. */
function placeOfWhy(from: number, to: number, height: number): { top: number; isAbove: boolean } {
  const fitsBelow = from + WHY_ROOM < height
  const isAbove = from > WHY_ROOM && (!fitsBelow || to > from + 1)
  return { top: isAbove ? from - 18 : Math.min(from + 20, Math.max(0, height - WHY_ROOM)), isAbove }
}

/** A bar in the server's hue beside the clients that are at home there. */
function SeatBars({ plan }: { readonly plan: BoardPlan }) {
  const bars = new Map<string, { top: number; bottom: number; number: number }>()
  for (const { card, middle } of plan.rows) {
    const bar = bars.get(card.key) ?? { top: middle, bottom: middle, number: card.number }
    bars.set(card.key, { ...bar, bottom: middle })
  }
  return [...bars].map(([key, { top, bottom, number }]) => (
    <i
      key={key}
      className={styles.seats}
      style={{ top: top - 9, height: bottom - top + 18, background: `var(--cs-hue-${((number - 1) % 10) + 1})` }}
    />
  ))
}
