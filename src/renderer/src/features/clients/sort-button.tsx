import type { Column } from '@tanstack/react-table'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icon'
import type { ClientFeatures, ColumnId } from './client-columns'
import type { TableClient } from './client-filter'
import styles from './client-table.module.css'

interface SortButtonProps {
  readonly id: ColumnId
  readonly column: Column<ClientFeatures, TableClient, unknown>
}

/** The head of a column: says how the rows are sorted, and sorts them. */
export function SortButton({ id, column }: SortButtonProps) {
  const { t } = useTranslation()
  const direction = column.getIsSorted()
  const ariaSort = direction === false ? undefined : direction === 'asc' ? 'ascending' : 'descending'
  return (
    <div role="columnheader" aria-sort={ariaSort} data-column={id}>
      <button type="button" className={styles.sort} onClick={() => column.toggleSorting()}>
        {t(`clients.columns.${id}`)}
        {direction === false ? null : <Icon name={direction === 'asc' ? 'chevron-up' : 'chevron-down'} size={12} />}
      </button>
    </div>
  )
}
