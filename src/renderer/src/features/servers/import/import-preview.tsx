import { Button } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../components/empty-state'
import { Icon } from '../../../components/icon'
import { useRowTexts } from '../use-row-texts'
import { ImportLine } from './import-line'
import styles from './import-preview.module.css'
import type { ImportReading, ImportLine as Line } from './read-import'
import type { ShownError } from './use-shown-error'

const lineHeight = () => 28

interface ImportPreviewProps {
  readonly reading: ImportReading
  readonly isEmpty: boolean
  readonly shown: ShownError | null
  readonly onShow: (line: Line) => void
  readonly onOpen: (path: string) => void
}

/** What becomes of each thing in the text, in its order. */
export function ImportPreview({ reading, isEmpty, shown, onShow, onOpen }: ImportPreviewProps) {
  const { t } = useTranslation()
  const { lines, preview } = reading
  if (preview.file !== undefined) return <NamedFile path={preview.file.path} onOpen={onOpen} />
  if (lines.length > 0) return <Lines lines={lines} shown={shown} onShow={onShow} />
  return (
    <div className={styles.empty}>
      {isEmpty ? (
        <EmptyState icon="add-many" title={t('servers.many.emptyTitle')} text={t('servers.many.emptyText')} />
      ) : (
        <EmptyState icon="info" title={t('servers.many.nothing')} />
      )}
    </div>
  )
}

function NamedFile({ path, onOpen }: { readonly path: string; readonly onOpen: (path: string) => void }) {
  const { t } = useTranslation()
  const text = (
    <>
      {t('servers.many.namesFile')} <code className={styles.path}>{path}</code>
    </>
  )
  return (
    <div className={styles.empty}>
      <EmptyState icon="file" title={t('servers.many.fileTitle')} text={text}>
        <Button leftSection={<Icon name="folder" />} onClick={() => onOpen(path)}>
          {t('servers.many.openNamed')}
        </Button>
      </EmptyState>
    </div>
  )
}

interface LinesProps extends Pick<ImportPreviewProps, 'shown' | 'onShow'> {
  readonly lines: ImportReading['lines']
}

/** Only the lines in sight are drawn. */
function Lines({ lines, shown, onShow }: LinesProps) {
  const { t } = useTranslation()
  const texts = useRowTexts()
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: lineHeight,
    overscan: 4,
    useFlushSync: false,
  })
  useEffect(() => {
    if (shown !== null) virtualizer.scrollToIndex(shown.index)
  }, [shown, virtualizer])
  return (
    <div
      ref={scroller}
      role="list"
      aria-label={t('servers.many.preview')}
      // Scrolls by keyboard.
      tabIndex={0}
      className={styles.lines}
    >
      <div role="presentation" className={styles.sheet} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const line = lines[index]
          return line === undefined ? null : (
            <div
              key={index}
              ref={virtualizer.measureElement}
              role="listitem"
              aria-setsize={lines.length}
              aria-posinset={index + 1}
              className={styles.place}
              data-index={index}
              style={{ transform: `translateY(${start}px)` }}
            >
              <ImportLine line={line} texts={texts} isShown={index === shown?.index} onShow={onShow} />
            </div>
          )
        })}
      </div>
    </div>
  )
}
