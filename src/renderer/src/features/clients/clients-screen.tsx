import { ActionIcon, Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../components/empty-state'
import { useFormat } from '../../components/format'
import { Icon } from '../../components/icon'
import { PageHead } from '../../components/page-head'
import { usePanel } from '../../state/use-panel'
import { chooseClients, useChosenClients } from './client-choice'
import { NO_FILTER } from './client-filter'
import { ClientTable } from './client-table'
import styles from './clients-screen.module.css'
import { ServerFilter } from './server-filter'

/** Who is where, since when, and how much they move. */
export function ClientsScreen() {
  const { t } = useTranslation()
  const format = useFormat()
  const filter = useChosenClients()
  const { search, place } = filter
  const all = usePanel((view) => view.clients.size)
  const withSocket = usePanel((view) => countWithSocket(view.clients))

  return (
    <div className={styles.screen}>
      <PageHead
        title={t('clients.title')}
        note={t('clients.note', { n: format.count(all), sockets: format.count(withSocket) })}
      >
        <TextInput
          className={styles.search}
          type="search"
          leftSection={<Icon name="search" />}
          rightSection={
            search === '' ? null : (
              <ActionIcon aria-label={t('clients.clearSearch')} onClick={() => chooseClients({ search: '', place })}>
                <Icon name="x" size={14} />
              </ActionIcon>
            )
          }
          aria-label={t('clients.search')}
          placeholder={t('clients.search')}
          value={search}
          onChange={(event) => chooseClients({ search: event.currentTarget.value, place })}
        />
      </PageHead>
      <ServerFilter chosen={place} onChoose={(next) => chooseClients({ search, place: next })} />
      <section className={`panel ${styles.table}`}>
        <ClientTable
          filter={filter}
          empty={
            all === 0 ? (
              <EmptyState icon="clients" title={t('clients.nobody')} text={t('clients.nobodyText')} />
            ) : (
              <EmptyState icon="search" title={t('clients.noMatch')} text={t('clients.noMatchText')}>
                <Button onClick={() => chooseClients(NO_FILTER)}>{t('clients.showAll')}</Button>
              </EmptyState>
            )
          }
        />
      </section>
    </div>
  )
}

function countWithSocket(clients: ReadonlyMap<string, { readonly openSockets: number }>): number {
  let count = 0
  for (const { openSockets } of clients.values()) if (openSockets > 0) count += 1
  return count
}
