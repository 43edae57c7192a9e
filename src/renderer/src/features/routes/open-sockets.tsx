import type { RouteRow } from '@shared/model/route-row'
import { useState } from 'react'
import { RouteLine } from './route-line'
import { RouteRows } from './route-rows'
import styles from './routes.module.css'
import { useLineTexts } from './use-line-texts'

const SHOWN = 3

/** The open WebSockets above the log, so that they stay in sight however much traffic there is. */
export function OpenSockets({ rows }: { readonly rows: readonly RouteRow[] }) {
  const texts = useLineTexts()
  const [isAll, setIsAll] = useState(false)
  if (rows.length === 0) return null
  const canFold = rows.length > SHOWN
  const newest = rows.slice(-SHOWN).reverse()
  return (
    <>
      <div className={styles.bar}>
        <span className={styles.live}>
          {texts.t('routes.openSockets', { count: rows.length, formatted: texts.format.count(rows.length) })}
        </span>
        {canFold ? (
          <button type="button" className={styles.link} aria-expanded={isAll} onClick={() => setIsAll(!isAll)}>
            {isAll ? texts.t('routes.showFewer') : texts.t('routes.showAll')}
          </button>
        ) : null}
      </div>
      {isAll && canFold ? (
        <RouteRows rows={rows} kind="list" label={texts.t('routes.sockets')} />
      ) : (
        <div role="list" className={styles.sockets} aria-label={texts.t('routes.sockets')}>
          {newest.map((row) => (
            <RouteLine key={row.id} row={row} texts={texts} kind="list" />
          ))}
        </div>
      )}
    </>
  )
}
