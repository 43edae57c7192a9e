import type { ClientRow } from '@shared/model/client-row'
import { Trans, useTranslation } from 'react-i18next'
import { useFormat } from '../../components/format'
import { Icon } from '../../components/icon'
import { ServerChip } from '../../components/server-chip'
import type { NumberedServer } from '../../state/server-numbers'
import { useNow } from '../../state/use-now'
import { isAway } from './seating'
import styles from './why-card.module.css'

interface WhyCardProps {
  readonly id: string
  readonly client: ClientRow
  readonly enabled: readonly NumberedServer[]
  /** All servers of the list; more than the enabled ones when some are off. */
  readonly serverCount: number
  readonly left: number
  readonly maxWidth: number
  readonly top: number
  /** Whether `top` is where the card ends rather than where it begins. */
  readonly isAbove: boolean
}

/** Why a client is where it is: the sum of the hash, and what holds it elsewhere. */
export function WhyCard({ id, client, enabled, serverCount, left, maxWidth, top, isAbove }: WhyCardProps) {
  const { t } = useTranslation()
  const index = client.hash % enabled.length
  const home = enabled[index]
  const current = enabled.find(({ entry }) => entry.id === client.serverId)
  if (home === undefined) return null
  const isHeld = isAway(client, home)
  return (
    <div
      id={id}
      role="tooltip"
      className={styles.card}
      data-above={isAbove || undefined}
      style={{ left, maxWidth, transform: `translateY(${top}px)${isAbove ? ' translateY(-100%)' : ''}` }}
    >
      <div className={styles.head}>
        <b className={styles.ip}>{client.ip}</b>
        <Icon name="arrow" size={14} />
        {current === undefined ? t('why.none') : <ServerChip number={current.number} label={current.label} />}
      </div>
      <div className={styles.step}>
        <Icon name="home" size={14} />
        <div>
          {isHeld ? (
            <Trans i18nKey="overview.homeIs" values={{ server: home.label }} components={{ b: <b /> }} />
          ) : (
            t('overview.atHome')
          )}
          <code>
            hash("{client.ip}") = {client.hash}
          </code>
          <code>{t('overview.sum', { hash: client.hash, count: enabled.length, index, number: home.number })}</code>
          {serverCount > enabled.length ? <span>{t('overview.sumEnabled', { count: enabled.length })}</span> : null}
        </div>
      </div>
      {isHeld ? (
        <div className={styles.step}>
          <span className="tone-warn">
            <Icon name="drain" size={14} />
          </span>
          <div>{t('overview.heldBySocket', { count: client.openSockets })}</div>
        </div>
      ) : null}
      <ClientFigures client={client} />
    </div>
  )
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
