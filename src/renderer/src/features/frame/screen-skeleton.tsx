import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './screen-skeleton.module.css'

const ROWS = [72, 96, 58, 84, 66, 90, 76, 62]
const CARDS = [128, 104, 116]

/** What the panel shows until the first snapshot is there: the picture in the size it will have, and nothing that moves. */
export function ScreenSkeleton() {
  const { t } = useTranslation()
  return (
    <div className={styles.screen} role="status" aria-label={t('frame.loading')}>
      <div className={`panel ${styles.board}`}>
        <div className={styles.rows}>
          {ROWS.map((width) => (
            <Bar key={width} width={width} />
          ))}
        </div>
        <div className={styles.bay} />
        <div className={styles.cards}>
          {CARDS.map((width) => (
            <div key={width} className={styles.card}>
              <Bar width={width} />
              <Bar width={64} />
            </div>
          ))}
        </div>
      </div>
      <div className={`panel ${styles.counts}`} />
      <div className="panel" />
    </div>
  )
}

function Bar({ width }: { readonly width: number }) {
  return <Skeleton width={width} height={8} radius={3} animate={false} />
}
