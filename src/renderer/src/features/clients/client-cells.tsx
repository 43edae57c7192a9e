import type { WhyHere } from '@shared/model/client-row'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../components/format'
import { Icon, type IconName } from '../../components/icon'
import { ServerChip } from '../../components/server-chip'
import type { NumberedServer } from '../../state/server-numbers'
import { useNow } from '../../state/use-now'
import type { TableClient } from './client-filter'
import styles from './client-table.module.css'

const WHY_ICONS: Record<WhyHere | 'refused', IconName> = {
  hash: 'home',
  pinned: 'pin',
  failover: 'failover',
  draining: 'drain',
  refused: 'lock',
}

export function Server({ server }: { readonly server: NumberedServer | undefined }) {
  const { t } = useTranslation()
  if (server === undefined) return <span className={styles.quiet}>{t('why.none')}</span>
  return <ServerChip number={server.number} label={server.label} />
}

/** Why the client is there: at home is quiet, what is not is marked, and so is what does not work. */
export function Why({ row }: { readonly row: TableClient }) {
  const { t } = useTranslation()
  const { client, home, isCutOff } = row
  const why = client.isAllowed ? client.why : 'refused'
  const homeIs = home === undefined ? undefined : t('clients.home', { server: home.label })
  const cutOff = isCutOff ? t('clients.cutOff') : undefined
  const title = [t(`why.${why}`), cutOff, homeIs].filter((part) => part !== undefined).join(' · ')
  return (
    <span className={styles.why} data-why={why} data-cut-off={isCutOff || undefined} title={title}>
      <Icon name={isCutOff ? 'down' : WHY_ICONS[why]} size={14} />
      <span className={styles.parts}>
        <span>
          {t(`why.${why}`)}
          {isCutOff ? ' · ' : null}
        </span>
        {isCutOff ? <b className="tone-bad">{cutOff}</b> : null}
        {homeIs === undefined ? null : <em> · {homeIs}</em>}
      </span>
    </span>
  )
}

export function Count({ value }: { readonly value: number }) {
  return useFormat().count(value)
}

export function Bytes({ value }: { readonly value: number }) {
  return useFormat().bytes(value)
}

export function Moment({ at }: { readonly at: number }) {
  const format = useFormat()
  const now = useNow()
  return <span title={format.dateTime(at)}>{format.moment(at, now)}</span>
}

export function Age({ at }: { readonly at: number }) {
  const format = useFormat()
  const now = useNow()
  return <span title={format.dateTime(at)}>{format.ago(at, now)}</span>
}
