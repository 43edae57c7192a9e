import type { ReactNode } from 'react'
import styles from './page-head.module.css'

interface PageHeadProps {
  readonly title: string
  /** Counts beside the title, in faint words. */
  readonly note?: ReactNode
  /** Search field and buttons, at the right. */
  readonly children?: ReactNode
}

/** The line at the top of a screen. */
export function PageHead({ title, note, children }: PageHeadProps) {
  return (
    <div className={styles.head}>
      <h1 className={styles.title}>{title}</h1>
      <span className={styles.note}>{note}</span>
      {children}
    </div>
  )
}
