import { printablePath } from './request-target'

/** What a log line tells of a route. */
export interface ClassicRoute {
  readonly kind: 'http' | 'ws'
  readonly method: string
  readonly target: string
  readonly clientIp: string
  readonly serverUrl: string
}

/**
 * The line of the classic balancer:
 * `[LoadBalancer] GET /api/queue → http://server1:8188 [client: 192.168.1.100]`, for sockets
 * `[LoadBalancer] WS /ws → http://server1:8188 [client: 192.168.1.100] (load balanced)`.
 */
export function classicLine({ kind, method, target, clientIp, serverUrl }: ClassicRoute): string {
  const isSocket = kind === 'ws'
  const line = `[LoadBalancer] ${isSocket ? 'WS' : method} ${printablePath(target)} → ${serverUrl} [client: ${clientIp}]`
  return isSocket ? `${line} (load balanced)` : line
}

/** One line for what was turned away: who, what, and why. */
export function refusedLine(route: Omit<ClassicRoute, 'serverUrl'>, status: number, reason: string): string {
  const what = route.kind === 'ws' ? 'WS' : route.method
  return `[LoadBalancer] ${what} ${printablePath(route.target)} refused: ${status} ${reason} [client: ${route.clientIp}]`
}
