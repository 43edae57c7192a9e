import type { ReactNode } from 'react'
import styles from './empty-state.module.css'
import { Icon, type IconName } from './icon'

interface EmptyStateProps {
  readonly icon: IconName
  readonly title: string
  readonly text?: ReactNode
  readonly isBad?: boolean
  /** Buttons: the first one is the way on. */
  readonly children?: ReactNode
}

/** What stands where nothing is yet, or where something is broken: what happened, and what to do. */
export function EmptyState({ icon, title, text, isBad = false, children }: EmptyStateProps) {
  return (
    <div className={styles.box}>
      <span className={isBad ? 'tone-bad' : styles.icon}>
        <Icon name={icon} size={24} />
      </span>
      <h2 className={styles.title}>{title}</h2>
      {text === undefined ? null : <div className={styles.text}>{text}</div>}
      {children === undefined ? null : <div className={styles.actions}>{children}</div>}
    </div>
  )
}
