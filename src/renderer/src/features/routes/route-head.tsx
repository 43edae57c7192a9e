import { useTranslation } from 'react-i18next'
import styles from './route-line.module.css'

const COLUMNS = ['time', 'client', 'kind', 'path', 'server', 'status', 'took', 'up', 'down'] as const
const FIGURES: ReadonlySet<string> = new Set(['took', 'up', 'down'])

interface RouteHeadProps {
  /**
   * The names of the columns are drawn once above everything, open sockets included, and said once with the table that
   * they belong to. This one is drawn.
   */
  readonly isPicture?: boolean
}

/** The names of the columns. */
export function RouteHead({ isPicture = false }: RouteHeadProps) {
  const { t } = useTranslation()
  if (isPicture) {
    return (
      <div className={styles.headGroup} aria-hidden="true">
        <div className={styles.head}>
          {COLUMNS.map((column) => (
            <span key={column} className={FIGURES.has(column) ? styles.figure : undefined}>
              {t(`routes.${column}`)}
            </span>
          ))}
        </div>
      </div>
    )
  }
  return (
    <div role="rowgroup" className="visually-hidden">
      <div role="row" aria-rowindex={1}>
        {COLUMNS.map((column) => (
          <span key={column} role="columnheader">
            {t(`routes.${column}`)}
          </span>
        ))}
      </div>
    </div>
  )
}
