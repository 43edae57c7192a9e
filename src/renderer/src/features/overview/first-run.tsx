import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../components/empty-state'
import { Icon } from '../../components/icon'
import { openScreen } from '../../state/screen'
import { usePanel } from '../../state/use-panel'
import { addFirstRow } from '../servers/draft-store'
import { openImport } from '../servers/import/import-store'
import { startDemo } from '../status/proxy-calls'
import { EmptyBoard } from './empty-board'
import styles from './first-run.module.css'

/** The overview before there is a server: three steps, and the picture as it will be. */
export function FirstRun() {
  const { t } = useTranslation()
  const address = usePanel((view) => view.state.addresses[0]?.url)
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
            <Button onClick={pasteList}>{t('overview.firstPaste')}</Button>
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
            <DemoOffer />
          </div>
        </EmptyBoard>
      </section>
    </div>
  )
}

/** What will be seen here, and simulated servers for who has none at hand. */
function DemoOffer() {
  const { t } = useTranslation()
  const [isStarting, setStarting] = useState(false)

  async function start(): Promise<void> {
    setStarting(true)
    await startDemo()
    setStarting(false)
  }

  return (
    <EmptyState
      icon="plug"
      title={t('overview.unplugged')}
      text={
        <>
          <p>{t('overview.unpluggedText')}</p>
          <p className={styles.offer}>{t('overview.firstDemoText')}</p>
        </>
      }
    >
      <Button leftSection={<Icon name="play" />} loading={isStarting} onClick={() => void start()}>
        {t('overview.firstDemoGo')}
      </Button>
    </EmptyState>
  )
}

function addFirst(): void {
  addFirstRow()
  openScreen('servers')
}

function pasteList(): void {
  openScreen('servers')
  openImport()
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
