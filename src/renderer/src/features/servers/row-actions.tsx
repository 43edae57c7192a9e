import { Icon, type IconName } from '../../components/icon'
import type { ServerRowProps } from './server-row'
import styles from './server-row.module.css'

/** Moves, removes or restores a row. */
export function RowActions({ row, number, isFirst, isLast, commands, texts: { t } }: ServerRowProps) {
  const { id } = row.entry
  if (row.isRemoved) {
    return (
      <span className={styles.actions}>
        <button
          type="button"
          className={styles.restore}
          data-part="restore"
          aria-label={t('servers.restoreOf', { row: number })}
          onClick={() => commands.restore(id)}
        >
          {t('servers.restore')}
        </button>
      </span>
    )
  }
  return (
    <span className={styles.actions}>
      <RowAction
        part="up"
        icon="chevron-up"
        label={t('servers.moveUp', { row: number })}
        isOff={isFirst}
        onClick={() => commands.move(id, -1, 'up')}
      />
      <RowAction
        part="down"
        icon="chevron-down"
        label={t('servers.moveDown', { row: number })}
        isOff={isLast}
        onClick={() => commands.move(id, 1, 'down')}
      />
      <RowAction
        part="remove"
        icon="trash"
        label={t('servers.remove', { row: number })}
        onClick={() => commands.remove(id)}
      />
    </span>
  )
}

interface RowActionProps {
  readonly part: string
  readonly icon: IconName
  readonly label: string
  readonly isOff?: boolean
  readonly onClick: () => void
}

/** An action that is off keeps the focus: a row moved to the top by its button must not throw the keyboard out. */
function RowAction({ part, icon, label, isOff = false, onClick }: RowActionProps) {
  return (
    <button
      type="button"
      className={styles.action}
      data-part={part}
      aria-label={label}
      title={label}
      aria-disabled={isOff}
      onClick={() => {
        if (!isOff) onClick()
      }}
    >
      <Icon name={icon} />
    </button>
  )
}
