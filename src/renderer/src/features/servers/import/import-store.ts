import { createSharedValue, useSharedValue } from '../../../state/shared-value'

/** The dialog for many servers at once, and what was typed into it. */
export interface ImportState {
  readonly isOpen: boolean
  readonly text: string
}

/** What was typed outlives the dialog: a slip of the finger closes it. */
const shared = createSharedValue<ImportState>({ isOpen: false, text: '' })

function change(part: Partial<ImportState>): void {
  shared.set({ ...shared.get(), ...part })
}

export function useImportState(): ImportState {
  return useSharedValue(shared)
}

/** Opens the dialog with this text, else with what was last in it. */
export function openImport(text = shared.get().text): void {
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
