import { Button } from '@mantine/core'
import { Trans, useTranslation } from 'react-i18next'
import { useFormat } from '../../components/format'
import { Icon } from '../../components/icon'
import type { LogHold, Waiting } from './log-hold'
import styles from './routes.module.css'

interface PausedBarProps {
  readonly hold: LogHold
  readonly waiting: Waiting
}

/** Says that the log stands still, since when, and what waits. */
export function PausedBar({ hold, waiting }: PausedBarProps) {
  const format = useFormat()
  return (
    <div className={styles.bar} data-why="paused">
      <span className={styles.paused}>
        <Icon name="pause" size={14} />
        <span>
          <Trans
            i18nKey="routes.pausedAt"
            values={{ time: format.timeWithSeconds(hold.at) }}
            components={{ b: <b /> }}
          />
        </span>
      </span>
      <span>
        <WaitingWords waiting={waiting} />
      </span>
    </div>
  )
}

interface ToLatestProps {
  readonly waiting: Waiting
  readonly onRelease: () => void
}

/** Stands above the log while the person reads further down. */
export function ToLatest({ waiting, onRelease }: ToLatestProps) {
  const { t } = useTranslation()
  return (
    <div className={styles.toLatest}>
      <Button size="compact-md" variant="filled" leftSection={<Icon name="chevron-up" />} onClick={onRelease}>
        {t('routes.toLatest')}
        {waiting.count > 0 ? (
          <span className={styles.count}>
            <WaitingWords waiting={waiting} />
          </span>
        ) : null}
      </Button>
    </div>
  )
}

function WaitingWords({ waiting }: Pick<ToLatestProps, 'waiting'>) {
  const { count, isAtLeast } = waiting
  const format = useFormat()
  const formatted = `${format.count(count)}${isAtLeast ? '+' : ''}`
  return <Trans i18nKey="routes.waiting" count={count} values={{ formatted }} components={{ b: <b /> }} />
}
