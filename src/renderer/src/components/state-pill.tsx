import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon'
import styles from './state-pill.module.css'

/** What a state means for people: fine, look at it, broken, or nothing to say. */
export type Tone = 'ok' | 'warn' | 'bad' | 'quiet'

interface StatePillProps {
  readonly tone: Tone
  readonly icon: IconName
  readonly children: ReactNode
}

/** A state as icon and word on a tint: for the one state of a screen. */
export function StatePill({ tone, icon, children }: StatePillProps) {
  return (
    <span className={styles.pill} data-tone={tone}>
      <Icon name={icon} />
      {children}
    </span>
  )
}

/** A state as icon and word in a row, without a tint. */
export function StateWord({ tone, icon, children }: StatePillProps) {
  return (
    <span className={`${styles.word} tone-${tone}`}>
      <Icon name={icon} size={14} />
      {children}
    </span>
  )
}
