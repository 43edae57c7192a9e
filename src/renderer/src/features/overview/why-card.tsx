import type { ClientRow } from '@shared/model/client-row'
import { useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../components/format'
import { Icon } from '../../components/icon'
import { ServerChip } from '../../components/server-chip'
import type { NumberedServer } from '../../state/server-numbers'
import { useNow } from '../../state/use-now'
import styles from './why-card.module.css'
import { WhySteps } from './why-steps'

interface WhyCardProps {
  readonly id: string
  readonly client: ClientRow
  readonly enabled: readonly NumberedServer[]
  readonly serverCount: number
  readonly left: number
  readonly maxWidth: number
  /** Of the picture. */
  readonly height: number
  /** Where the client's cord begins and where it ends. */
  readonly from: number
  readonly to: number
}

/** Why a client is where it is. */
export function WhyCard({ id, client, enabled, serverCount, left, maxWidth, height, from, to }: WhyCardProps) {
  const { t } = useTranslation()
  const card = useRef<HTMLDivElement>(null)
  const [own, setOwn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it has to say decides its height, which only the page can tell
  useLayoutEffect(() => setOwn(card.current?.offsetHeight ?? 0), [client, enabled, maxWidth])
  const current = enabled.find(({ entry }) => client.isAllowed && entry.id === client.serverId)
  return (
    <div
      ref={card}
      id={id}
      role="tooltip"
      className={styles.card}
      style={{ left, maxWidth, transform: `translateY(${placeFor(own, from, to, height)}px)` }}
    >
      <div className={styles.head}>
        <b className={styles.ip}>{client.ip}</b>
        <Icon name="arrow" size={14} />
        {current === undefined ? (
          t(client.isAllowed ? 'why.none' : 'why.refused')
        ) : (
          <ServerChip number={current.number} label={current.label} />
        )}
      </div>
      <WhySteps place={client} openSockets={client.openSockets} enabled={enabled} serverCount={serverCount} />
      <ClientFigures client={client} />
    </div>
  )
}

const MARGIN = 6
const CLEAR = 20

/** Below the row when its cord rises or runs level, above it when the cord falls: never on the cord, never cut off. */
function placeFor(own: number, from: number, to: number, height: number): number {
  const below = from + CLEAR
  const above = from - CLEAR + 2 - own
  const fitsBelow = below + own + MARGIN <= height
  const wantsAbove = to > from + 1 || !fitsBelow
  if (wantsAbove && above >= MARGIN) return above
  return fitsBelow ? below : Math.max(MARGIN, height - own - MARGIN)
}

function ClientFigures({ client }: { readonly client: ClientRow }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const figures = [
    t('overview.socketsOpen', { count: client.openSockets, n: format.count(client.openSockets) }),
    t('overview.requestsDone', { count: client.requests, n: format.count(client.requests) }),
    t('overview.sinceTime', { time: format.moment(client.firstSeen, now) }),
  ]
  return <p className={styles.figures}>{figures.join(' · ')}</p>
}
