import { Button, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../../components/copy-button'
import { Icon } from '../../components/icon'
import { openScreen } from '../../state/screen'
import { usePanel } from '../../state/use-panel'
import { AddressChoice } from './address-choice'
import { OutsideHint } from './outside-hint'
import { QrCode } from './qr-code'
import { codeState, hasNobodyCome } from './reach'
import styles from './share-dialog.module.css'

const CODE_SIZE = 232

interface ShareDialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** The address large enough to be scanned, and which of the addresses it is. */
export function ShareDialog({ isOpen, onClose }: ShareDialogProps) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      size={780}
      title={<span className={styles.title}>{t('share.title')}</span>}
      // A header element outside of main would be a second banner of the page.
      attributes={{ header: { role: 'presentation' } }}
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      {isOpen ? <ShareFacts onClose={onClose} /> : null}
    </Modal>
  )
}

function ShareFacts({ onClose }: Pick<ShareDialogProps, 'onClose'>) {
  const { t } = useTranslation()
  const state = usePanel((view) => view.state)
  const url = state.addresses[0]?.url ?? ''
  const code = codeState(state)
  const reason = state.isDemo && code === 'loopback' ? 'demo' : code
  return (
    <>
      <div className={styles.parts}>
        <div className={styles.scan}>
          {code === 'shown' ? <QrCode url={url} size={CODE_SIZE} quietZone={4} /> : <NoCode />}
          <p>{t(reason === 'shown' ? 'share.scan' : `share.${reason}`)}</p>
          {reason === 'loopback' ? (
            <Button
              onClick={() => {
                onClose()
                openScreen('settings')
              }}
            >
              {t('share.change')}
            </Button>
          ) : null}
        </div>
        <div className={styles.side}>
          <div className={styles.address}>
            <code data-off={state.status.state !== 'running' || undefined}>{url}</code>
            <CopyButton text={url} label={t('frame.copyAddress')} />
          </div>
          <AddressChoice />
        </div>
      </div>
      {hasNobodyCome(state) ? (
        <div className={styles.hint}>
          <Icon name="info" />
          <div>
            <b>{t('share.nobody')}</b>
            <OutsideHint />
          </div>
        </div>
      ) : null}
    </>
  )
}

function NoCode() {
  return (
    <div className={styles.noCode}>
      <Icon name="qr" size={48} />
    </div>
  )
}
