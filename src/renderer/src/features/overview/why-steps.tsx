import type { ClientPlace } from '@shared/model/client-row'
import type { ReactNode } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { useFormat } from '../../components/format'
import { Icon, type IconName } from '../../components/icon'
import type { NumberedServer } from '../../state/server-numbers'
import { usePanel } from '../../state/use-panel'
import { homeOf, isAway } from './seating'
import styles from './why-steps.module.css'

interface WhyStepsProps {
  readonly place: ClientPlace
  readonly openSockets: number
  readonly enabled: readonly NumberedServer[]
  /** All servers of the list; more than the enabled ones when some are off. */
  readonly serverCount: number
}

/** Why a client is where it is, step by step: the sum of the hash, what holds it elsewhere, and what is wrong there. */
export function WhySteps({ place, openSockets, enabled, serverCount }: WhyStepsProps) {
  const { t } = useTranslation()
  const home = homeOf(place, enabled)
  const current = enabled.find(({ entry }) => entry.id === place.serverId)
  if (!place.isAllowed) {
    return (
      <Step icon="lock" tone="tone-warn">
        {t('overview.refusedWhy')} {t('overview.refusedDo')}
      </Step>
    )
  }
  if (home === undefined) return <Step icon="stopped">{t('overview.noServerWhy')}</Step>
  const isHeld = isAway(place, home)
  return (
    <>
      <Step icon={place.why === 'pinned' ? 'pin' : 'home'}>
        {isHeld ? (
          <Trans i18nKey="overview.homeIs" values={{ server: home.label }} components={{ b: <b /> }} />
        ) : (
          t('overview.atHome')
        )}
        <HashSum place={place} home={home} enabled={enabled} serverCount={serverCount} />
      </Step>
      {isHeld && place.why === 'draining' ? (
        <Step icon="drain" tone="tone-warn">
          {t('overview.heldBySocket', { count: openSockets })}
        </Step>
      ) : null}
      {current === undefined ? null : <DownStep server={current} />}
    </>
  )
}

interface StepProps {
  readonly icon: IconName
  readonly tone?: string
  readonly children: ReactNode
}

export function Step({ icon, tone, children }: StepProps) {
  return (
    <div className={styles.step}>
      <span className={tone}>
        <Icon name={icon} size={14} />
      </span>
      <div>{children}</div>
    </div>
  )
}

interface HashSumProps extends Omit<WhyStepsProps, 'openSockets'> {
  readonly home: NumberedServer
}

/** The classic sum, to be checked with a calculator. */
function HashSum({ place: { ip, hash }, home, enabled, serverCount }: HashSumProps) {
  const { t } = useTranslation()
  const { length } = enabled
  return (
    <>
      <code>
        hash("{ip}") = {hash}
      </code>
      <code>{t('overview.sum', { hash, count: length, index: hash % length, number: home.number })}</code>
      {serverCount > length ? <span>{t('overview.sumEnabled', { count: length })}</span> : null}
    </>
  )
}

function DownStep({ server }: { readonly server: NumberedServer }) {
  const { t } = useTranslation()
  const format = useFormat()
  const state = usePanel((view) => view.state.serverStates[server.entry.id])
  if (state?.state !== 'down') return null
  const values = {
    server: server.label,
    time: state.since === null ? '–' : format.time(state.since),
    reason: state.reason === null ? '–' : t(`routeErrors.${state.reason}`),
  }
  return (
    <Step icon="down" tone="tone-bad">
      <Trans i18nKey="overview.downWhy" values={values} components={{ b: <b /> }} /> {t('overview.downThen')}
    </Step>
  )
}
