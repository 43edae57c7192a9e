import { ActionIcon, TextInput } from '@mantine/core'
import type { ClientPlace } from '@shared/model/client-row'
import { useEffect, useId, useRef } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { errorWords } from '../../components/error-words'
import { Icon } from '../../components/icon'
import { ServerChip } from '../../components/server-chip'
import type { NumberedServer } from '../../state/server-numbers'
import { usePanel } from '../../state/use-panel'
import type { FoundPlace } from './found-place'
import styles from './ip-box.module.css'
import type { IpAnswer } from './use-ip-place'
import { Step, WhySteps } from './why-steps'

interface IpBoxProps {
  readonly text: string
  readonly onText: (text: string) => void
  readonly answer: IpAnswer
  /** How the client stands out in the picture, if it does. */
  readonly found: FoundPlace | undefined
  readonly enabled: readonly NumberedServer[]
  readonly serverCount: number
}

const LONGEST_IP = 100

/** "Where would this IP go?": any address, seen before or not. */
export function IpBox({ text, onText, answer, found, enabled, serverCount }: IpBoxProps) {
  const { t } = useTranslation()
  const title = useId()
  const box = useRef<HTMLElement>(null)
  // In a small window the answer would appear out of sight.
  useEffect(() => {
    if (answer.state !== 'none') box.current?.scrollIntoView({ block: 'nearest' })
  }, [answer])
  return (
    <section ref={box} className={`panel ${styles.panel}`} aria-labelledby={title}>
      <h2 id={title} className={styles.title}>
        {t('overview.where')}
      </h2>
      <div className={styles.body}>
        <TextInput
          classNames={{ input: styles.input }}
          aria-labelledby={title}
          placeholder={t('overview.wherePlaceholder')}
          value={text}
          maxLength={LONGEST_IP}
          spellCheck={false}
          autoComplete="off"
          error={answer.state === 'noIp'}
          onChange={(event) => onText(event.currentTarget.value)}
          rightSection={
            text === '' ? null : (
              <ActionIcon aria-label={t('overview.whereClear')} onClick={() => onText('')}>
                <Icon name="x" size={14} />
              </ActionIcon>
            )
          }
        />
        <div role="status">
          {answer.state === 'place' ? (
            <Place place={answer.place} found={found} enabled={enabled} serverCount={serverCount} />
          ) : answer.state === 'failed' ? (
            <p className={`${styles.problem} tone-bad`}>{errorWords(answer.error, t)}</p>
          ) : answer.state === 'noIp' ? (
            <p className={`${styles.problem} tone-bad`}>{t('overview.whereNoIp')}</p>
          ) : (
            <p className={styles.hint}>{t('overview.whereHint')}</p>
          )}
        </div>
      </div>
    </section>
  )
}

interface PlaceProps extends Pick<IpBoxProps, 'found' | 'enabled' | 'serverCount'> {
  readonly place: ClientPlace
}

function Place({ place, found, enabled, serverCount }: PlaceProps) {
  const { t } = useTranslation()
  const client = usePanel((view) => view.clients.get(place.ip))
  const states = usePanel((view) => view.state.serverStates)
  const server = place.isAllowed ? enabled.find(({ entry }) => entry.id === place.serverId) : undefined
  return (
    <>
      <p className={styles.head}>
        <b>{place.ip}</b>
        <Icon name="arrow" size={14} />
        {server === undefined ? (
          t(place.isAllowed ? 'why.none' : 'why.refused')
        ) : (
          <ServerChip number={server.number} label={server.label} />
        )}
      </p>
      {client === undefined ? null : (
        <Step icon="clients">
          {t(client.isAllowed ? `overview.whereHere.${found ?? 'known'}` : 'overview.whereRefusedHere')}
        </Step>
      )}
      <WhySteps place={place} openSockets={client?.openSockets ?? 1} enabled={enabled} serverCount={serverCount} />
      {server === undefined || states[server.entry.id]?.state === 'down' ? null : (
        <Step icon="info">
          <Trans i18nKey="overview.whereIfDown" values={{ server: server.label }} components={{ b: <b /> }} />
        </Step>
      )}
    </>
  )
}
