import type { ClientRow } from '@shared/model/client-row'
import type { Counts, PanelActivity, PanelSnapshot, PanelState } from '@shared/model/panel-snapshot'
import type { RouteRow } from '@shared/model/route-row'
import { DEFAULT_PORT, DEFAULT_SETTINGS, type Settings } from '@shared/model/settings'

/** All that the screens show. Parts that did not change keep their identity from one view to the next. */
export interface PanelView {
  /** False until the first snapshot is there: panels then show skeletons of their final size. */
  readonly isLoaded: boolean
  readonly state: PanelState
  /** Oldest first, in the order of their ids, at most {@link MAX_ROUTES}. */
  readonly routes: readonly RouteRow[]
  /** Finished routes that main left out of its batches since the snapshot. */
  readonly dropped: number
  readonly clients: ReadonlyMap<string, ClientRow>
  readonly counts: Counts
}

export const MAX_ROUTES = 5000

export const EMPTY_VIEW: PanelView = {
  isLoaded: false,
  state: {
    revision: 0,
    run: 0,
    status: { state: 'stopped', since: 0 },
    settings: DEFAULT_SETTINGS,
    serverStates: {},
    addresses: [],
    outsideSince: null,
    isDemo: false,
    self: { listenHost: '', port: DEFAULT_PORT, names: [] },
    notices: [],
  },
  routes: [],
  dropped: 0,
  clients: new Map(),
  counts: { requests: 0, errors: 0, activeRequests: 0, openSockets: 0, bytesUp: 0, bytesDown: 0, clients: 0 },
}

/** A snapshot replaces everything: the bridge delivers in order, so whatever came before it is contained in it. */
export function withSnapshot(view: PanelView, snapshot: PanelSnapshot): PanelView {
  return {
    ...withState(view, snapshot.state),
    isLoaded: true,
    routes: mergeRoutes([], snapshot.routes),
    dropped: 0,
    clients: new Map(snapshot.clients.map((client) => [client.ip, client])),
    counts: snapshot.counts,
  }
}

export function withState(view: PanelView, state: PanelState): PanelView {
  return { ...view, state: { ...state, settings: sharedSettings(view.state.settings, state.settings) } }
}

/** A state push says all again; lists that say the same keep their identity, so that nothing is worked out anew. */
function sharedSettings(known: Settings, next: Settings): Settings {
  const servers = isSame(known.servers, next.servers) ? known.servers : next.servers
  const settings = { ...next, servers }
  return isSame(known, settings) ? known : settings
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}

export function withActivity(view: PanelView, activity: PanelActivity): PanelView {
  return {
    ...view,
    routes: mergeRoutes(view.routes, activity.routes),
    dropped: view.dropped + activity.dropped,
    clients: mergeClients(view.clients, activity),
    counts: activity.counts,
  }
}

function mergeClients(known: ReadonlyMap<string, ClientRow>, activity: PanelActivity): ReadonlyMap<string, ClientRow> {
  if (activity.clients.length === 0 && activity.forgotten.length === 0) return known
  const clients = new Map(known)
  for (const ip of activity.forgotten) clients.delete(ip)
  for (const client of activity.clients) clients.set(client.ip, client)
  return clients
}

function mergeRoutes(known: readonly RouteRow[], changed: readonly RouteRow[]): readonly RouteRow[] {
  if (changed.length === 0) return known
  const routes = [...known]
  for (const row of changed) {
    const index = indexOfId(routes, row.id)
    const present = routes[index]
    if (present?.id !== row.id) routes.splice(index, 0, row)
    else if (present.seq < row.seq) routes[index] = row
  }
  return trimmed(routes)
}

/** The place of an id in rows sorted by id: nearly always the end, because ids grow. */
function indexOfId(routes: readonly RouteRow[], id: number): number {
  let low = 0
  let high = routes.length
  if ((routes.at(-1)?.id ?? -1) < id) return high
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((routes[middle]?.id ?? id) < id) low = middle + 1
    else high = middle
  }
  return low
}

/** Drops the oldest finished rows first: what is still open must stay in sight. */
function trimmed(routes: readonly RouteRow[]): readonly RouteRow[] {
  let excess = routes.length - MAX_ROUTES
  if (excess <= 0) return routes
  const kept = routes.filter((row) => row.isOpen || excess-- <= 0)
  return kept.slice(-MAX_ROUTES)
}
