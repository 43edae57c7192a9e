import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../../components/copy-button'
import { Icon } from '../../components/icon'
import { usePanel } from '../../state/use-panel'
import { QrCode } from './qr-code'
import { codeState } from './reach'
import styles from './share-address.module.css'
import { ShareDialog } from './share-dialog'

/** With two modules around it, a module of a usual address is 2 px wide. */
const CODE = { size: 58, quietZone: 2 }

/** What people open, with copy and code; grey, and nothing to scan, while it does not answer. */
export function ShareAddress() {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  const state = usePanel((view) => view.state)
  const [address, ...more] = state.addresses
  if (address === undefined) return null
  const isAnswering = state.status.state === 'running'
  return (
    <>
      <div className={styles.share}>
        <div className={styles.label}>
          {t(address.kind === 'local' ? 'frame.shareLocal' : 'frame.share')}
          {more.length === 0 ? null : (
            <button type="button" className={styles.more} onClick={() => setIsOpen(true)}>
              {t('frame.moreAddresses')}
            </button>
          )}
        </div>
        <div className={styles.address}>
          <code data-off={!isAnswering || undefined} title={address.url}>
            {address.url}
          </code>
          <CopyButton text={address.url} label={t('frame.copyAddress')} />
        </div>
      </div>
      <button type="button" className={styles.code} aria-label={t('share.open')} onClick={() => setIsOpen(true)}>
        <span className={styles.picture} aria-hidden="true">
          {codeState(state) === 'shown' ? <QrCode url={address.url} {...CODE} /> : <Icon name="qr" size={28} />}
        </span>
        <span className={styles.icon}>
          <Icon name="qr" size={18} />
        </span>
      </button>
      <ShareDialog isOpen={isOpen} onClose={() => setIsOpen(false)} />
    </>
  )
}
