import { Menu } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../../components/copy-button'
import { Icon } from '../../components/icon'
import { usePanel } from '../../state/use-panel'
import styles from './share-address.module.css'

/** What people open, with copy; grey while it does not answer. */
export function ShareAddress() {
  const { t } = useTranslation()
  const addresses = usePanel((view) => view.state.addresses)
  const isAnswering = usePanel((view) => view.state.status.state === 'running')
  const [address, ...more] = addresses
  if (address === undefined) return null
  const isLocal = /\/\/(localhost|127\.|\[::1\])/.test(address)
  return (
    <div className={styles.share}>
      <div className={styles.label}>
        {t(isLocal ? 'frame.shareLocal' : 'frame.share')}
        {more.length === 0 ? null : <MoreAddresses addresses={more} />}
      </div>
      <div className={styles.address}>
        <code data-off={!isAnswering || undefined}>{address}</code>
        <CopyButton text={address} label={t('frame.copyAddress')} />
      </div>
    </div>
  )
}

function MoreAddresses({ addresses }: { readonly addresses: readonly string[] }) {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <button type="button" className={styles.more}>
          <span className={styles.moreWord}>{t('frame.moreAddresses')}</span>
          <Icon name="chevron-down" size={12} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {addresses.map((address) => (
          <AddressItem key={address} address={address} />
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function AddressItem({ address }: { readonly address: string }) {
  const { copied, copy } = useClipboard({ timeout: 2000 })
  return (
    <Menu.Item
      closeMenuOnClick={false}
      leftSection={<Icon name={copied ? 'check' : 'copy'} size={14} />}
      onClick={() => copy(address)}
    >
      <code>{address}</code>
    </Menu.Item>
  )
}
