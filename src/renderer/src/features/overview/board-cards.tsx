import type { ServerState } from '@shared/model/server-state'
import { useTranslation } from 'react-i18next'
import { usePanel } from '../../state/use-panel'
import { useServerFigures } from '../../state/use-server-figures'
import styles from './board.module.css'
import type { BoardPlan } from './board-plan'
import { type CardFigures, ServerCard } from './server-card'
import { lightOf } from './use-spot'

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
  return (
    <ul className={styles.list} aria-label={t('overview.serversTitle')}>
      {plan.cards.map((card) => (
        <ServerCard
          key={card.key}
          card={card}
          left={left}
          width={width}
          light={lightOf(card.key, lit)}
          look={plan.look}
          state={states[card.key] ?? UNKNOWN}
          figures={isPlugged ? (figures.get(card.key) ?? NOBODY) : undefined}
          onSpot={onSpot}
        />
      ))}
    </ul>
  )
}
