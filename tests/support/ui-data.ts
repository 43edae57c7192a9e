import type { ClientRow } from '@shared/model/client-row'
import type { Counts, PanelActivity, PanelSnapshot, PanelState } from '@shared/model/panel-snapshot'
import type { ReachableAddress } from '@shared/model/reachable-address'
import type { RouteRow } from '@shared/model/route-row'
import { type ServerEntry, serverIdSchema } from '@shared/model/server-entry'
import type { ServerState } from '@shared/model/server-state'
import { DEFAULT_SETTINGS, type Settings } from '@shared/model/settings'

/** Consistent pretended facts for the page: what main would send about these servers and clients. */

/** 14:26 on a day in March, local time, so that texts with times are the same everywhere. */
export const NOW = new Date(2026, 2, 12, 14, 26, 0).getTime()

const MINUTE = 60_000

export function aServer(number: number, patch: Partial<ServerEntry> = {}): ServerEntry {
  return {
    id: serverIdSchema.parse(`server-${number}`),
    url: `http://192.168.1.${30 + number}:8188`,
    name: `Studio ${String.fromCharCode(64 + ((number - 1) % 26) + 1)}`,
    enabled: true,
    ...patch,
  }
}

export function servers(count: number): ServerEntry[] {
  return Array.from({ length: count }, (_, index) => aServer(index + 1))
}

export function up(since = NOW - 43 * MINUTE): ServerState {
  return { state: 'up', since, reason: null }
}

export function down(since = NOW - 24 * MINUTE): ServerState {
  return { state: 'down', since, reason: 'SERVER_REFUSED' }
}

/** |h| of `h = 31·h + code` in signed 32 bits: written again here, so that a mistake of the product's does not hide. */
export function classicHash(text: string): number {
  let hash = 0
  for (const character of text) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) | 0
  return Math.abs(hash)
}

export function aClient(ip: string, list: readonly ServerEntry[], patch: Partial<ClientRow> = {}): ClientRow {
  const enabled = list.filter((server) => server.enabled)
  const hash = classicHash(ip)
  return {
    ip,
    isAllowed: true,
    serverId: enabled[hash % enabled.length]?.id ?? null,
    why: 'hash',
    hash,
    openSockets: 1,
    requests: 100 + (hash % 9000),
    bytesUp: 2_000_000 + (hash % 40_000_000),
    bytesDown: 30_000_000 + (hash % 900_000_000),
    firstSeen: NOW - (hash % 300) * MINUTE,
    lastSeen: NOW - (hash % 40) * 1000,
    ...patch,
  }
}

/** Clients 192.168.1.100, .101, … */
export function clients(count: number, list: readonly ServerEntry[]): ClientRow[] {
  return Array.from({ length: count }, (_, index) => {
    const ip = count > 150 ? `10.0.${Math.floor(index / 250)}.${(index % 250) + 1}` : `192.168.1.${100 + index}`
    return aClient(ip, list, { openSockets: index % 4 === 3 ? 0 : 1 })
  })
}

export function aRoute(id: number, patch: Partial<RouteRow> = {}): RouteRow {
  return {
    id,
    seq: id,
    at: NOW - 1000 + id,
    clientIp: '192.168.1.100',
    kind: 'http',
    method: 'GET',
    target: '/api/queue',
    serverId: serverIdSchema.parse('server-1'),
    serverUrl: 'http://192.168.1.31:8188',
    isOpen: false,
    status: 200,
    durationMs: 12,
    bytesUp: 0,
    bytesDown: 480,
    error: null,
    ...patch,
  }
}

export const NO_COUNTS: Counts = {
  requests: 0,
  errors: 0,
  activeRequests: 0,
  openSockets: 0,
  bytesUp: 0,
  bytesDown: 0,
  clients: 0,
}

/** A way to port 8800 of this machine. */
export function anAddress(host: string, patch: Partial<ReachableAddress> = {}): ReachableAddress {
  const isLocal = host === 'localhost'
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:8800`,
    host,
    kind: isLocal ? 'local' : 'lan',
    interfaceName: isLocal ? null : 'enp3s0',
    ...patch,
  }
}

export function aState(patch: Partial<PanelState> = {}, settings: Partial<Settings> = {}): PanelState {
  const merged = { ...DEFAULT_SETTINGS, language: 'en', theme: 'dark', ...settings } as const
  return {
    revision: 1,
    status: { state: 'running', since: NOW - 343 * MINUTE, host: '', port: 8800 },
    settings: merged,
    serverStates: Object.fromEntries(merged.servers.map((server) => [server.id, up()])),
    run: 1,
    addresses: [anAddress('192.168.1.20'), anAddress('fd00::20'), anAddress('localhost')],
    outsideSince: NOW - 342 * MINUTE,
    isDemo: false,
    self: { listenHost: '', port: 8800, names: ['192.168.1.20', 'panel-host'] },
    notices: [],
    ...patch,
  }
}

export function aSnapshot(patch: Partial<PanelSnapshot> = {}): PanelSnapshot {
  return { state: aState(), routes: [], clients: [], counts: NO_COUNTS, ...patch }
}

export function anActivity(patch: Partial<PanelActivity> = {}): PanelActivity {
  return { routes: [], dropped: 0, clients: [], forgotten: [], counts: NO_COUNTS, ...patch }
}

/** A day at the office: six servers, one of them down, 24 clients, three of them held elsewhere by a socket. */
export function aBusySnapshot(settings: Partial<Settings> = {}): PanelSnapshot {
  const list = servers(6)
  const states = Object.fromEntries(list.map((server) => [server.id, server.id === 'server-3' ? down() : up()]))
  const rows = clients(24, list).map((row, index) =>
    index % 9 === 4
      ? { ...row, serverId: list[(index + 1) % 6]?.id ?? null, why: 'draining' as const, openSockets: 2 }
      : row,
  )
  const routes = rows.map((row, index) =>
    aRoute(index + 1, {
      clientIp: row.ip,
      serverId: row.serverId,
      bytesDown: 10 ** (index % 8),
      ...(index % 3 === 0 ? { kind: 'ws', target: '/ws', isOpen: true, status: 101, durationMs: null } : {}),
    }),
  )
  return {
    state: aState({ serverStates: states }, { servers: list, ...settings }),
    routes,
    clients: rows,
    counts: {
      requests: 48_211,
      errors: 12,
      activeRequests: 3,
      openSockets: 27,
      bytesUp: 4.2e9,
      bytesDown: 61.8e9,
      clients: 24,
    },
  }
}
