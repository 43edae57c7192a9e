import { parseServerUrl } from '@shared/model/server-url'
import { Icon } from '../../components/icon'
import type { RowProblem } from './draft-changes'
import styles from './server-row.module.css'
import type { RowTexts } from './use-row-texts'

interface ProblemLineProps {
  readonly id: string
  readonly problem: RowProblem
  readonly url: string
  readonly texts: RowTexts
  readonly onMend: (url: string) => void
}

/** What is wrong with a row; an address with too much behind it can be cut with one click. */
export function ProblemLine({ id, problem: { problem, otherRow }, url, texts: { t }, onMend }: ProblemLineProps) {
  const mended = problem === 'PATH' || problem === 'QUERY' ? withoutPath(url) : undefined
  return (
    <div className={styles.problem}>
      <Icon name="degraded" size={14} />
      <p id={id}>{t(`urlProblems.${problem}`, { row: otherRow })}</p>
      {mended === undefined ? null : (
        <button type="button" className={styles.mend} onClick={() => onMend(mended)}>
          {t('servers.useInstead', { address: mended })}
        </button>
      )}
    </div>
  )
}

function withoutPath(url: string): string | undefined {
  const [address] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?[^/\\?#]+/i.exec(url.trim()) ?? []
  return address !== undefined && parseServerUrl(address).ok ? address : undefined
}
