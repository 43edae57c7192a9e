import { type Ref, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './list-field.module.css'
import { LINE_HEIGHT } from './show-place'

/** More lines than the field is ever high. */
const SHOWN_LINES = 48

interface ListFieldProps {
  readonly ref: Ref<HTMLTextAreaElement>
  readonly text: string
  /** Lines (from 1) with something that cannot be read. */
  readonly badLines: ReadonlySet<number>
  readonly hintId: string
  readonly onChange: (text: string) => void
}

/** A field for a long text, with numbers beside its lines. */
export function ListField({ ref, text, badLines, hintId, onChange }: ListFieldProps) {
  const { t } = useTranslation()
  const [scrollTop, setScrollTop] = useState(0)
  return (
    <div className={styles.box}>
      <LineNumbers text={text} badLines={badLines} scrollTop={scrollTop} />
      <textarea
        ref={ref}
        className={styles.text}
        aria-label={t('servers.many.text')}
        aria-describedby={hintId}
        placeholder={t('servers.many.example')}
        value={text}
        wrap="off"
        spellCheck={false}
        autoComplete="off"
        data-autofocus
        onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  )
}

interface LineNumbersProps {
  readonly text: string
  readonly badLines: ReadonlySet<number>
  readonly scrollTop: number
}

/** Drawn behind the text, which scrolls: only the numbers in sight are there. */
function LineNumbers({ text, badLines, scrollTop }: LineNumbersProps) {
  const count = useMemo(() => text.split('\n').length, [text])
  const first = Math.floor(scrollTop / LINE_HEIGHT)
  const shown = Math.max(0, Math.min(SHOWN_LINES, count - first))
  return (
    <div className={styles.numbers} aria-hidden="true">
      <div style={{ transform: `translateY(${first * LINE_HEIGHT - scrollTop}px)` }}>
        {Array.from({ length: shown }, (_, index) => first + index + 1).map((line) => (
          <div key={line} className={styles.number} data-bad={badLines.has(line) || undefined}>
            <span>{line}</span>
          </div>
        ))}
      </div>
    </div>
  )
}
