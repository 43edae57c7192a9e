import { useMemo } from 'react'
import { usePanel } from '../../state/use-panel'
import { type ClientMove, findMoves } from './client-moves'
import { listToSave } from './draft-changes'
import type { ServerDraft } from './server-draft'

/** Who would move if the draft were applied now, of how many known clients. */
export function useClientMoves(draft: ServerDraft): { readonly moves: readonly ClientMove[]; readonly total: number } {
  const clients = usePanel((view) => view.clients)
  const moves = useMemo(() => findMoves(clients.values(), draft.base, listToSave(draft)), [clients, draft])
  return { moves, total: clients.size }
}
