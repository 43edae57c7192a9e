import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { startProxy } from '../support/proxy-fixture'
import { RawClient } from '../support/raw-client'
import { simulate } from '../support/simulator-client'

interface Vector {
  readonly config: { readonly name: string; readonly servers: readonly unknown[] }
  readonly cases: readonly (readonly [ip: string, index: number])[]
}

const vectors = JSON.parse(
  readFileSync(join(import.meta.dirname, '../vectors/seed-hash.json'), 'utf8'),
) as readonly Vector[]

/** Those addresses of the vectors that this machine can be a client from. */
const onLoopback = vectors
  .map(({ config, cases }) => ({ config, cases: cases.filter(([ip]) => /^127\.|^::1$/.test(ip)) }))
  .filter(({ cases }) => cases.length > 0)

describe('clients reach the servers that the vectors say, over HTTP and WebSocket alike', () => {
  for (const { config, cases } of onLoopback) {
    it(`${config.servers.length} servers: ${cases.map(([ip]) => ip).join(', ')}`, async () => {
      const servers = await Promise.all(config.servers.map(() => simulate()))
      const reached = (target: string) =>
        servers.flatMap(({ requests }, index) => (requests.some((it) => it.target === target) ? [index] : []))
      const { port } = await startProxy({ servers: servers.map(({ url }) => url) }, { host: '' })
      for (const [ip, index] of cases) {
        const host = ip.includes(':') ? '::1' : '127.0.0.1'
        const client = await RawClient.open(port, ip, host)
        client.request(`GET /queue?${ip} HTTP/1.1`, 'Host: switchboard.test')
        await client.receive('queue_running')
        expect(reached(`/queue?${ip}`)).toEqual([index])
        const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`
        const socket = new WebSocket(`ws://${authority}/ws?${ip}`, { localAddress: ip })
        onTestFinished(() => socket.terminate())
        await once(socket, 'message')
        expect(reached(`/ws?${ip}`)).toEqual([index])
      }
    })
  }
})
