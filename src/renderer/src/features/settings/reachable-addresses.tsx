import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icon'
import { usePanel } from '../../state/use-panel'
import { addressKindWords } from '../status/address-kind'
import styles from './settings.module.css'

/** The addresses that lead here, spelled out, the one that is shared first. */
export function ReachableAddresses() {
  const { t } = useTranslation()
  const addresses = usePanel((view) => view.state.addresses)
  const isRunning = usePanel((view) => view.state.status.state === 'running')
  if (addresses.length === 0) return null
  return (
    <div className={styles.reach} data-off={!isRunning || undefined}>
      <p>{isRunning ? t('settings.people') : t('settings.peopleStopped')}</p>
      <ul>
        {addresses.map((address) => (
          <li key={address.url}>
            <Icon name={isRunning ? 'healthy' : 'stopped'} size={14} />
            <code>{address.url}</code>
            <span title={addressKindWords(address, t)}>{addressKindWords(address, t)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
