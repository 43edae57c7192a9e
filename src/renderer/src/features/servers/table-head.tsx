import { useTranslation } from 'react-i18next'
import styles from './server-row.module.css'

/** The names of the columns. */
export function TableHead() {
  const { t } = useTranslation()
  return (
    <div role="rowgroup" className={styles.headGroup}>
      <div role="row" className={styles.head} aria-rowindex={1}>
        <span role="columnheader">{t('servers.on')}</span>
        <span role="columnheader" className={styles.nameHead}>
          {t('servers.name')}
        </span>
        <span role="columnheader" className={styles.addressHead}>
          {t('servers.address')}
        </span>
        <span role="columnheader">{t('servers.state')}</span>
        <span role="columnheader" className={styles.clients}>
          {t('servers.clients')}
        </span>
        <span role="columnheader">
          <span className="visually-hidden">
            {t('servers.actions')}. {t('servers.moveKeys')}
          </span>
        </span>
      </div>
    </div>
  )
}
