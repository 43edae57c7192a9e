import { Button } from '@mantine/core'
import type { ErrorInfo } from '@shared/errors'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { errorWords } from '../../components/error-words'
import { Icon } from '../../components/icon'
import styles from './settings.module.css'

interface SettingCardProps {
  readonly title: string
  /** When a change takes effect. */
  readonly note: string
  readonly children: ReactNode
}

/** Settings that belong together. */
export function SettingCard({ title, note, children }: SettingCardProps) {
  return (
    <section className={`panel ${styles.card}`} aria-label={title}>
      <header className={styles.cardHead}>
        <h2>{title}</h2>
        <span>{note}</span>
      </header>
      {children}
    </section>
  )
}

interface SettingRowProps {
  readonly label: string
  /** What it does, and its default. */
  readonly text: ReactNode
  readonly children: ReactNode
  readonly error?: ErrorInfo | null
}

/** One setting: what it is at the left, its control at the right. */
export function SettingRow({ label, text, children, error = null }: SettingRowProps) {
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <b>{label}</b>
        <p>{text}</p>
        {error === null ? null : <SettingError error={error} />}
      </div>
      {children}
    </div>
  )
}

/** Why a setting was not taken over. */
export function SettingError({ error }: { readonly error: ErrorInfo }) {
  const { t } = useTranslation()
  return <Problem>{t('settings.notSaved', { reason: errorWords(error, t) })}</Problem>
}

/** What is wrong, in one sentence. */
export function Problem({ children }: { readonly children: ReactNode }) {
  return (
    <p role="alert" className={styles.problem}>
      <Icon name="degraded" size={14} />
      <span>{children}</span>
    </p>
  )
}

interface SaveBarProps {
  readonly canSave: boolean
  readonly isSaving: boolean
  readonly onSave: () => void
  readonly onCancel: () => void
  /** What to know before saving. */
  readonly children?: ReactNode
}

/** At the foot of a card whose fields have been changed. */
export function SaveBar({ canSave, isSaving, onSave, onCancel, children }: SaveBarProps) {
  const { t } = useTranslation()
  return (
    <footer className={styles.saveBar}>
      <div className={styles.saveWords}>{children}</div>
      <Button onClick={onCancel}>{t('settings.cancel')}</Button>
      <Button className={styles.save ?? ''} variant="filled" disabled={!canSave} loading={isSaving} onClick={onSave}>
        {t('settings.save')}
      </Button>
    </footer>
  )
}
