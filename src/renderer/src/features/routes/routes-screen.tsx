import { Button, CloseButton, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../components/format'
import { Icon } from '../../components/icon'
import { PageHead } from '../../components/page-head'
import { usePanel } from '../../state/use-panel'
import { useServers } from '../../state/use-servers'
import { NoMatch, NoRoutes } from './no-routes'
import { RouteLog } from './route-log'
import { createRouteSearch } from './route-search'
import styles from './routes.module.css'
import { useHeldLog } from './use-held-log'

/** The live log of every request and WebSocket. */
export function RoutesScreen() {
  const { t } = useTranslation()
  const live = usePanel((view) => view.routes)
  const log = useHeldLog(live)
  const [query, setQuery] = useState('')
  const search = useSearch()
  const foundLive = useMemo(() => search(live, query), [search, live, query])
  const found = useMemo(
    () => (log.hold === null ? foundLive : search(log.rows, query)),
    [search, log, foundLive, query],
  )
  const isPaused = log.hold?.why === 'paused'

  function look(next: string): void {
    setQuery(next)
    // Another search is another list: it begins at its newest row.
    log.releaseReading()
  }
  return (
    <div className={styles.screen}>
      <PageHead
        title={t('nav.routes')}
        note={<Note shown={found.length} kept={log.rows.length} isSearched={query.trim() !== ''} />}
      >
        <Button
          variant={isPaused ? 'filled' : 'default'}
          leftSection={<Icon name={isPaused ? 'play' : 'pause'} isFilled={isPaused} />}
          onClick={isPaused ? () => log.release() : () => log.pause()}
        >
          {isPaused ? t('routes.resume') : t('routes.pause')}
        </Button>
      </PageHead>
      <TextInput
        type="search"
        aria-label={t('routes.search')}
        placeholder={t('routes.searchHint')}
        leftSection={<Icon name="search" />}
        rightSection={
          query === '' ? null : <CloseButton size="sm" aria-label={t('routes.clearSearch')} onClick={() => look('')} />
        }
        value={query}
        onChange={(event) => look(event.currentTarget.value)}
      />
      {log.rows.length === 0 ? (
        <NoRoutes />
      ) : found.length === 0 ? (
        <NoMatch kept={log.rows.length} onClear={() => look('')} />
      ) : (
        <RouteLog live={live} foundLive={foundLive} found={found} log={log} />
      )}
    </div>
  )
}

function useSearch() {
  const { t } = useTranslation()
  const servers = useServers()
  return useMemo(
    () =>
      createRouteSearch({
        serverLabel: (id) => servers.get(id)?.label ?? '',
        errorWords: (code) => t(`routeErrors.${code}`),
        openWord: t('routes.open'),
      }),
    [servers, t],
  )
}

interface NoteProps {
  readonly shown: number
  readonly kept: number
  readonly isSearched: boolean
}

function Note({ shown, kept, isSearched }: NoteProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const dropped = usePanel((view) => view.dropped)
  return (
    <>
      {isSearched
        ? t('routes.matching', { shown: format.count(shown), kept: format.count(kept) })
        : t('routes.kept', { kept: format.count(kept) })}
      {dropped > 0 ? (
        <span title={t('routes.droppedHint')}>
          {' · '}
          {t('routes.dropped', { dropped: format.count(dropped) })}
        </span>
      ) : null}
    </>
  )
}
