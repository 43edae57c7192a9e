import type { ClientRow } from '@shared/model/client-row'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServers } from '../../state/use-servers'
import styles from './board.module.css'
import type { BoardPlan, PlannedRow } from './board-plan'
import { BoardRow, type RowMark } from './client-row'
import type { Cord } from './cords'
import { lightOf, type SpotLight } from './use-spot'

interface BoardRowsProps {
  readonly plan: BoardPlan
  readonly cords: readonly Cord[]
  readonly clients: ReadonlyMap<string, ClientRow>
  readonly isPlugged: boolean
  readonly spot: SpotLight
}

/** The left column: one stop for Tab, then arrow keys from row to row. */
export function BoardRows({ plan, cords, clients, isPlugged, spot }: BoardRowsProps) {
  const { t } = useTranslation()
  const servers = useServers()
  const list = useRef<HTMLUListElement>(null)
  const [tabStop, setTabStop] = useState(0)
  const stop = Math.min(tabStop, plan.rows.length - 1)
  const cordOfRow = new Map(cords.map((cord) => [cord.key, cord]))

  function move(step: 1 | -1): void {
    const next = Math.min(plan.rows.length - 1, Math.max(0, stop + step))
    setTabStop(next)
    list.current?.querySelectorAll('button')[next]?.focus()
  }

  /** The server that the row's client is on, in words; the one of its seat for several. */
  function labelOf({ client, card }: PlannedRow): string | undefined {
    if (card === undefined || !isPlugged) return undefined
    if (client === undefined) return card.server.label
    const { serverId } = clients.get(client.ip) ?? client
    return serverId === null ? undefined : servers.get(serverId)?.label
  }

  return (
    <ul ref={list} className={styles.list} aria-label={t('overview.clientsTitle')}>
      {plan.rows.map((row, index) => {
        const cord = cordOfRow.get(row.key)
        return (
          <BoardRow
            key={row.key}
            row={row}
            left={plan.columns.left}
            serverLabel={labelOf(row)}
            mark={markOf(row, cord)}
            isOpen={cord?.isOpen ?? false}
            light={lightOf(row.key, spot.rows)}
            isTabStop={index === stop}
            onSpot={spot.onRow}
            onMove={move}
          />
        )
      })}
    </ul>
  )
}

function markOf(row: PlannedRow, cord: Cord | undefined): RowMark | undefined {
  if (row.card === undefined) return 'refused'
  if (cord?.isBroken === true) return 'down'
  if (row.client?.why === 'pinned') return 'pinned'
  return cord?.isAway === true ? 'away' : undefined
}
