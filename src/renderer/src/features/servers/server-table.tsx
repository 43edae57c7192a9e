import type { ServerId } from '@shared/model/server-entry'
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { usePanel } from '../../state/use-panel'
import type { RowChange, RowProblem } from './draft-changes'
import type { RowCommands, WantedFocus } from './row-commands'
import type { ServerDraft } from './server-draft'
import { ServerRow } from './server-row'
import styles from './servers.module.css'
import { TableHead } from './table-head'
import { useClientCounts } from './use-client-counts'
import { useRowTexts } from './use-row-texts'

const HEAD_HEIGHT = 32
const rowHeight = () => 41

interface ServerTableProps {
  readonly draft: ServerDraft
  readonly changes: ReadonlyMap<ServerId, RowChange>
  readonly problems: ReadonlyMap<ServerId, RowProblem>
  readonly commands: RowCommands
  readonly wanted: WantedFocus | null
  readonly onFocused: () => void
}

/** The server list as a table that edits in place; only the rows in sight are drawn. */
export function ServerTable({ draft, changes, problems, commands, wanted, onFocused }: ServerTableProps) {
  const { t } = useTranslation()
  const states = usePanel((view) => view.state.serverStates)
  const clientCounts = useClientCounts()
  const texts = useRowTexts()
  const scroller = useRef<HTMLDivElement>(null)
  const { rows } = draft
  const kept = rows.filter(({ isRemoved }) => !isRemoved)
  const [firstKept, lastKept] = [kept[0], kept.at(-1)]
  const savedUrls = useMemo(() => new Map(draft.base.map(({ id, url }) => [id, url])), [draft.base])

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: rowHeight,
    getItemKey: useCallback((index: number) => rows[index]?.entry.id ?? index, [rows]),
    rangeExtractor: useCallback((range: Range) => withFocusedRow(range, scroller.current), []),
    overscan: 6,
    useFlushSync: false,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
  })
  useWantedFocus(wanted, onFocused, scroller)
  useEffect(() => {
    const index = wanted === null ? -1 : rows.findIndex(({ entry }) => entry.id === wanted.id)
    if (index >= 0) virtualizer.scrollToIndex(index)
  }, [wanted, rows, virtualizer])

  return (
    <div
      ref={scroller}
      className={`panel ${styles.table}`}
      role="table"
      aria-label={t('servers.table')}
      aria-rowcount={rows.length + 1}
    >
      <TableHead />
      <div role="rowgroup" className={styles.rows} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const row = rows[index]
          if (row === undefined) return null
          const { id, url } = row.entry
          const isSameAddress = savedUrls.get(id) === url
          return (
            <div
              key={id}
              ref={virtualizer.measureElement}
              role="presentation"
              className={styles.place}
              data-index={index}
              style={{ transform: `translateY(${start - HEAD_HEIGHT}px)` }}
            >
              <ServerRow
                row={row}
                number={index + 1}
                change={changes.get(id) ?? null}
                problem={problems.get(id) ?? null}
                state={(isSameAddress && states[id]) || null}
                clients={savedUrls.has(id) ? (clientCounts.get(id) ?? 0) : null}
                isFirst={row === firstKept}
                isLast={row === lastKept}
                commands={commands}
                texts={texts}
              />
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** The row with the focus stays in the page however far it is scrolled away: what is typed must reach it. */
function withFocusedRow(range: Range, scroller: HTMLElement | null): number[] {
  const shown = defaultRangeExtractor(range)
  const focused = scroller?.contains(document.activeElement)
    ? document.activeElement?.closest<HTMLElement>('[data-index]')?.dataset['index']
    : undefined
  const index = Number(focused ?? -1)
  if (index < 0 || index >= range.count || shown.includes(index)) return shown
  return [...shown, index].sort((a, b) => a - b)
}

function useWantedFocus(
  wanted: WantedFocus | null,
  onFocused: () => void,
  scroller: { readonly current: HTMLElement | null },
): void {
  // Without a list of dependencies: the row may be drawn only some renders after it was scrolled to.
  useLayoutEffect(() => {
    if (wanted === null) return
    const row = scroller.current?.querySelector(`[data-row="${CSS.escape(wanted.id)}"]`)
    const part = row?.querySelector<HTMLElement>(`[data-part="${wanted.part}"]`)
    if (!part) return
    part.focus()
    onFocused()
  })
}
