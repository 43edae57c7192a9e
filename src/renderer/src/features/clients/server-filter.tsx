import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../components/format'
import { Icon } from '../../components/icon'
import { ServerChip } from '../../components/server-chip'
import { usePanel } from '../../state/use-panel'
import { useServerFigures } from '../../state/use-server-figures'
import { useServers } from '../../state/use-servers'
import type { ClientFilter } from './client-filter'
import styles from './server-filter.module.css'

/** As many servers as fit in a line get a button each. */
const MAX_BUTTONS = 6
const MAX_OPTIONS = 200

interface ServerFilterProps {
  readonly chosen: ClientFilter['place']
  readonly onChoose: (place: ClientFilter['place']) => void
}

/** Shows the clients of one server only, or those who are not let in. */
export function ServerFilter({ chosen, onChoose }: ServerFilterProps) {
  const { t } = useTranslation()
  const servers = [...useServers().values()]
  const hasRefused = useRefusedCount() > 0
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
      data={[
        ...(hasRefused || chosen === 'refused' ? [{ value: 'refused', label: t('why.refused') }] : []),
        ...servers.map(({ entry, number, label }) => ({ value: entry.id, label: `${number} · ${label}` })),
      ]}
      onChange={(id) => onChoose(id === 'refused' ? id : servers.find(({ entry }) => entry.id === id)?.entry.id)}
    />
  )
}

function useRefusedCount(): number {
  return usePanel((view) => {
    let count = 0
    for (const { isAllowed } of view.clients.values()) if (!isAllowed) count += 1
    return count
  })
}

function FilterButtons({ chosen, onChoose }: ServerFilterProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const servers = useServers()
  const figures = useServerFigures()
  const all = usePanel((view) => view.clients.size)
  const refused = useRefusedCount()
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
      {refused === 0 && chosen !== 'refused' ? null : (
        <button
          type="button"
          aria-pressed={chosen === 'refused'}
          onClick={() => onChoose(chosen === 'refused' ? undefined : 'refused')}
        >
          <Icon name="lock" size={14} />
          {t('why.refused')} <span>{format.count(refused)}</span>
        </button>
      )}
    </div>
  )
}
