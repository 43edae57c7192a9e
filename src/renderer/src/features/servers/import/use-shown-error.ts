import { type RefObject, useState } from 'react'
import { type ImportLine, type ImportReading, nextError } from './read-import'
import { placeOfCursor, showPlace } from './show-place'

/** An error that was gone to; a new object each time. */
export interface ShownError {
  /** Of its line in the preview. */
  readonly index: number
  /** In which it is: another text has other errors. */
  readonly text: string
}

export interface ShownErrorHandle {
  readonly shown: ShownError | null
  readonly show: (line: ImportLine) => void
  /** Goes on to the error after the last one, or after the cursor once the text is another. */
  readonly showNext: () => void
}

/** Which error of the text the person is at; it is marked in the field and in the preview. */
export function useShownError(
  { lines }: ImportReading,
  text: string,
  field: RefObject<HTMLTextAreaElement | null>,
): ShownErrorHandle {
  const [last, setLast] = useState<ShownError | null>(null)
  const shown = last?.text === text ? last : null

  function showAt(index: number): void {
    const row = lines[index]?.row
    if (row?.kind !== 'error' || field.current === null) return
    setLast({ index, text })
    showPlace(field.current, row.error.place)
  }

  return {
    shown,
    show: (line) => showAt(lines.indexOf(line)),
    showNext() {
      if (field.current !== null) showAt(nextError(lines, shown?.index ?? placeOfCursor(field.current)))
    },
  }
}
