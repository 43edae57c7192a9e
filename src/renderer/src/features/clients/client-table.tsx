import { type SortingState, useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNow } from '../../state/use-now'
import { usePanelEvery } from '../../state/use-panel'
import { useDownServers, useServers } from '../../state/use-servers'
import { COLUMN_IDS, type ColumnId, columns, features } from './client-columns'
import { type ClientFilter, filterClients, NO_FILTER } from './client-filter'
import styles from './client-table.module.css'
import { useHeldOrder } from './held-order'
import { SortButton } from './sort-button'

const ROW = 28
/** Sorting thousands of rows anew is the dear part of a push. */
const REFRESH_MS = 500
const OLD_MS = 8 * 60_000

interface ClientTableProps {
  readonly columns?: readonly ColumnId[]
  readonly filter?: ClientFilter
  /** What the rows are sorted by until the person chooses. */
  readonly sortedBy?: ColumnId
  /** What stands there when no client passes the filter. */
  readonly empty?: ReactNode
}

/** All clients, one line each; it scrolls by itself and draws only what is in sight. */
export function ClientTable(props: ClientTableProps) {
  const { columns: shown = COLUMN_IDS, filter = NO_FILTER, sortedBy = 'ip', empty } = props
  const { t } = useTranslation()
  const clients = usePanelEvery(REFRESH_MS, (view) => view.clients)
  const servers = useServers()
  const down = useDownServers()
  const data = useMemo(() => filterClients(clients.values(), servers, filter, down), [clients, servers, filter, down])
  const [sorting, setSorting] = useState<SortingState>([{ id: sortedBy, desc: false }])
  const [isHeld, setIsHeld] = useState(false)
  const table = useTable({
    features,
    columns,
    data,
    getRowId: (row) => row.client.ip,
    state: { sorting },
    onSortingChange: setSorting,
    enableSortingRemoval: false,
    enableMultiSort: false,
  })
  const { rows, rowsById } = table.getRowModel()
  const sorted = useMemo(() => rows.map((row) => row.id), [rows])
  const order = useHeldOrder(sorted, isHeld, JSON.stringify([sorting, filter]))
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
  })
  const now = useNow()
  const layout = shown.length === COLUMN_IDS.length ? styles.all : styles.some

  return (
    <div className={styles.frame}>
      <div
        className={`${styles.table} ${layout}`}
        role="table"
        aria-label={t('clients.title')}
        aria-rowcount={order.length + 1}
      >
        <div role="rowgroup">
          <div className={`${styles.row} ${styles.head}`} role="row">
            {shown.map((id) => {
              const column = table.getColumn(id)
              return column === undefined ? null : <SortButton key={id} id={id} column={column} />
            })}
          </div>
        </div>
        {/* The rows scroll, so the keyboard has to reach them. */}
        <div
          ref={scroller}
          className={styles.scroller}
          role="rowgroup"
          tabIndex={0}
          onPointerEnter={() => setIsHeld(true)}
          onPointerLeave={() => setIsHeld(false)}
        >
          <div role="presentation" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index, start }) => {
              const row = rowsById[order[index] ?? '']
              if (row === undefined) return null
              const cells = row.getAllCells().filter(({ column }) => shown.includes(column.id as ColumnId))
              return (
                <div
                  key={row.id}
                  className={styles.row}
                  role="row"
                  aria-rowindex={index + 2}
                  data-old={now - row.original.client.lastSeen > OLD_MS || undefined}
                  style={{ transform: `translateY(${start}px)` }}
                >
                  {cells.map((cell) => (
                    <div key={cell.id} role="cell" data-column={cell.column.id}>
                      <table.FlexRender cell={cell} />
                    </div>
                  ))}
                </div>
              )
            })}
          </div>
        </div>
      </div>
      {order.length === 0 && empty !== undefined ? <div className={styles.empty}>{empty}</div> : null}
    </div>
  )
}
