import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icon'
import { ShareAddress } from '../status/share-address'
import { StartStopButton } from '../status/start-stop-button'
import { StatusBlock } from '../status/status-block'
import styles from './title-area.module.css'

/** Is it running, and what address do I give to people: answered on every screen. */
export function TitleArea() {
  const { t } = useTranslation()
  const [first, ...rest] = t('app.name').split(' ')
  return (
    <header className={styles.head}>
      <div className={styles.brand}>
        <Icon name="mark" size={36} />
        <div className={styles.wordmark}>
          <b>{first}</b> <b>{rest.join(' ')}</b>
        </div>
      </div>
      <StatusBlock />
      <ShareAddress />
      <StartStopButton />
    </header>
  )
}
