/** The dialog for many servers at once, and what was typed into it. */
export interface ImportState {
  readonly isOpen: boolean
  readonly text: string
}

/** What was typed outlives the dialog: a slip of the finger closes it. */
let state: ImportState = { isOpen: false, text: '' }
const listeners = new Set<() => void>()

function change(part: Partial<ImportState>): void {
  state = { ...state, ...part }
  for (const listener of listeners) listener()
}

export function subscribeToImport(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function getImportState(): ImportState {
  return state
}

/** Opens the dialog with this text, else with what was last in it. */
export function openImport(text = state.text): void {
  change({ isOpen: true, text: withPlainLines(text) })
}

export function closeImport(): void {
  change({ isOpen: false })
}

/** Closes the dialog whose text is in the list now. */
export function finishImport(): void {
  change({ isOpen: false, text: '' })
}

export function setImportText(text: string): void {
  change({ text: withPlainLines(text) })
}

/** Line ends as a text field has them, so that places in the text are places in the field. */
function withPlainLines(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}
