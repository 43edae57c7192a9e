import { Skeleton } from '@mantine/core'
import type { ProxyStatus } from '@shared/model/proxy-status'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../components/format'
import { StatePill } from '../../components/state-pill'
import { useNow } from '../../state/use-now'
import { usePanel } from '../../state/use-panel'
import { shownStatus } from './shown-status'
import styles from './status-block.module.css'
import { statusSentence } from './status-sentence'

/** State, since when, and the reason in one sentence. */
export function StatusBlock() {
  const { t } = useTranslation()
  const format = useFormat()
  const isLoaded = usePanel((view) => view.isLoaded)
  const state = usePanel((view) => view.state)
  if (!isLoaded) return <StatusSkeleton />
  const { shown, tone, icon } = shownStatus(state)
  const sentence = statusSentence(state, t, format)
  return (
    <div className={styles.block}>
      <div className={styles.line}>
        <StatePill tone={tone} icon={icon}>
          {t(`status.${shown}`)}
        </StatePill>
        <Since status={state.status} />
      </div>
      <p className={styles.sentence} title={sentence}>
        {sentence}
      </p>
      <span className="visually-hidden" role="status">
        {t('status.spoken', { state: t(`status.${shown}`), sentence })}
      </span>
    </div>
  )
}

function Since({ status }: { readonly status: ProxyStatus }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  if (status.since === 0) return null
  const time = format.moment(status.since, now)
  const text = {
    running: () => t('status.up', { span: format.span(now - status.since) }),
    failed: () => t('status.at', { time }),
    stopped: () => t('status.since', { time }),
    starting: () => '',
    stopping: () => '',
  }[status.state]()
  return <span className={styles.since}>{text}</span>
}

function StatusSkeleton() {
  const { t } = useTranslation()
  return (
    <div className={styles.block} role="status" aria-label={t('frame.loading')}>
      <Skeleton width={104} height={24} radius={6} />
      <Skeleton width={220} height={8} mt={10} radius={3} />
    </div>
  )
}
