import { useTranslation } from 'react-i18next'
import { PageHead } from '../../components/page-head'
import { AccessCard } from './access-card'
import { AppearanceCard } from './appearance-card'
import { ListeningCard } from './listening-card'
import { PagesCard } from './pages-card'
import styles from './settings.module.css'
import { StartupCard } from './startup-card'

/** Everything that can be set, each with its default. */
export function SettingsScreen() {
  const { t } = useTranslation()
  return (
    <div className={styles.screen}>
      <PageHead title={t('nav.settings')} />
      <div className={styles.cards}>
        <div className={styles.column}>
          <ListeningCard />
          <PagesCard />
        </div>
        <div className={styles.column}>
          <AccessCard />
          <AppearanceCard />
          <StartupCard />
        </div>
      </div>
    </div>
  )
}
