import type { ListPlace } from '@shared/server-list/listed-server'
import { memo } from 'react'
import { Icon } from '../../../components/icon'
import { ServerSwatch } from '../../../components/server-swatch'
import type { RowTexts } from '../use-row-texts'
import styles from './import-preview.module.css'
import type { ImportLine as Line } from './read-import'

interface ImportLineProps {
  readonly line: Line
  readonly texts: RowTexts
  readonly onShow: (place: ListPlace) => void
}

/** One thing that the text names, and what becomes of it. */
export const ImportLine = memo(function ImportLine({ line: { row, number }, texts, onShow }: ImportLineProps) {
  const { t, format } = texts
  if (row.kind === 'error') {
    const { place, problem, params = {} } = row.error
    const filled: Record<string, string | number> = Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, typeof value === 'number' ? format.count(value) : value]),
    )
    return (
      <button
        type="button"
        className={styles.line}
        data-kind="error"
        title={t('servers.many.showLine', { line: place.line })}
        onClick={() => onShow(place)}
      >
        <Icon name="down" size={16} />
        <LineNumber line={place.line} texts={texts} />
        <span className={styles.what}>
          <code>{place.text}</code>
          <span className={styles.reason}>{t(`listProblems.${problem}`, filled)}</span>
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
        {isNew && enabled === false ? <span className={styles.note}>{t('servers.many.switchedOff')}</span> : null}
        {row.kind === 'duplicate' ? (
          <span className={styles.note}>
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
