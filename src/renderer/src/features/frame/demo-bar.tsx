import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icon'
import { usePanel } from '../../state/use-panel'
import { endDemo } from '../status/proxy-calls'
import styles from './demo-bar.module.css'

/** Says that all of this is simulated, and leads back. */
export function DemoBar() {
  const { t } = useTranslation()
  const isDemo = usePanel((view) => view.state.isDemo)
  const [isEnding, setEnding] = useState(false)
  if (!isDemo) return null

  async function end(): Promise<void> {
    setEnding(true)
    await endDemo()
    setEnding(false)
  }

  return (
    <section className={styles.bar} aria-label={t('demo.title')}>
      <Icon name="info" />
      <p className={styles.text}>{t('demo.text')}</p>
      <Button variant="default" size="compact-sm" loading={isEnding} onClick={() => void end()}>
        {t('demo.end')}
      </Button>
    </section>
  )
}
