import type { RouteErrorCode } from '@shared/errors'
import type { Server } from '../balancing/server-pool'

/** What is known of a request or socket when it arrives. */
export interface RouteStart {
  readonly kind: 'http' | 'ws'
  readonly method: string
  /** Request target in origin form, query included. */
  readonly target: string
  /** Canonical text. */
  readonly clientIp: string
  /** `undefined` when it is refused. */
  readonly server: Server | undefined
}

/** The life of one route: the proxy writes into it, whoever made it reads. */
export interface Route {
  status: number | null
  bytesUp: number
  bytesDown: number
  /** Called once, when nothing more will happen. */
  end(error: RouteErrorCode | null): void
}

/** Where the proxy reports every route and what it learns of servers. */
export interface RouteSink {
  open(start: RouteStart): Route
  /** A server answered, or could not be connected to. */
  serverAnswered(server: Server): void
  serverFailed(server: Server, reason: RouteErrorCode): void
}
