import { Button, Modal } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { ServerId } from '@shared/model/server-entry'
import type { ListPlace } from '@shared/server-list/listed-server'
import { useDeferredValue, useId, useMemo, useRef, useSyncExternalStore } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { errorWords } from '../../../components/error-words'
import { useFormat } from '../../../components/format'
import { Icon } from '../../../components/icon'
import { usePanel } from '../../../state/use-panel'
import { changeDraft } from '../draft-store'
import type { ServerDraft } from '../server-draft'
import styles from './import-dialog.module.css'
import { ImportPreview } from './import-preview'
import { closeImport, finishImport, getImportState, setImportText, subscribeToImport } from './import-store'
import { ImportSummary } from './import-summary'
import { ListField } from './list-field'
import { badLinesOf, readImport, serversToAdd } from './read-import'
import { showPlace } from './show-place'
import { useFileDrop } from './use-file-drop'
import { useListFile } from './use-list-file'

interface ImportDialogProps {
  readonly draft: ServerDraft
  /** Called with the first new row, once the dialog is gone. */
  readonly onAdded: (first: ServerId) => void
}

/** Many servers at once: a text is pasted, typed or read from a file, and seen as servers before it is added. */
export function ImportDialog({ draft, onAdded }: ImportDialogProps) {
  const { t } = useTranslation()
  const { isOpen } = useSyncExternalStore(subscribeToImport, getImportState)
  const added = useRef<ServerId>(undefined)

  function finish(first: ServerId | undefined): void {
    added.current = first
    finishImport()
  }

  return (
    <Modal
      opened={isOpen}
      onClose={closeImport}
      size={1040}
      yOffset={24}
      padding={0}
      title={
        <>
          {t('servers.many.title')} <em className={styles.note}>{t('servers.many.note')}</em>
        </>
      }
      classNames={{ header: styles.header ?? '', title: styles.title ?? '' }}
      // A header element outside of main would be a second banner of the page.
      attributes={{ header: { role: 'presentation' } }}
      closeButtonProps={{ 'aria-label': t('frame.close') }}
      onExitTransitionEnd={() => {
        // Not before: the dialog gives the focus back to where it was.
        if (added.current !== undefined) onAdded(added.current)
        added.current = undefined
      }}
    >
      {isOpen ? <ImportForm draft={draft} onFinish={finish} /> : null}
    </Modal>
  )
}

interface ImportFormProps {
  readonly draft: ServerDraft
  readonly onFinish: (first: ServerId | undefined) => void
}

function ImportForm({ draft, onFinish }: ImportFormProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const self = usePanel((view) => view.state.self)
  const { text } = useSyncExternalStore(subscribeToImport, getImportState)
  // A long text takes longer to read than a key may take: what is pasted is read at once, what is typed at a pause.
  const [settledText] = useDebouncedValue(text, 120, { leading: true })
  const readText = useDeferredValue(settledText)
  const reading = useMemo(() => readImport(readText, draft, self), [readText, draft, self])
  const badLines = useMemo(() => badLinesOf(reading), [reading])
  const field = useRef<HTMLTextAreaElement>(null)
  const hintId = useId()
  const file = useListFile(() => field.current?.focus())
  const drop = useFileDrop(file.take)
  const count = reading.preview.added.length

  function add(): void {
    const now = readText === text ? reading : readImport(text, draft, self)
    const servers = serversToAdd(now, draft)
    changeDraft({ type: 'addMany', servers })
    onFinish(servers[0]?.id)
  }

  function show(place: ListPlace): void {
    if (field.current !== null) showPlace(field.current, place)
  }

  return (
    <div className={styles.form} data-dropping={drop.isOver || undefined} {...drop.handlers}>
      <div className={styles.text}>
        <ListField ref={field} text={text} badLines={badLines} hintId={hintId} onChange={setImportText} />
        <p id={hintId} className={styles.hint}>
          {drop.isOver ? t('servers.many.drop') : <Trans i18nKey="servers.many.hint" components={{ code: <code /> }} />}
        </p>
      </div>
      <div className={styles.preview}>
        <ImportSummary preview={reading.preview} />
        <ImportPreview
          reading={reading}
          isEmpty={readText.trim() === ''}
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
