import { memo } from 'react'
import { Icon } from '../../../components/icon'
import { ServerSwatch } from '../../../components/server-swatch'
import type { RowTexts } from '../use-row-texts'
import { errorReason } from './error-reason'
import styles from './import-preview.module.css'
import type { ImportLine as Line } from './read-import'

interface ImportLineProps {
  readonly line: Line
  readonly texts: RowTexts
  /** It is the error that the person is at. */
  readonly isShown: boolean
  readonly onShow: (line: Line) => void
}

/** One thing that the text names, and what becomes of it. */
export const ImportLine = memo(function ImportLine({ line, texts, isShown, onShow }: ImportLineProps) {
  const { t, format } = texts
  const { row, number } = line
  if (row.kind === 'error') {
    const { place } = row.error
    return (
      <button
        type="button"
        className={styles.line}
        data-kind="error"
        aria-current={isShown || undefined}
        title={t('servers.many.showLine', { line: place.line })}
        onClick={() => onShow(line)}
      >
        <Icon name="down" size={16} />
        <LineNumber line={place.line} texts={texts} />
        <span className={styles.what}>
          <code>{place.text}</code>
          <span className={styles.reason}>{errorReason(row.error, texts)}</span>
        </span>
      </button>
    )
  }
  const { url, name, enabled, place } = row.server
  const isNew = row.kind === 'add'
  return (
    <div className={styles.line} data-kind={row.kind}>
      {isNew && number !== null ? <ServerSwatch number={number} /> : <Icon name="minus" size={16} />}
      <LineNumber line={place.line} texts={texts} />
      <span className={styles.what}>
        <code>{url}</code>
        {isNew && name !== undefined ? <span className={styles.name}>{name}</span> : null}
        {isNew && enabled === false ? <span>{t('servers.many.switchedOff')}</span> : null}
        {row.kind === 'add' && row.note !== undefined ? (
          <span className={styles.warning}>
            <Icon name="degraded" size={14} />
            {t(`listNotes.${row.note}`)}
          </span>
        ) : null}
        {row.kind === 'duplicate' ? (
          <span>
            {number === null
              ? t('servers.many.presentLine', { line: format.count(row.ofLine ?? place.line) })
              : t('servers.many.presentRow', { row: format.count(number) })}
          </span>
        ) : null}
      </span>
    </div>
  )
})

function LineNumber({ line, texts: { t, format } }: { readonly line: number; readonly texts: RowTexts }) {
  return <span className={styles.number}>{t('servers.many.line', { line: format.count(line) })}</span>
}
