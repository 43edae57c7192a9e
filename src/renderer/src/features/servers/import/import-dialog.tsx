import { Modal } from '@mantine/core'
import type { ServerId } from '@shared/model/server-entry'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServerDraft } from '../server-draft'
import styles from './import-dialog.module.css'
import { ImportForm } from './import-form'
import { closeImport, finishImport, useImportState } from './import-store'

interface ImportDialogProps {
  readonly draft: ServerDraft
  /** Called with the first new row, once the dialog is gone. */
  readonly onAdded: (first: ServerId) => void
}

/** Many servers at once: a text is pasted, typed or read from a file, and seen as servers before it is added. */
export function ImportDialog({ draft, onAdded }: ImportDialogProps) {
  const { t } = useTranslation()
  const { isOpen } = useImportState()
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
