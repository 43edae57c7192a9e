import { Switch } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { MAX_SERVER_NAME_LENGTH, serverLabel } from '@shared/model/server-entry'
import type { ServerState } from '@shared/model/server-state'
import { MAX_SERVER_URL_LENGTH } from '@shared/model/server-url'
import { type KeyboardEvent, memo } from 'react'
import { ServerSwatch } from '../../components/server-swatch'
import type { RowChange, RowProblem } from './draft-changes'
import { ProblemLine } from './problem-line'
import { RowActions } from './row-actions'
import type { RowCommands } from './row-commands'
import { RowState } from './row-state'
import type { DraftRow, TextField } from './server-draft'
import { ServerField } from './server-field'
import styles from './server-row.module.css'
import type { RowTexts } from './use-row-texts'

export interface ServerRowProps {
  readonly row: DraftRow
  /** Place in the table, from 1. */
  readonly number: number
  readonly change: RowChange
  readonly problem: RowProblem | null
  readonly state: ServerState | null
  /** Clients on it; `null` for a server that does not work yet. */
  readonly clients: number | null
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly commands: RowCommands
  readonly texts: RowTexts
}

/** One line of the server list, edited in place. */
export const ServerRow = memo(function ServerRow(props: ServerRowProps) {
  const { row, number, change, problem, clients, commands, texts } = props
  const { t, format } = texts
  const { entry, isRemoved } = row
  const said = useCalmProblem(problem)
  const problemId = `problem-of-${entry.id}`
  const type = (field: TextField, text: string) => commands.type(entry.id, field, text)

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const part = (event.target as HTMLElement).dataset['part'] ?? 'url'
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null
    if (event.altKey && by !== null && !isRemoved) commands.move(entry.id, by, part)
    else if (event.key === 'Enter' && part === 'url' && !event.nativeEvent.isComposing) commands.goOn(entry.id)
    else return
    event.preventDefault()
  }

  return (
    <div
      role="row"
      className={styles.row}
      data-row={entry.id}
      data-change={said === null ? change : 'error'}
      data-removed={isRemoved || undefined}
      data-off={!entry.enabled || undefined}
      aria-rowindex={number + 1}
      onKeyDown={onKeyDown}
    >
      <span role="cell">
        <Switch
          size="xs"
          withThumbIndicator={false}
          classNames={{ input: styles.switchInput ?? '', track: styles.track ?? '' }}
          aria-label={t('servers.onOf', { row: number })}
          data-part="on"
          checked={entry.enabled}
          disabled={isRemoved}
          onChange={(event) => commands.enable(entry.id, event.currentTarget.checked)}
        />
      </span>
      <span role="cell" className={styles.name}>
        <ServerSwatch number={number} />
        <ServerField
          field="name"
          label={t('servers.nameOf', { row: number })}
          value={entry.name}
          placeholder={serverLabel(entry) || t('servers.unnamed')}
          maxLength={MAX_SERVER_NAME_LENGTH}
          isReadOnly={isRemoved}
          onChange={type}
        />
        <ChangeTag change={change} t={t} />
      </span>
      <span role="cell" className={styles.address}>
        <ServerField
          field="url"
          label={t('servers.addressOf', { row: number })}
          value={entry.url}
          placeholder="http://192.168.1.31:8188"
          maxLength={MAX_SERVER_URL_LENGTH}
          isReadOnly={isRemoved}
          onPaste={(text) => commands.paste(text)}
          problemId={said === null ? undefined : problemId}
          onChange={type}
        />
      </span>
      <span role="cell">
        <RowState entry={entry} state={props.state} texts={texts} />
      </span>
      <span role="cell" className={styles.clients}>
        {clients === null ? '–' : format.count(clients)}
      </span>
      <span role="cell">
        <RowActions {...props} />
      </span>
      {said === null ? null : (
        <ProblemLine
          id={problemId}
          problem={said}
          url={entry.url}
          texts={texts}
          onMend={(url) => commands.mend(entry.id, url)}
        />
      )}
    </div>
  )
})

/** A problem shows once the person pauses in typing: half an address is not an error yet. It goes at once. */
function useCalmProblem(problem: RowProblem | null): RowProblem | null {
  const [settled] = useDebouncedValue(problem, 400)
  if (problem === null || settled === null) return null
  return problem
}

function ChangeTag({ change, t }: { readonly change: RowChange; readonly t: RowTexts['t'] }) {
  if (change === null) return null
  const words = { new: t('servers.tagNew'), changed: t('servers.tagChanged'), removed: t('servers.tagRemoved') }
  return (
    <em className={styles.tag} data-quiet={change === 'removed' || undefined}>
      {words[change]}
    </em>
  )
}
