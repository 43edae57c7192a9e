import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { ServerId } from '@shared/model/server-entry'
import { useDeferredValue, useId, useMemo, useRef } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { errorWords } from '../../../components/error-words'
import { useFormat } from '../../../components/format'
import { Icon } from '../../../components/icon'
import { usePanel } from '../../../state/use-panel'
import { changeDraft } from '../draft-store'
import type { ServerDraft } from '../server-draft'
import styles from './import-dialog.module.css'
import { ImportPreview } from './import-preview'
import { closeImport, setImportText, useImportState } from './import-store'
import { ImportSummary } from './import-summary'
import { ListField } from './list-field'
import { badLinesOf, readImport, serversToAdd } from './read-import'
import { useFileDrop } from './use-file-drop'
import { useListFile } from './use-list-file'
import { useShownError } from './use-shown-error'

interface ImportFormProps {
  readonly draft: ServerDraft
  readonly onFinish: (first: ServerId | undefined) => void
}

/** The text, what becomes of it, and the buttons. */
export function ImportForm({ draft, onFinish }: ImportFormProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const self = usePanel((view) => view.state.self)
  const { text } = useImportState()
  // A long text takes longer to read than a key may take: what is pasted is read at once, what is typed at a pause.
  const [settledText] = useDebouncedValue(text, 120, { leading: true })
  const readText = useDeferredValue(settledText)
  const reading = useMemo(() => readImport(readText, draft, self), [readText, draft, self])
  const badLines = useMemo(() => badLinesOf(reading), [reading])
  const field = useRef<HTMLTextAreaElement>(null)
  const hintId = useId()
  const file = useListFile(() => field.current?.focus())
  const drop = useFileDrop(file.take)
  const { shown, show, showNext } = useShownError(reading, readText, field)
  const count = reading.preview.added.length

  function add(): void {
    const now = readText === text ? reading : readImport(text, draft, self)
    const servers = serversToAdd(now, draft)
    changeDraft({ type: 'addMany', servers })
    onFinish(servers[0]?.id)
  }

  function changeText(changed: string): void {
    file.forgetFailure()
    setImportText(changed)
  }

  return (
    <div className={styles.form} data-dropping={drop.isOver || undefined} {...drop.handlers}>
      <div className={styles.text}>
        <ListField ref={field} text={text} badLines={badLines} hintId={hintId} onChange={changeText} />
        <p id={hintId} className={styles.hint}>
          {drop.isOver ? t('servers.many.drop') : <Trans i18nKey="servers.many.hint" components={{ code: <code /> }} />}
        </p>
      </div>
      <div className={styles.preview}>
        <ImportSummary reading={reading} shown={shown} onNextError={showNext} />
        <ImportPreview
          reading={reading}
          isEmpty={readText.trim() === ''}
          shown={shown}
          onShow={show}
          onOpen={(path) => void file.open(path)}
        />
      </div>
      <div className={styles.foot}>
        <Button leftSection={<Icon name="file" />} loading={file.isOpening} onClick={() => void file.open()}>
          {t('servers.many.open')}
        </Button>
        <p role="alert" className={styles.failure}>
          {file.failure === null ? null : errorWords(file.failure, t)}
        </p>
        <Button onClick={closeImport}>{t('servers.many.cancel')}</Button>
        <Button variant="filled" disabled={count === 0} onClick={add}>
          {t('servers.many.add', { count, formatted: format.count(count) })}
        </Button>
      </div>
    </div>
  )
}
