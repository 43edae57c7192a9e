import { Fragment } from 'react'
import { Icon } from '../../../components/icon'
import { useRowTexts } from '../use-row-texts'
import { errorReason } from './error-reason'
import styles from './import-preview.module.css'
import type { ImportReading } from './read-import'
import type { ShownError } from './use-shown-error'

interface ImportSummaryProps {
  readonly reading: ImportReading
  readonly shown: ShownError | null
  readonly onNextError: () => void
}

/** The preview in one sentence; its errors are shown one after the other. */
export function ImportSummary({ reading, shown, onNextError }: ImportSummaryProps) {
  const { t, format } = useRowTexts()
  const { added, duplicates, errors } = reading.preview
  const counted = [
    { kind: 'add', key: 'servers.many.willAdd', count: added.length },
    { kind: 'duplicate', key: 'servers.many.duplicates', count: duplicates },
    { kind: 'error', key: 'servers.many.bad', count: errors },
  ] as const
  const parts = counted.filter(({ count }) => count > 0)
  return (
    <>
      <p className={styles.summary} aria-live="polite">
        {parts.map(({ kind, key, count }, index) => {
          const words = t(key, { count, formatted: format.count(count) })
          return (
            <Fragment key={kind}>
              {index === 0 ? null : t('servers.comma')}
              {kind === 'error' ? (
                <button type="button" className={styles.next} title={t('servers.many.nextError')} onClick={onNextError}>
                  {words}
                  <Icon name="chevron-down" size={14} />
                </button>
              ) : (
                <span data-kind={kind}>{words}</span>
              )}
            </Fragment>
          )
        })}
      </p>
      <ShownErrorWords reading={reading} shown={shown} />
    </>
  )
}

/** Says to those who do not see it which error was gone to. */
function ShownErrorWords({ reading: { lines, preview }, shown }: Pick<ImportSummaryProps, 'reading' | 'shown'>) {
  const texts = useRowTexts()
  const { t, format } = texts
  const row = shown === null ? undefined : lines[shown.index]?.row
  const number = lines.slice(0, (shown?.index ?? -1) + 1).filter((line) => line.row.kind === 'error').length
  return (
    <p className="visually-hidden" aria-live="polite">
      {row?.kind === 'error'
        ? t('servers.many.shownError', {
            number: format.count(number),
            total: format.count(preview.errors),
            line: format.count(row.error.place.line),
            reason: errorReason(row.error, texts),
          })
        : null}
    </p>
  )
}
