import type { ErrorInfo } from '@shared/errors'
import type { ServerEntry, ServerId } from '@shared/model/server-entry'
import { panel } from '../../bridge/panel-bridge'
import { createSharedValue, useSharedValue } from '../../state/shared-value'
import { listToSave } from './draft-changes'
import { rebaseDraft } from './rebase-draft'
import { type DraftAction, EMPTY_DRAFT, reduceDraft, type ServerDraft } from './server-draft'

/** What became of the last press of Apply; `base` is the saved list it was pressed over. */
export type Application =
  | { readonly phase: 'none' }
  | { readonly phase: 'called' | 'accepted'; readonly base: readonly ServerEntry[] }
  | { readonly phase: 'refused'; readonly error: ErrorInfo }

export interface DraftState {
  readonly draft: ServerDraft
  readonly application: Application
}

/** The draft outlives the screen: nothing that was typed is lost by looking at another one. */
const shared = createSharedValue<DraftState>({ draft: EMPTY_DRAFT, application: { phase: 'none' } })

function change(part: Partial<DraftState>): void {
  shared.set({ ...shared.get(), ...part })
}

export function getDraftState(): DraftState {
  return shared.get()
}

export function useDraftState(): DraftState {
  return useSharedValue(shared)
}

/** Does one thing to the draft. What was said about an earlier Apply is then out of date. */
export function changeDraft(action: DraftAction): void {
  const { draft, application } = shared.get()
  change({
    draft: reduceDraft(draft, action),
    application: application.phase === 'refused' ? { phase: 'none' } : application,
  })
}

/** Puts the draft on top of the list that is saved now. */
export function followSaved(saved: readonly ServerEntry[]): void {
  const draft = rebaseDraft(shared.get().draft, saved)
  if (draft !== shared.get().draft) change({ draft })
}

/** Adds an empty row. @returns its id */
export function addRow(): ServerId {
  const id = crypto.randomUUID() as ServerId
  changeDraft({ type: 'add', id })
  return id
}

/** For a list that has nothing saved: its first row is there when the screen opens. A draft with rows stays as it is. */
export function addFirstRow(): void {
  followSaved([])
  if (shared.get().draft.rows.length === 0) addRow()
}

/** Sends the list. That it holds is seen in the state that main pushes then, not here. */
export async function applyDraft(): Promise<void> {
  const { draft } = shared.get()
  change({ application: { phase: 'called', base: draft.base } })
  const result = await panel.saveServers(listToSave(draft))
  change({
    application: result.ok ? { phase: 'accepted', base: draft.base } : { phase: 'refused', error: result.error },
  })
}
