import { Button, Radio } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../../components/copy-button'
import { usePanel } from '../../state/use-panel'
import { SettingError } from '../settings/setting-card'
import { useSetting } from '../settings/use-setting'
import styles from './address-choice.module.css'
import { addressKindWords } from './address-kind'

/** Which of the addresses is the one to share. The choice shows when main has taken it over. */
export function AddressChoice() {
  const { t } = useTranslation()
  const addresses = usePanel((view) => view.state.addresses)
  const { saved, save, error } = useSetting('shareAddress')
  // The chosen one leads the list that main sends; here the rows stay where they were when the person came.
  const [order] = useState(() => addresses.map(({ host }) => host))
  const rows = [...addresses].sort((a, b) => placeOf(a.host) - placeOf(b.host))

  function placeOf(host: string): number {
    const place = order.indexOf(host)
    return place === -1 ? order.length : place
  }

  function choose(host: string): void {
    const chosen = addresses.find((address) => address.host === host)
    if (chosen !== undefined) save({ host, interfaceName: chosen.interfaceName })
  }

  return (
    <div className={styles.choice}>
      {saved === null ? null : (
        <Button size="xs" className={styles.automatic ?? ''} onClick={() => save(null)}>
          {t('share.automatic')}
        </Button>
      )}
      <Radio.Group
        label={t('share.addresses')}
        classNames={{ label: styles.label ?? '' }}
        value={addresses[0]?.host ?? null}
        onChange={choose}
      >
        <div className={styles.rows}>
          {rows.map((address) => (
            <div key={address.host} className={styles.row}>
              <Radio
                size="xs"
                value={address.host}
                label={<code>{address.url}</code>}
                description={addressKindWords(address, t)}
              />
              <CopyButton text={address.url} label={t('share.copyOne', { address: address.url })} />
            </div>
          ))}
        </div>
      </Radio.Group>
      {error === null ? null : <SettingError error={error} />}
    </div>
  )
}
