import { ActionIcon, Tooltip } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { Icon } from './icon'

interface CopyButtonProps {
  readonly text: string
  /** What the button does, in words: `Copy address`. */
  readonly label: string
}

/** Copies a text and says so. */
export function CopyButton({ text, label }: CopyButtonProps) {
  const { t } = useTranslation()
  const { copied, copy, error } = useClipboard({ timeout: 2000 })
  const answer = error === null ? t('frame.copied') : t('frame.notCopied')
  const isAnswered = copied || error !== null
  return (
    <Tooltip label={answer} opened={isAnswered} position="bottom">
      <ActionIcon aria-label={label} onClick={() => copy(text)} size={32}>
        <Icon name={copied ? 'check' : 'copy'} size={18} />
        <span className="visually-hidden" aria-live="polite">
          {isAnswered ? answer : ''}
        </span>
      </ActionIcon>
    </Tooltip>
  )
}
