import type { ClientRow } from '@shared/model/client-row'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../components/format'
import { Icon, type IconName } from '../../components/icon'
import { hueVariables } from '../../components/server-swatch'
import { openClientsOf } from '../clients/client-choice'
import styles from './bucket.module.css'
import { type BucketPlan, type PlannedBucket, spanOf } from './bucket-plan'
import { Field } from './field'
import { dotLevels, dotOf } from './levels'
import type { BucketFigures } from './strands'
import { lightOf, type SpotLight } from './use-spot'

interface BucketRowsProps {
  readonly plan: BucketPlan
  readonly clients: ReadonlyMap<string, ClientRow>
  readonly figures: ReadonlyMap<PlannedBucket, BucketFigures>
  readonly now: number
  readonly spot: SpotLight
  /** The client that was looked for. */
  readonly found: string | undefined
  readonly onOpen: (bucket: PlannedBucket) => void
}

/** The left column: the clients of each group of servers as a field of dots. One stop for Tab, then arrow keys. */
export function BucketRows({ plan, clients, figures, now, spot, found, onOpen }: BucketRowsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const list = useRef<HTMLUListElement>(null)
  const [stop, setStop] = useState(0)
  const rows = plan.buckets.filter((bucket) => bucket.clients.length > 0)

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    const next = Math.min(rows.length - 1, Math.max(0, stop + (event.key === 'ArrowDown' ? 1 : -1)))
    setStop(next)
    list.current?.querySelectorAll('button')[next]?.focus()
  }

  return (
    <ul ref={list} className={styles.list} aria-label={t('overview.clientsTitle')} onKeyDown={onKeyDown}>
      {rows.map((bucket, index) => (
        <li
          key={bucket.key}
          className={styles.row}
          style={{
            ...hueVariables(bucket.number),
            width: plan.columns.left - 8,
            height: bucket.height,
            transform: `translateY(${bucket.top}px)`,
          }}
        >
          <BucketRow
            bucket={bucket}
            plan={plan}
            clients={clients}
            figures={figures.get(bucket)}
            now={now}
            spot={spot}
            found={found}
            isTabStop={index === Math.min(stop, rows.length - 1)}
            onOpen={onOpen}
          />
        </li>
      ))}
      {plan.refused.length === 0 ? null : (
        <li className={styles.refused} style={{ transform: `translateY(${plan.refusedMiddle - 14}px)` }}>
          <button type="button" onClick={() => openClientsOf('refused')}>
            <Icon name="lock" size={12} />
            {t('overview.refusedCount', { count: plan.refused.length, n: format.count(plan.refused.length) })}
            <Icon name="chevron-right" size={12} />
          </button>
        </li>
      )}
    </ul>
  )
}

interface BucketRowProps extends Omit<BucketRowsProps, 'figures'> {
  readonly bucket: PlannedBucket
  readonly figures: BucketFigures | undefined
  readonly isTabStop: boolean
}

function BucketRow({ bucket, plan, clients, figures, now, spot, found, isTabStop, onOpen }: BucketRowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const levels = useMemo(() => dotLevels(bucket, clients, plan.perDot, now), [bucket, clients, plan, now])
  const span = spanOf(bucket)
  const { away, cutOff } = figures ?? { away: 0, cutOff: 0 }
  const { length } = bucket.clients
  const { isWide } = plan.columns
  const words = [
    t('overview.clients', { count: length, n: format.count(length) }),
    ...(away === 0 ? [] : [t('overview.away', { count: away, n: format.count(away) })]),
    ...(cutOff === 0 ? [] : [t('overview.cutOff', { count: cutOff, n: format.count(cutOff) })]),
  ]
  return (
    <button
      type="button"
      className={styles.open}
      data-row={bucket.key}
      data-light={lightOf(bucket.key, spot.rows)}
      tabIndex={isTabStop ? 0 : -1}
      aria-label={t('overview.bucketLabel', {
        clients: words.join(', '),
        first: format.count(span?.first.number ?? 0),
        last: format.count(span?.last.number ?? 0),
      })}
      onPointerMove={() => spot.onRow(bucket.key)}
      onPointerLeave={() => spot.onRow(undefined)}
      onFocus={() => spot.onRow(bucket.key)}
      onBlur={() => spot.onRow(undefined)}
      onClick={() => onOpen(bucket)}
    >
      <span className={styles.counts}>
        <span>
          <b>{format.count(length)}</b> {t('overview.clientsUnit', { count: length })}
        </span>
        {away === 0 ? null : <Note icon="drain" tone="tone-warn" text={isWide ? words[1] : format.count(away)} />}
        {cutOff === 0 ? null : <Note icon="down" tone="tone-bad" text={isWide ? words.at(-1) : format.count(cutOff)} />}
      </span>
      <Field
        levels={levels}
        {...plan.field}
        number={bucket.number}
        mark="dot"
        ringed={found === undefined ? undefined : dotOf(bucket, found, plan.perDot)}
      />
    </button>
  )
}

interface NoteProps {
  readonly icon: IconName
  readonly tone: string
  readonly text: string | undefined
}

function Note({ icon, tone, text }: NoteProps) {
  return (
    <span className={tone}>
      <Icon name={icon} size={12} /> {text}
    </span>
  )
}
