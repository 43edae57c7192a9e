import type { ClientRow } from '@shared/model/client-row'
import type { ServerId } from '@shared/model/server-entry'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../components/format'
import { Icon } from '../../components/icon'
import { hueVariables } from '../../components/server-swatch'
import styles from './bucket.module.css'
import { type BucketPlan, type PlannedBucket, pitchFor, spanOf } from './bucket-plan'
import { Field } from './field'
import { cellLevels, serverLevels } from './levels'
import { lightOf, type SpotLight } from './use-spot'

interface BucketCardsProps {
  readonly plan: BucketPlan
  readonly clients: ReadonlyMap<string, ClientRow>
  readonly down: ReadonlySet<ServerId>
  readonly now: number
  readonly left: number
  readonly width: number
  readonly spot: SpotLight
  readonly onOpen: (bucket: PlannedBucket) => void
}

const MAX_PITCH = 14
const MIN_PITCH = 2
const HEAD = 20
const PADDING = 26

/** The right column: groups of servers, a cell for each server. */
export function BucketCards({ plan, clients, down, now, left, width, spot, onOpen }: BucketCardsProps) {
  const { t } = useTranslation()
  const levels = useMemo(() => serverLevels(clients.values(), now), [clients, now])
  return (
    <ul className={styles.list} aria-label={t('overview.serversTitle')}>
      {plan.buckets.map((bucket) => (
        <li
          key={bucket.key}
          className={styles.card}
          style={{
            ...hueVariables(bucket.number),
            left,
            width,
            height: bucket.height,
            transform: `translateY(${bucket.top}px)`,
          }}
          data-look="bucket"
          data-light={lightOf(bucket.key, spot.cards)}
        >
          <BucketCard bucket={bucket} levels={levels} down={down} width={width} spot={spot} onOpen={onOpen} />
        </li>
      ))}
    </ul>
  )
}

interface BucketCardProps extends Pick<BucketCardsProps, 'down' | 'width' | 'spot' | 'onOpen'> {
  readonly bucket: PlannedBucket
  readonly levels: ReadonlyMap<ServerId, 0 | 1 | 2>
}

/** Neighbours of the list, named by the first and the last. */
function BucketCard({ bucket, levels, down, width, spot, onOpen }: BucketCardProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const span = spanOf(bucket)
  const cells = useMemo(() => cellLevels(bucket, levels, down), [bucket, levels, down])
  if (span === undefined) return null
  const { first, last } = span
  const downCount = cells.filter((level) => level === 'down').length
  const field = { width: width - PADDING, height: bucket.height - HEAD - 6 }
  return (
    <button
      type="button"
      onPointerMove={() => spot.onCard(bucket.key)}
      onPointerLeave={() => spot.onCard(undefined)}
      onFocus={() => spot.onCard(bucket.key)}
      onBlur={() => spot.onCard(undefined)}
      onClick={() => onOpen(bucket)}
    >
      <span className={styles.names}>
        <b title={`${first.label} … ${last.label}`}>
          {first.number}–{last.number}
        </b>
        <span className={styles.span}>{first.label} …</span>
        {downCount === 0 ? (
          <span className={styles.quiet}>
            {t('overview.servers', { count: cells.length, n: format.count(cells.length) })}
          </span>
        ) : (
          <span className="tone-bad">
            <Icon name="down" size={12} />
            {t('overview.down', { n: format.count(downCount) })}
          </span>
        )}
      </span>
      <Field
        levels={cells}
        {...field}
        pitch={pitchFor(cells.length, field, MAX_PITCH, MIN_PITCH)}
        number={bucket.number}
        mark="frame"
      />
    </button>
  )
}
