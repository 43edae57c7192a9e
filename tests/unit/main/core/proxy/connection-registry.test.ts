import { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { ConnectionRegistry, type OpenSocket } from '../../../../../src/main/core/proxy/connection-registry'

function open(registry: ConnectionRegistry, clientIp: string, serverUrl: string, closed: string[] = []): OpenSocket {
  const socket: OpenSocket = {
    clientIp,
    serverUrl,
    close(reason) {
      closed.push(`${clientIp} ${serverUrl} ${reason}`)
      registry.removeSocket(socket)
    },
  }
  registry.addSocket(socket)
  return socket
}

describe('open WebSockets', () => {
  it('hold their client on their server until the last one of it is closed', () => {
    const registry = new ConnectionRegistry()
    expect(registry.serverHolding('10.0.0.1')).toBeUndefined()
    const first = open(registry, '10.0.0.1', 'http://a')
    const second = open(registry, '10.0.0.1', 'http://a')
    registry.removeSocket(first)
    expect(registry.serverHolding('10.0.0.1')).toBe('http://a')
    registry.removeSocket(second)
    expect(registry.serverHolding('10.0.0.1')).toBeUndefined()
  })

  it('hold no other client', () => {
    const registry = new ConnectionRegistry()
    open(registry, '10.0.0.1', 'http://a')
    expect(registry.serverHolding('10.0.0.2')).toBeUndefined()
    expect(registry.openSocketsOf('10.0.0.1')).toBe(1)
    expect(registry.openSocketsOf('10.0.0.2')).toBe(0)
  })

  it('are closed by server, with the reason, also while closing changes the list', () => {
    const registry = new ConnectionRegistry()
    const closed: string[] = []
    open(registry, '10.0.0.1', 'http://a', closed)
    open(registry, '10.0.0.1', 'http://b', closed)
    open(registry, '10.0.0.2', 'http://a', closed)
    registry.closeSockets('SERVER_REMOVED', ({ serverUrl }) => serverUrl === 'http://a')
    expect(closed).toEqual(['10.0.0.1 http://a SERVER_REMOVED', '10.0.0.2 http://a SERVER_REMOVED'])
    expect(registry.serverHolding('10.0.0.1')).toBe('http://b')
    expect(registry.serverHolding('10.0.0.2')).toBeUndefined()
  })

  it('may be taken out twice', () => {
    const registry = new ConnectionRegistry()
    const socket = open(registry, '10.0.0.1', 'http://a')
    registry.removeSocket(socket)
    registry.removeSocket(socket)
    expect(registry.openSocketsOf('10.0.0.1')).toBe(0)
  })
})

describe('connections of clients', () => {
  it('are counted once until they are closed', async () => {
    const registry = new ConnectionRegistry()
    const socket = new Socket()
    registry.add(socket)
    registry.add(socket)
    expect(registry.connectionCount).toBe(1)
    const closed = new Promise((resolve) => socket.once('close', resolve))
    registry.closeConnections(() => true)
    await closed
    expect(registry.connectionCount).toBe(0)
  })
})
