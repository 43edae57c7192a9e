import type { TextField } from './server-draft'
import styles from './server-row.module.css'

interface ServerFieldProps {
  readonly field: TextField
  readonly label: string
  readonly value: string
  readonly placeholder: string
  readonly maxLength: number
  readonly isReadOnly: boolean
  /** Id of the sentence that says what is wrong, while it is said. */
  readonly problemId?: string | undefined
  readonly onChange: (field: TextField, text: string) => void
  /** Takes a pasted text away from the field when it answers true. */
  readonly onPaste?: (text: string) => boolean
}

/** A field that looks like text until the pointer or the focus is on it. */
export function ServerField({
  field,
  label,
  value,
  problemId,
  isReadOnly,
  onChange,
  onPaste,
  ...rest
}: ServerFieldProps) {
  return (
    <input
      {...rest}
      className={field === 'url' ? `${styles.field} ${styles.mono}` : styles.field}
      data-part={field}
      aria-label={label}
      aria-invalid={problemId !== undefined}
      aria-describedby={problemId}
      value={value}
      readOnly={isReadOnly}
      spellCheck={false}
      autoComplete="off"
      onPaste={(event) => {
        if (!isReadOnly && onPaste?.(event.clipboardData.getData('text/plain'))) event.preventDefault()
      }}
      onChange={(event) => onChange(field, event.currentTarget.value)}
    />
  )
}
