import { Button, Modal } from '@mantine/core'
import type { About } from '@shared/ipc/contract'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { panel } from '../../bridge/panel-bridge'
import { Icon } from '../../components/icon'
import { openLogs } from '../status/proxy-calls'
import styles from './about-dialog.module.css'

interface AboutDialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Which program this is, on what it runs, and where it keeps its files. */
export function AboutDialog({ isOpen, onClose }: AboutDialogProps) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      size={520}
      title={
        <span className={styles.title}>
          <Icon name="mark" size={32} /> {t('app.name')}
        </span>
      }
      // A header element outside of main would be a second banner of the page.
      attributes={{ header: { role: 'presentation' } }}
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      {isOpen ? <AboutFacts /> : null}
    </Modal>
  )
}

function AboutFacts() {
  const { t } = useTranslation()
  const about = useAbout()
  const facts = {
    version: about?.version,
    electron: about?.electron,
    chrome: about?.chrome,
    node: about?.node,
    settingsDir: about?.settingsDir,
    logFile: about?.logFile,
  }
  return (
    <>
      <dl className={styles.facts}>
        {Object.entries(facts).map(([name, value]) => (
          <div key={name}>
            <dt>{t(`about.${name as keyof typeof facts}`)}</dt>
            <dd>
              <code>{value ?? '–'}</code>
            </dd>
          </div>
        ))}
      </dl>
      {about?.isTrialRuntime === true ? (
        <p className={styles.trial}>
          <Icon name="degraded" /> {t('about.trial', { version: about.electron })}
        </p>
      ) : null}
      <p className={styles.note}>{t('about.notAffiliated')}</p>
      <div className={styles.actions}>
        <Button leftSection={<Icon name="folder" />} onClick={() => void openLogs()}>
          {t('about.openLogs')}
        </Button>
      </div>
    </>
  )
}

function useAbout(): About | undefined {
  const [about, setAbout] = useState<About>()
  useEffect(() => {
    let isWanted = true
    void panel.about().then((result) => {
      if (isWanted && result.ok) setAbout(result.value)
    })
    return () => {
      isWanted = false
    }
  }, [])
  return about
}
