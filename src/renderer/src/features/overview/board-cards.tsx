import type { ServerState } from '@shared/model/server-state'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { usePanel } from '../../state/use-panel'
import { useServerFigures } from '../../state/use-server-figures'
import styles from './board.module.css'
import type { BoardPlan } from './board-plan'
import { BucketCard, type CardFigures, ServerCard } from './server-card'

const UNKNOWN: ServerState = { state: 'unknown', since: null, reason: null }
const NOBODY: CardFigures = { clients: 0, openSockets: 0 }

interface BoardCardsProps {
  readonly plan: BoardPlan
  readonly isPlugged: boolean
  readonly left: number
  readonly width: number
  readonly lit: ReadonlySet<string> | undefined
  readonly onSpot: (key: string | undefined) => void
}

/** The right column: the servers. */
export function BoardCards({ plan, isPlugged, left, width, lit, onSpot }: BoardCardsProps) {
  const { t } = useTranslation()
  const states = usePanel((view) => view.state.serverStates)
  const figures = useServerFigures()
  const downCounts = useMemo(
    () =>
      plan.look === 'bucket'
        ? plan.cards.map(({ servers }) => servers.filter(({ entry }) => states[entry.id]?.state === 'down').length)
        : [],
    [plan, states],
  )
  return (
    <ul className={styles.list} aria-label={t('overview.serversTitle')}>
      {plan.cards.map((card, index) => {
        const light = lit === undefined ? undefined : lit.has(card.key) ? 'lit' : 'dim'
        const place = { card, left, width, light, onSpot } as const
        const id = card.servers[0]?.entry.id
        if (plan.look === 'bucket' || id === undefined) {
          return <BucketCard key={card.key} {...place} downCount={downCounts[index] ?? 0} />
        }
        return (
          <ServerCard
            key={card.key}
            {...place}
            look={plan.look}
            state={states[id] ?? UNKNOWN}
            figures={isPlugged ? (figures.get(id) ?? NOBODY) : undefined}
          />
        )
      })}
    </ul>
  )
}
