import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icon'
import { usePanel } from '../../state/use-panel'
import styles from './settings.module.css'

/** The addresses that lead here, spelled out; the last one is this machine's own. */
export function ReachableAddresses() {
  const { t } = useTranslation()
  const addresses = usePanel((view) => view.state.addresses)
  const isRunning = usePanel((view) => view.state.status.state === 'running')
  if (addresses.length === 0) return null
  return (
    <div className={styles.reach} data-off={!isRunning || undefined}>
      <p>{isRunning ? t('settings.people') : t('settings.peopleStopped')}</p>
      <ul>
        {addresses.map((address, index) => (
          <li key={address}>
            <Icon name={isRunning ? 'healthy' : 'stopped'} size={14} />
            <code>{address}</code>
            {index === addresses.length - 1 ? <span>{t('settings.thisComputerOnly')}</span> : null}
          </li>
        ))}
      </ul>
    </div>
  )
}
