import { Button } from '@mantine/core'
import type { ErrorInfo } from '@shared/errors'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../../components/copy-button'
import { EmptyState } from '../../components/empty-state'
import { errorWords } from '../../components/error-words'
import { openScreen } from '../../state/screen'
import { useNow } from '../../state/use-now'
import { usePanel } from '../../state/use-panel'
import { OutsideHint } from '../status/outside-hint'
import { openLogs, startOnPort, startProxy } from '../status/proxy-calls'
import { isNobodyOverdue, reachProblem } from '../status/reach'
import { shownStatus } from '../status/shown-status'
import styles from './bay-message.module.css'

/** What the picture has to say while no cord tells it: `undefined` when cords do. */
export function useBayMessage(): ReactNode {
  const state = usePanel((view) => view.state)
  const hasClients = usePanel((view) => view.clients.size > 0)
  const { enabled, down } = shownStatus(state)
  const { status } = state
  if (enabled.length === 0) return <NoneEnabled />
  if (status.state === 'failed') return <Failed error={status.error} />
  if (status.state !== 'running') return <Stopped state={status.state} />
  if (down.length === enabled.length) return <NoServerAnswers />
  return hasClients ? undefined : <NobodyYet />
}

function Message({ children }: { readonly children: ReactNode }) {
  return <div className={styles.message}>{children}</div>
}

function NoneEnabled() {
  const { t } = useTranslation()
  return (
    <Message>
      <EmptyState icon="plug" title={t('overview.noneEnabled')} text={t('overview.noneEnabledText')}>
        <Button variant="filled" onClick={() => openScreen('servers')}>
          {t('overview.toServers')}
        </Button>
      </EmptyState>
    </Message>
  )
}

function Stopped({ state }: { readonly state: 'stopped' | 'starting' | 'stopping' }) {
  const { t } = useTranslation()
  const text = t(`overview.${state}Text`)
  return (
    <Message>
      <EmptyState icon={state === 'stopped' ? 'stopped' : 'checking'} title={t(`status.${state}`)} text={text} />
    </Message>
  )
}

function Failed({ error }: { readonly error: ErrorInfo }) {
  const { t } = useTranslation()
  const listen = usePanel((view) => view.state.settings.listen)
  const suggested = error.params?.suggestedPort
  const isPortTaken = error.code === 'PORT_IN_USE'
  const title = isPortTaken
    ? t('overview.portTaken', { port: error.params?.port ?? listen.port })
    : t('overview.failed')
  return (
    <Message>
      <EmptyState
        icon="down"
        isBad
        title={title}
        text={isPortTaken ? t('overview.portTakenText') : errorWords(error, t)}
      >
        {typeof suggested === 'number' ? (
          <Button variant="filled" fullWidth onClick={() => void startOnPort(listen, suggested)}>
            {t('overview.usePort', { port: suggested })}
          </Button>
        ) : null}
        <Button onClick={() => void startProxy()}>{t('overview.tryAgain')}</Button>
        <Button onClick={() => openScreen('settings')}>{t('overview.chooseAddress')}</Button>
      </EmptyState>
    </Message>
  )
}

function NoServerAnswers() {
  const { t } = useTranslation()
  return (
    <Message>
      <EmptyState icon="down" isBad title={t('overview.noAnswer')} text={t('overview.noAnswerText')}>
        <Button onClick={() => openScreen('servers')}>{t('overview.checkList')}</Button>
        <Button onClick={() => void openLogs()}>{t('about.openLogs')}</Button>
      </EmptyState>
    </Message>
  )
}

function NobodyYet() {
  const { t } = useTranslation()
  const state = usePanel((view) => view.state)
  const now = useNow()
  const address = state.addresses[0]?.url
  const problem = reachProblem(state)
  const isOverdue = isNobodyOverdue(state, now)
  const text = problem === null ? t('overview.nobodyText') : t(`share.${problem}`)
  return (
    <Message>
      <EmptyState icon="clients" title={t('overview.nobody')} text={isOverdue ? <OutsideHint /> : text}>
        {address === undefined ? null : (
          <span className={styles.address}>
            <code>{address}</code>
            <CopyButton text={address} label={t('frame.copyAddress')} />
          </span>
        )}
        {problem === 'loopback' ? <Button onClick={() => openScreen('settings')}>{t('share.change')}</Button> : null}
      </EmptyState>
    </Message>
  )
}
