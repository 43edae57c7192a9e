import type { ServerEntry } from '@shared/model/server-entry'
import type { ServerState } from '@shared/model/server-state'
import { ServerStateWord } from '../../components/server-state-word'
import { StateWord } from '../../components/state-pill'
import { useNow } from '../../state/use-now'
import styles from './server-row.module.css'
import type { RowTexts } from './use-row-texts'

interface RowStateProps {
  readonly entry: ServerEntry
  /** What is known of the server at this address; `null` while the address is only in the draft. */
  readonly state: ServerState | null
  readonly texts: RowTexts
}

/** How the server of a row is doing, since when and why. */
export function RowState({ entry, state, texts }: RowStateProps) {
  const { t } = texts
  if (!entry.enabled) {
    return (
      <span className={styles.state}>
        <ServerStateWord state="disabled" />
      </span>
    )
  }
  if (state === null || state.state === 'disabled') {
    return (
      <span className={styles.state}>
        <StateWord tone="quiet" icon="edit">
          {t('servers.notApplied')}
        </StateWord>
      </span>
    )
  }
  return (
    <>
      <span className={styles.state}>
        <ServerStateWord state={state.state} />
        {state.state === 'unknown' || state.since === null ? null : <Since at={state.since} texts={texts} />}
      </span>
      {state.reason === null ? null : <Reason words={t(`routeErrors.${state.reason}`)} />}
    </>
  )
}

function Reason({ words }: { readonly words: string }) {
  return (
    <span className={styles.reason} title={words}>
      {words}
    </span>
  )
}

interface SinceProps {
  readonly at: number
  readonly texts: RowTexts
}

function Since({ at, texts: { t, format } }: SinceProps) {
  const now = useNow()
  const words = t('servers.since', { time: format.moment(at, now) })
  return (
    <span className={styles.since} title={words}>
      {words}
    </span>
  )
}
