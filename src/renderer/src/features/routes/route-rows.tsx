import type { RouteRow } from '@shared/model/route-row'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type UIEvent, useLayoutEffect, useRef } from 'react'
import { RouteLine } from './route-line'
import styles from './routes.module.css'
import { useLineTexts } from './use-line-texts'

const lineHeight = () => 28

interface RouteRowsProps {
  /** Oldest first; drawn the other way round. */
  readonly rows: readonly RouteRow[]
  readonly kind: 'table' | 'list'
  readonly label: string
  /** The newest state of a row that is held. */
  readonly refresh?: (row: RouteRow) => RouteRow
  /** Back to the newest row whenever this becomes true. */
  readonly isLive?: boolean
  readonly onScroll?: (scrollTop: number) => void
}

/** Routes, newest first, in a box of their own that scrolls; only what is in sight is drawn. */
export function RouteRows({ rows, kind, label, refresh = (row) => row, isLive = false, onScroll }: RouteRowsProps) {
  const texts = useLineTexts()
  const scroller = useRef<HTMLDivElement>(null)
  const newestFirst = (index: number) => rows[rows.length - 1 - index]
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: lineHeight,
    overscan: 4,
    useFlushSync: false,
  })
  useLayoutEffect(() => {
    if (isLive) scroller.current?.scrollTo({ top: 0 })
  }, [isLive])
  return (
    <div
      ref={scroller}
      role={kind === 'table' ? 'rowgroup' : 'list'}
      aria-label={label}
      // Scrolls by keyboard.
      tabIndex={0}
      className={styles.rows}
      data-kind={kind}
      onScroll={(event: UIEvent<HTMLDivElement>) => onScroll?.(event.currentTarget.scrollTop)}
    >
      <div role="presentation" className={styles.sheet} style={{ height: virtualizer.getTotalSize() }}>
        {/* Lines keep their places and change their contents: cheaper than new lines for every batch. */}
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const row = newestFirst(index)
          return row === undefined ? null : (
            <div
              key={index}
              role="presentation"
              className={styles.place}
              style={{ transform: `translateY(${start}px)` }}
            >
              <RouteLine row={refresh(row)} texts={texts} kind={kind} rowIndex={index + 2} />
            </div>
          )
        })}
      </div>
    </div>
  )
}
