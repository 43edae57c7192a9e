import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../components/format'
import { Icon, type IconName } from '../../components/icon'
import styles from './board-head.module.css'

export type BoardView = 'picture' | 'table'

interface BoardHeadProps {
  readonly clientCount: number
  readonly enabledCount: number
  readonly serverCount: number
  readonly view: BoardView
  readonly onView: (view: BoardView) => void
}

/** Counts, what the lines mean, and the switch between the picture and its table. */
export function BoardHead({ clientCount, enabledCount, serverCount, view, onView }: BoardHeadProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <div className={styles.head}>
      <h2 className={styles.title}>
        {t('overview.clientsTitle')} <span>{format.count(clientCount)}</span>
      </h2>
      <div className={styles.legend}>
        <LegendLine label={t('overview.legendHome')} />
        <LegendLine label={t('overview.legendAway')} isDashed />
      </div>
      <div className={styles.servers}>
        <h2 className={styles.title}>
          {t('overview.serversTitle')}{' '}
          <span>
            {enabledCount === serverCount
              ? format.count(serverCount)
              : t('overview.enabledOf', { n: format.count(enabledCount), all: format.count(serverCount) })}
          </span>
        </h2>
        <SegmentedControl
          size="xs"
          value={view}
          onChange={(chosen) => onView(chosen === 'table' ? 'table' : 'picture')}
          aria-label={t('overview.viewSwitch')}
          data={[
            { value: 'picture', label: <ViewLabel icon="overview" label={t('overview.picture')} /> },
            { value: 'table', label: <ViewLabel icon="table" label={t('overview.table')} /> },
          ]}
        />
      </div>
    </div>
  )
}

function ViewLabel({ icon, label }: { readonly icon: IconName; readonly label: string }) {
  return (
    <span title={label} className={styles.view}>
      <Icon name={icon} />
      <span className="visually-hidden">{label}</span>
    </span>
  )
}

function LegendLine({ label, isDashed = false }: { readonly label: string; readonly isDashed?: boolean }) {
  return (
    <span className={styles.sample}>
      <svg width="20" height="8" aria-hidden="true">
        <path d="M1 4H19" stroke="currentColor" strokeWidth="1.75" strokeDasharray={isDashed ? '5 3.5' : undefined} />
      </svg>
      {label}
    </span>
  )
}
