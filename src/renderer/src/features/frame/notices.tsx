import { ActionIcon, Button } from '@mantine/core'
import type { ErrorInfo } from '@shared/errors'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { errorWords } from '../../components/error-words'
import { useFormat } from '../../components/format'
import { Icon } from '../../components/icon'
import { useNow } from '../../state/use-now'
import { usePanel } from '../../state/use-panel'
import { dismissFailure, dismissNotice, keepAwake, useCallFailure } from '../status/proxy-calls'
import styles from './notices.module.css'

const SHOWN = 2

/** What the person should know until they dismiss it; the newest on top, older ones wait behind them. */
export function Notices() {
  const { t } = useTranslation()
  const notices = usePanel((view) => view.state.notices)
  const status = usePanel((view) => view.state.status)
  const failure = useCallFailure()
  // A failed start is already the state of the whole panel: no need to say it twice.
  const isSaid = status.state === 'failed' && failure !== undefined && status.error.code === failure.code
  const shown = notices.slice(-SHOWN).reverse()
  const isShown = failure !== undefined && !isSaid
  if (shown.length === 0 && !isShown) return null
  return (
    <section className={styles.notices} aria-label={t('frame.notices')}>
      {isShown ? <Notice error={failure} onDismiss={dismissFailure} /> : null}
      {shown.map(({ id, at, error }) => (
        <Notice key={id} at={at} error={error} onDismiss={() => void dismissNotice(id)}>
          {error.code === 'HOST_SLEPT' ? <KeepAwakeButton noticeId={id} /> : null}
        </Notice>
      ))}
      {notices.length > SHOWN ? (
        <p className={styles.more}>{t('frame.moreNotices', { count: notices.length - SHOWN })}</p>
      ) : null}
    </section>
  )
}

interface NoticeProps {
  readonly at?: number
  readonly error: ErrorInfo
  readonly onDismiss: () => void
  /** What can be done about it. */
  readonly children?: ReactNode
}

function Notice({ at, error, onDismiss, children }: NoticeProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  return (
    <div className={styles.notice} role="alert">
      <span className="tone-warn">
        <Icon name="degraded" />
      </span>
      {at === undefined ? null : <time className={styles.time}>{format.moment(at, now)}</time>}
      <p className={styles.text} title={error.detail}>
        {errorWords(error, t)}
      </p>
      {children}
      <ActionIcon aria-label={t('frame.dismiss')} onClick={onDismiss}>
        <Icon name="x" />
      </ActionIcon>
    </div>
  )
}

function KeepAwakeButton({ noticeId }: { readonly noticeId: number }) {
  const { t } = useTranslation()
  const isAwake = usePanel((view) => view.state.settings.keepAwake)
  if (isAwake) return null
  return (
    <Button size="xs" onClick={() => void keepAwake(noticeId)}>
      {t('frame.keepAwake')}
    </Button>
  )
}
