import type { Settings, SettingsPatch } from '@shared/model/settings'
import { useEffect, useState } from 'react'
import { type SettingHandle, useSetting } from './use-setting'

type Key = keyof SettingsPatch & keyof Settings

export interface SettingForm<K extends Key, F> extends SettingHandle<K> {
  readonly form: F
  readonly change: (part: Partial<F>) => void
  readonly cancel: () => void
  readonly isChanged: boolean
}

interface Edit<F> {
  readonly form: F
  /** The saved value that it was typed over. */
  readonly over: string
}

/** Edits outlive the screen: nothing that was typed is lost by looking at another one. A setting has one form. */
const kept = new Map<Key, Edit<unknown>>()

/**
 * A setting that is edited in fields and saved on request. What was typed stays until it is saved or cancelled; when the
 * setting changes under it, by saving or elsewhere, the fields follow.
 */
export function useSettingForm<K extends Key, F extends object>(
  key: K,
  toForm: (saved: Settings[K]) => F,
): SettingForm<K, F> {
  const setting = useSetting(key)
  const over = JSON.stringify(setting.saved)
  const [edit, setEdit] = useState<Edit<F> | null>(() => (kept.get(key) as Edit<F> | undefined) ?? null)
  const fresh = toForm(setting.saved)
  const form = edit?.over === over ? edit.form : fresh
  useEffect(() => {
    if (kept.get(key)?.over !== over) kept.delete(key)
  }, [key, over])

  function keep(next: Edit<F> | null): void {
    if (next === null) kept.delete(key)
    else kept.set(key, next)
    setEdit(next)
  }
  return {
    ...setting,
    form,
    isChanged: JSON.stringify(form) !== JSON.stringify(fresh),
    change(part) {
      setting.forgetError()
      keep({ form: { ...form, ...part }, over })
    },
    cancel() {
      setting.forgetError()
      keep(null)
    },
  }
}
