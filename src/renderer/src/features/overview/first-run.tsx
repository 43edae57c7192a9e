import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../components/empty-state'
import { Icon } from '../../components/icon'
import { openScreen } from '../../state/screen'
import { usePanel } from '../../state/use-panel'
import { addFirstRow } from '../servers/draft-store'
import { EmptyBoard } from './empty-board'
import styles from './first-run.module.css'

/** The overview before there is a server: three steps, and the picture as it will be. */
export function FirstRun() {
  const { t } = useTranslation()
  const address = usePanel((view) => view.state.addresses[0])
  return (
    <div className={styles.screen}>
      <section className={`panel ${styles.steps}`}>
        <div className={styles.head}>
          <h1>{t('overview.firstTitle')}</h1>
          <p>{t('overview.firstText')}</p>
        </div>
        <ol>
          <Step number={1} isNow title={t('overview.firstServers')} text={t('overview.firstServersText')}>
            <Button variant="filled" leftSection={<Icon name="plus" />} onClick={addFirst}>
              {t('overview.firstServersGo')}
            </Button>
          </Step>
          <Step number={2} title={t('overview.firstStart')} text={t('overview.firstStartText')} />
          <Step number={3} title={t('overview.firstShare')} text={t('overview.firstShareText')}>
            {address === undefined ? null : <code className={styles.address}>{address}</code>}
          </Step>
        </ol>
      </section>
      <section className={`panel ${styles.picture}`}>
        <EmptyBoard>
          <div className={styles.message}>
            <EmptyState icon="plug" title={t('overview.unplugged')} text={t('overview.unpluggedText')} />
          </div>
        </EmptyBoard>
      </section>
    </div>
  )
}

function addFirst(): void {
  addFirstRow()
  openScreen('servers')
}

interface StepProps {
  readonly number: number
  readonly isNow?: boolean
  readonly title: string
  readonly text: string
  readonly children?: ReactNode
}

function Step({ number, isNow = false, title, text, children }: StepProps) {
  return (
    <li className={styles.step} data-now={isNow || undefined}>
      <span className={styles.number} aria-hidden="true">
        {number}
      </span>
      <div>
        <h2>{title}</h2>
        <p>{text}</p>
        {children === undefined ? null : <div className={styles.action}>{children}</div>}
      </div>
    </li>
  )
}
