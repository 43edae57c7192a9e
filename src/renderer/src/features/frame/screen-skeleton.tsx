import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './screen-skeleton.module.css'

const ROWS = [72, 96, 58, 84, 66, 90, 76, 62]

/** What a screen shows until the first snapshot is there: the size of what comes, and nothing that moves. */
export function ScreenSkeleton() {
  const { t } = useTranslation()
  return (
    <div className={styles.screen} role="status" aria-label={t('frame.loading')}>
      <div className={`panel ${styles.rows}`}>
        {ROWS.map((width) => (
          <Skeleton key={width} width={width} height={8} radius={3} animate={false} />
        ))}
      </div>
    </div>
  )
}
