import { SegmentedControl } from '@mantine/core'
import styles from './settings.module.css'

interface ChoiceProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly onChange: (value: T) => void
}

/** One of a few, side by side. */
export function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  return (
    <SegmentedControl
      aria-label={label}
      className={styles.choice ?? ''}
      classNames={{ indicator: styles.indicator ?? '', label: styles.choiceLabel ?? '' }}
      withItemsBorders={false}
      value={value}
      data={[...options]}
      onChange={(next) => {
        const chosen = options.find((option) => option.value === next)
        if (chosen !== undefined) onChange(chosen.value)
      }}
    />
  )
}
