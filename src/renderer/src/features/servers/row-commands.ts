import { MAX_SERVERS, type ServerId } from '@shared/model/server-entry'
import { addRow, changeDraft, getDraftState } from './draft-store'
import { openImport } from './import/import-store'
import { isList } from './import/read-import'
import type { DraftRow, TextField } from './server-draft'

/** A part of a row that gets the focus as soon as it is there. */
export interface WantedFocus {
  readonly id: ServerId
  readonly part: string
}

/** What a row can ask for. Each command leaves the focus where the person goes on. */
export interface RowCommands {
  /** Adds a row and puts the focus into its address. */
  add(): void
  type(id: ServerId, field: TextField, text: string): void
  /** Puts an address in the place of one that is wrong. */
  mend(id: ServerId, url: string): void
  /** A list that is pasted into an address belongs into the dialog for many. @returns whether it went there */
  paste(text: string): boolean
  enable(id: ServerId, enabled: boolean): void
  remove(id: ServerId): void
  restore(id: ServerId): void
  /** `part` gets the focus back after the move. */
  move(id: ServerId, by: -1 | 1, part: string): void
  /** Enter was pressed in the address: to the next row, from the last one to a new row. */
  goOn(id: ServerId): void
}

export function createRowCommands(focus: (wanted: WantedFocus) => void): RowCommands {
  function add(): void {
    if (draftRows().length >= MAX_SERVERS) return
    focus({ id: addRow(), part: 'url' })
  }
  return {
    add,
    type: (id, field, text) => changeDraft({ type: 'type', id, field, text }),
    mend(id, url) {
      changeDraft({ type: 'type', id, field: 'url', text: url })
      focus({ id, part: 'url' })
    },
    paste(text) {
      const isMany = isList(text)
      if (isMany) openImport(text)
      return isMany
    },
    enable: (id, enabled) => changeDraft({ type: 'enable', id, enabled }),
    restore(id) {
      changeDraft({ type: 'restore', id })
      focus({ id, part: 'remove' })
    },
    remove(id) {
      const neighbour = neighbourOf(draftRows(), id)
      changeDraft({ type: 'remove', id })
      if (draftRows().some(({ entry }) => entry.id === id)) focus({ id, part: 'restore' })
      else if (neighbour !== undefined) {
        focus({ id: neighbour.entry.id, part: neighbour.isRemoved ? 'restore' : 'remove' })
      }
    },
    move(id, by, part) {
      changeDraft({ type: 'move', id, by })
      focus({ id, part })
    },
    goOn(id) {
      const rows = draftRows().filter(({ isRemoved }) => !isRemoved)
      const index = rows.findIndex(({ entry }) => entry.id === id)
      const next = rows[index + 1]
      if (next !== undefined) focus({ id: next.entry.id, part: 'url' })
      else if (rows[index]?.entry.url.trim() !== '') add()
    },
  }
}

function draftRows(): readonly DraftRow[] {
  return getDraftState().draft.rows
}

/** The row below, else the one above. */
function neighbourOf(rows: readonly DraftRow[], id: ServerId): DraftRow | undefined {
  const index = rows.findIndex(({ entry }) => entry.id === id)
  return rows[index + 1] ?? rows[index - 1]
}
