import { Select } from '@mantine/core'
import type { ServerId } from '@shared/model/server-entry'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../components/format'
import { ServerChip } from '../../components/server-chip'
import { usePanel } from '../../state/use-panel'
import { useServerFigures } from '../../state/use-server-figures'
import { useServers } from '../../state/use-servers'
import styles from './server-filter.module.css'

/** As many servers as fit in a line get a button each. */
const MAX_BUTTONS = 6
const MAX_OPTIONS = 200

interface ServerFilterProps {
  readonly chosen: ServerId | undefined
  readonly onChoose: (id: ServerId | undefined) => void
}

/** Shows the clients of one server only. */
export function ServerFilter({ chosen, onChoose }: ServerFilterProps) {
  const { t } = useTranslation()
  const servers = [...useServers().values()]
  if (servers.length <= MAX_BUTTONS) return <FilterButtons chosen={chosen} onChoose={onChoose} />
  return (
    <Select
      className={styles.select}
      searchable
      clearable
      limit={MAX_OPTIONS}
      aria-label={t('clients.filter')}
      placeholder={t('clients.allServers')}
      nothingFoundMessage={t('clients.noServerFound')}
      value={chosen ?? null}
      data={servers.map(({ entry, number, label }) => ({ value: entry.id, label: `${number} · ${label}` }))}
      onChange={(id) => onChoose(servers.find(({ entry }) => entry.id === id)?.entry.id)}
    />
  )
}

function FilterButtons({ chosen, onChoose }: ServerFilterProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const servers = useServers()
  const figures = useServerFigures()
  const all = usePanel((view) => view.clients.size)
  return (
    <div className={styles.buttons} role="group" aria-label={t('clients.filter')}>
      <button type="button" aria-pressed={chosen === undefined} onClick={() => onChoose(undefined)}>
        {t('clients.allServers')} <span>{format.count(all)}</span>
      </button>
      {[...servers.values()].map(({ entry, number, label }) => (
        <button
          key={entry.id}
          type="button"
          aria-pressed={chosen === entry.id}
          onClick={() => onChoose(chosen === entry.id ? undefined : entry.id)}
        >
          <ServerChip number={number} label={label} />
          <span>{format.count(figures.get(entry.id)?.clients ?? 0)}</span>
        </button>
      ))}
    </div>
  )
}
