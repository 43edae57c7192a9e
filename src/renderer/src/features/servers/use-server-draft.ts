import type { ErrorInfo } from '@shared/errors'
import { useEffect, useMemo } from 'react'
import { usePanel } from '../../state/use-panel'
import { followSaved, useDraftState } from './draft-store'
import { rebaseDraft, sameServers } from './rebase-draft'
import type { ServerDraft } from './server-draft'

export interface ServerDraftHandle {
  readonly draft: ServerDraft
  /** From the press of Apply until main has pushed the new list. */
  readonly isApplying: boolean
  /** Why the last Apply failed, until something changes. */
  readonly refusal: ErrorInfo | null
}

/** The draft on top of the list that is saved now. */
export function useServerDraft(): ServerDraftHandle {
  const saved = usePanel((view) => view.state.settings.servers)
  const { draft: stored, application } = useDraftState()
  const draft = useMemo(() => rebaseDraft(stored, saved), [stored, saved])
  useEffect(() => followSaved(saved), [saved])

  const isApplying =
    application.phase === 'called' || (application.phase === 'accepted' && sameServers(application.base, saved))
  return { draft, isApplying, refusal: application.phase === 'refused' ? application.error : null }
}
