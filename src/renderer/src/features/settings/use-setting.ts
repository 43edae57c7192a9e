import type { ErrorInfo } from '@shared/errors'
import type { Settings, SettingsPatch } from '@shared/model/settings'
import { useState } from 'react'
import { panel } from '../../bridge/panel-bridge'
import { usePanel } from '../../state/use-panel'

type Key = keyof SettingsPatch & keyof Settings

export interface SettingHandle<K extends Key> {
  /** As main says it is; a change shows only when main has said so. */
  readonly saved: Settings[K]
  readonly save: (value: Settings[K]) => void
  /** From the call until main has pushed the changed setting. */
  readonly isSaving: boolean
  readonly error: ErrorInfo | null
  readonly forgetError: () => void
}

type Attempt =
  | { readonly phase: 'none' }
  | { readonly phase: 'called' | 'accepted'; readonly over: string }
  | { readonly phase: 'refused'; readonly error: ErrorInfo }

/** One setting and the way to change it. */
export function useSetting<K extends Key>(key: K): SettingHandle<K> {
  const saved = usePanel((view) => view.state.settings[key])
  const [attempt, setAttempt] = useState<Attempt>({ phase: 'none' })
  const text = JSON.stringify(saved)

  async function send(value: Settings[K]): Promise<void> {
    if (JSON.stringify(value) === text) return setAttempt({ phase: 'none' })
    setAttempt({ phase: 'called', over: text })
    const result = await panel.updateSettings({ [key]: value })
    setAttempt(result.ok ? { phase: 'accepted', over: text } : { phase: 'refused', error: result.error })
  }
  return {
    saved,
    save: (value) => void send(value),
    isSaving: attempt.phase === 'called' || (attempt.phase === 'accepted' && attempt.over === text),
    error: attempt.phase === 'refused' ? attempt.error : null,
    forgetError: () => setAttempt({ phase: 'none' }),
  }
}
