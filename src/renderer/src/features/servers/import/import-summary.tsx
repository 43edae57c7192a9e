import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../components/format'
import styles from './import-preview.module.css'
import type { ImportReading } from './read-import'

/** The preview in one sentence. */
export function ImportSummary({ preview }: Pick<ImportReading, 'preview'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const counted = [
    { kind: 'add', key: 'servers.many.willAdd', count: preview.added.length },
    { kind: 'duplicate', key: 'servers.many.present', count: preview.duplicates },
    { kind: 'error', key: 'servers.many.bad', count: preview.errors },
  ] as const
  const parts = counted.filter(({ count }) => count > 0)
  return (
    <p className={styles.summary} aria-live="polite">
      {parts.map(({ kind, key, count }, index) => (
        <Fragment key={kind}>
          {index === 0 ? null : t('servers.comma')}
          <span data-kind={kind}>{t(key, { count, formatted: format.count(count) })}</span>
        </Fragment>
      ))}
    </p>
  )
}
