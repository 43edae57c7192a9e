import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { usePanel } from '../../state/use-panel'
import { useDownServers } from '../../state/use-servers'
import type { BoardProps } from './board'
import styles from './board.module.css'
import { BoardCards } from './board-cards'
import type { BoardPlan, BoardSize } from './board-plan'
import { BoardRows } from './board-rows'
import { type Cord, cordKeys, ownCord, plugCords } from './cords'
import { LooseWires } from './loose-wires'
import { SeatBars } from './seat-bars'
import { useCordSteps } from './use-cord-steps'
import { useSpot } from './use-spot'
import { WhyCard } from './why-card'
import { Wires } from './wires'

interface PictureProps extends BoardProps {
  readonly plan: BoardPlan
  readonly size: BoardSize
}

const NO_CORDS: readonly Cord[] = []

/** The picture with a card for every server. */
export function Picture({ enabled, serverCount, isPlugged, found, plan, size }: PictureProps) {
  const { t } = useTranslation()
  const clients = usePanel((view) => view.clients)
  const down = useDownServers()
  const keyOfClient = useMemo(() => cordKeys(plan), [plan])
  const cords = useMemo(() => {
    if (!isPlugged) return NO_CORDS
    const plugged = plugCords(plan, clients, down)
    const client = found === undefined ? undefined : clients.get(found)
    const rowKey = keyOfClient.get(found ?? '')
    const isShared = client !== undefined && rowKey !== undefined && rowKey !== client.ip
    const own = isShared ? ownCord(plan, client, rowKey, down) : undefined
    return own === undefined ? plugged : [...plugged, own]
  }, [isPlugged, plan, clients, down, keyOfClient, found])
  const ends = useMemo(() => cords.map(({ key, row, card }) => ({ key, row: row.key, card: card.key })), [cords])
  const steps = useCordSteps(keyOfClient, clients)
  const spot = useSpot(ends, found, keyOfClient.get(found ?? ''))
  const { left, right, cardWidth } = plan.columns
  const row = spot.row === undefined ? undefined : plan.rows.find(({ key }) => key === spot.row)
  const client = row?.client === undefined ? undefined : (clients.get(row.client.ip) ?? row.client)
  const cord = cords.find(({ key }) => key === spot.row)
  const firstRefused = plan.rows.find(({ card }) => card === undefined)

  return (
    <>
      <SeatBars rows={plan.rows} />
      {isPlugged ? (
        <Wires
          plan={plan}
          size={size}
          cords={cords}
          steps={steps}
          keyOfClient={keyOfClient}
          lit={spot.cords}
          found={found}
        />
      ) : (
        <LooseWires plan={plan} size={size} />
      )}
      {firstRefused === undefined ? null : (
        <span className={styles.refused} style={{ left: left + 64, top: firstRefused.middle - 6 }}>
          {t('overview.refused')}
        </span>
      )}
      <BoardRows plan={plan} cords={cords} clients={clients} isPlugged={isPlugged} spot={spot} />
      <BoardCards
        plan={plan}
        isPlugged={isPlugged}
        left={right}
        width={cardWidth}
        lit={spot.cards}
        onSpot={spot.onCard}
      />
      {client === undefined || row === undefined ? null : (
        <WhyCard
          id="why-card"
          client={client}
          enabled={enabled}
          serverCount={serverCount}
          left={left + 22}
          maxWidth={size.width - left - 34}
          height={size.height}
          from={row.middle}
          to={cord?.to ?? row.middle}
        />
      )}
    </>
  )
}
