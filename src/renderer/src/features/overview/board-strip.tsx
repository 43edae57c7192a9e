import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../components/format'
import { Icon } from '../../components/icon'
import styles from './board.module.css'
import type { BoardPlan } from './board-plan'
import type { BucketPlan } from './bucket-plan'
import type { Zoom } from './use-zoom'

/** Above the picture when it does not show every server by itself: which part this is, the way back, what marks mean. */
export function BoardStrip({ plan, zoom }: { readonly plan: BoardPlan | BucketPlan; readonly zoom: Zoom }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { groups } = zoom.seating
  const [first, last] = [groups[0]?.server, groups.at(-1)?.server]
  return (
    <div className={styles.strip}>
      {zoom.isIn && first !== undefined && last !== undefined ? (
        <>
          {/* Whoever came in by keyboard stands at the way back. */}
          <Button size="compact-sm" autoFocus leftSection={<Icon name="undo" size={14} />} onClick={zoom.out}>
            {t('overview.back')}
          </Button>
          <span>
            {t('overview.serverSpan', { first: format.count(first.number), last: format.count(last.number) })}
          </span>
        </>
      ) : (
        <span>{t('overview.groups', { count: plan.look === 'bucket' ? plan.buckets.length : 0 })}</span>
      )}
      {plan.look === 'bucket' ? (
        <span className={styles.marks}>
          {t('overview.oneStrand', { count: plan.perStrand, n: format.count(plan.perStrand) })}
          {' · '}
          {t('overview.oneDot', { count: plan.perDot, n: format.count(plan.perDot) })}
          {' · '}
          {t('overview.pale')}
        </span>
      ) : null}
    </div>
  )
}
