import type { ServerState } from '@shared/model/server-state'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../components/format'
import { ServerStateWord } from '../../components/server-state-word'
import { hueVariables, ServerSwatch } from '../../components/server-swatch'
import type { CardLook, PlannedCard } from './board-plan'
import styles from './server-card.module.css'
import type { Light } from './use-spot'

export interface CardFigures {
  readonly clients: number
  readonly openSockets: number
}

interface ServerCardProps {
  readonly card: PlannedCard
  readonly look: CardLook
  readonly left: number
  readonly width: number
  readonly state: ServerState
  /** `undefined` while nothing runs: then there is nothing to count. */
  readonly figures: CardFigures | undefined
  readonly light: Light
  readonly onSpot: (key: string | undefined) => void
}

/** One server, in as many lines as there is room for. */
export const ServerCard = memo(function ServerCard(props: ServerCardProps) {
  const { card, look, left, width, state, figures, light, onSpot } = props
  const { server } = card
  const isDown = state.state === 'down'
  return (
    <li
      className={styles.card}
      style={{
        ...hueVariables(server.number),
        left,
        width,
        height: card.height,
        transform: `translateY(${card.top}px)`,
      }}
      data-look={look}
      data-server={server.entry.id}
      data-light={light}
      data-down={isDown || undefined}
      onPointerMove={() => onSpot(card.key)}
      onPointerLeave={() => onSpot(undefined)}
    >
      <div className={styles.line}>
        <ServerSwatch number={server.number} />
        <b className={styles.name} title={server.label}>
          {server.label}
        </b>
        <span className={styles.state}>
          <ServerStateWord state={state.state} />
        </span>
      </div>
      {look === 'full' ? <code className={styles.address}>{server.entry.url}</code> : null}
      {look === 'line' ? null : isDown ? <DownSince state={state} /> : <Figures figures={figures} />}
    </li>
  )
})

function DownSince({ state }: { readonly state: ServerState }) {
  const { t } = useTranslation()
  const format = useFormat()
  const since = t('serverStates.downSince', { time: state.since === null ? '–' : format.time(state.since) })
  return (
    <p className={styles.down} title={state.reason === null ? since : `${since}. ${t(`routeErrors.${state.reason}`)}`}>
      {since}
    </p>
  )
}

function Figures({ figures }: Pick<ServerCardProps, 'figures'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const count = (value: number | undefined) => (value === undefined ? '–' : format.count(value))
  return (
    <p className={styles.figures}>
      <span>
        <b>{count(figures?.clients)}</b> {t('overview.clientsUnit', { count: figures?.clients ?? 0 })}
      </span>
      <span>
        <b>{count(figures?.openSockets)}</b> {t('overview.socketsUnit', { count: figures?.openSockets ?? 0 })}
      </span>
    </p>
  )
}
