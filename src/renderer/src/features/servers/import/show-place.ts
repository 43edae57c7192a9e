import type { ListPlace } from '@shared/server-list/listed-server'

/** Height of a line of the field in px; its style sheet says the same. */
export const LINE_HEIGHT = 20

/** Puts the cursor on a place of the text, marks what is there and scrolls it into the middle. */
export function showPlace(field: HTMLTextAreaElement, { line, column, text }: ListPlace): void {
  const lines = field.value.split('\n')
  const lineStart = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0)
  const lineEnd = lineStart + (lines[line - 1]?.length ?? 0)
  const start = lineStart + column - 1
  const end = text.endsWith('…') ? lineEnd : Math.min(start + text.length, lineEnd)
  field.focus()
  field.setSelectionRange(start, Math.max(start, end))
  field.scrollTop = (line - 0.5) * LINE_HEIGHT - field.clientHeight / 2
}

/** Where the cursor of the field is, or the end of what is selected. */
export function placeOfCursor({ value, selectionEnd }: HTMLTextAreaElement): Pick<ListPlace, 'line' | 'column'> {
  const before = value.slice(0, selectionEnd)
  return { line: before.split('\n').length, column: selectionEnd - before.lastIndexOf('\n') }
}
