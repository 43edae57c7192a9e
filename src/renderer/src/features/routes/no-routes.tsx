import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../components/empty-state'
import { useFormat } from '../../components/format'
import { usePanel } from '../../state/use-panel'
import styles from './routes.module.css'

/** Before the first route: what to do to see one. */
export function NoRoutes() {
  const { t } = useTranslation()
  const isRunning = usePanel((view) => view.state.status.state === 'running')
  const address = usePanel((view) => view.state.addresses[0]?.url ?? '')
  return (
    <div className={`panel ${styles.empty}`}>
      <EmptyState
        icon="routes"
        title={t('routes.emptyTitle')}
        text={isRunning ? t('routes.emptyRunning', { address }) : t('routes.emptyStopped')}
      />
    </div>
  )
}

interface NoMatchProps {
  readonly kept: number
  readonly onClear: () => void
}

/** When the search finds nothing. */
export function NoMatch({ kept, onClear }: NoMatchProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <div className={`panel ${styles.empty}`}>
      <EmptyState
        icon="search"
        title={t('routes.noMatchTitle')}
        text={t('routes.noMatchText', { kept: format.count(kept) })}
      >
        <Button onClick={onClear}>{t('routes.clearSearch')}</Button>
      </EmptyState>
    </div>
  )
}
