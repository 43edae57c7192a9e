import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../components/format'
import { usePanel } from '../../state/use-panel'
import styles from './counts-panel.module.css'
import { useRates } from './use-rates'

/** What happens right now, in four figures. */
export function CountsPanel() {
  const { t } = useTranslation()
  const format = useFormat()
  const counts = usePanel((view) => view.counts)
  const isRunning = usePanel((view) => view.state.status.state === 'running')
  const rates = useRates()
  const live = isRunning ? rates : undefined
  const down = live === undefined ? undefined : format.bytesParts(live.bytesDown)
  return (
    <section className={`panel ${styles.panel}`} aria-label={t('overview.now')}>
      <h2 className={styles.title}>{t('overview.now')}</h2>
      <dl className={styles.figures}>
        <Figure
          label={t('overview.requests')}
          value={live === undefined ? undefined : format.rate(live.requests)}
          unit={t('overview.perSecond')}
          note={t('overview.inAll', { n: format.count(counts.requests) })}
        />
        <Figure
          label={t('overview.openSockets')}
          value={isRunning ? format.count(counts.openSockets) : undefined}
          note={t('overview.clients', { count: counts.clients, n: format.count(counts.clients) })}
        />
        <Figure
          label={t('overview.throughput')}
          value={down?.value}
          unit={`${down?.unit ?? 'B'}${t('overview.perSecond')}`}
          note={live === undefined ? '↑ –' : `↑ ${format.bytes(live.bytesUp)}${t('overview.perSecond')}`}
        />
        <Figure
          label={t('overview.errors')}
          value={format.count(counts.errors)}
          isBad={counts.errors > 0}
          note={t('overview.errorsNote')}
        />
      </dl>
    </section>
  )
}

interface FigureProps {
  readonly label: string
  /** `undefined`: not known just now. */
  readonly value: string | undefined
  readonly unit?: string
  readonly note: ReactNode
  readonly isBad?: boolean
}

function Figure({ label, value, unit, note, isBad = false }: FigureProps) {
  return (
    <div className={styles.figure}>
      <dt>{label}</dt>
      <dd>
        <b className={isBad ? 'tone-bad' : undefined}>{value ?? '–'}</b>
        {unit === undefined ? null : <span>{unit}</span>}
        <em>{note}</em>
      </dd>
    </div>
  )
}
