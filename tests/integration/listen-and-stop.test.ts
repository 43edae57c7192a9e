import net from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { PanelError } from '../../src/shared/errors'
import { startProxy } from '../support/proxy-fixture'
import { RawClient } from '../support/raw-client'
import { startNamed, startRawUpstream } from '../support/upstream'

async function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

describe('listening', () => {
  it('moves to a new port without dropping what is open, and the old port is free afterwards', async () => {
    const upstream = await startRawUpstream()
    const { port, proxy } = await startProxy({ servers: [upstream.url] })
    const client = await RawClient.open(port)
    client.request('GET /long HTTP/1.1', 'Host: switchboard.test')
    const server = await upstream.accept()
    await server.receive('\r\n\r\n')
    const next = await proxy.listen({ host: '127.0.0.1', port: 0 })
    expect(next).not.toBe(port)
    expect([await isListening(port), await isListening(next)]).toEqual([false, true])
    server.write('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone')
    await client.receive('done')
  })

  it('says which port is taken and names a free one, and goes on where it was', async () => {
    const taken = await startNamed('other program')
    const { port, proxy } = await startProxy({ servers: [] })
    const failure = await proxy.listen({ host: '127.0.0.1', port: taken.port }).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(PanelError)
    const { code, params } = (failure as PanelError).info
    expect(code).toBe('PORT_IN_USE')
    expect(await isListening(port)).toBe(true)
    await proxy.listen({ host: '127.0.0.1', port: Number(params?.suggestedPort) })
  })

  it('says when this machine has no such address', async () => {
    const { proxy } = await startProxy({ servers: [] })
    const failure = await proxy.listen({ host: '192.0.2.1', port: 0 }).catch((error: unknown) => error)
    expect((failure as PanelError).info.code).toBe('ADDRESS_NOT_AVAILABLE')
  })
})

describe('stopping', () => {
  it('lets a request under way finish, closes sockets at once, and takes no new connection', async () => {
    const upstream = await startRawUpstream()
    const { port, proxy } = await startProxy({ servers: [upstream.url] })
    const request = await RawClient.open(port)
    request.request('GET /long HTTP/1.1', 'Host: switchboard.test')
    const answering = await upstream.accept()
    await answering.receive('\r\n\r\n')
    const socket = await RawClient.open(port)
    socket.upgrade('/ws')
    const socketServer = await upstream.accept()
    await socketServer.receive('\r\n\r\n')
    socketServer.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
    await socket.receive('\r\n\r\n')
    const idle = await RawClient.open(port)
    const stopped = proxy.stop()
    await socket.ending()
    await socketServer.ending()
    expect(await isListening(port)).toBe(false)
    answering.write('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone')
    await request.receive('done')
    await stopped
    await Promise.all([request.ending(), idle.ending()])
    expect(proxy.connectionCount).toBe(0)
  })

  it('cuts what is still under way when its time is up', async () => {
    let timeIsUp: () => void = () => undefined
    const clock = {
      now: Date.now,
      after: (delayMs: number, run: () => void) => {
        expect(delayMs).toBe(3000)
        timeIsUp = run
        return () => undefined
      },
    }
    const upstream = await startRawUpstream()
    const { port, proxy, routes } = await startProxy({ servers: [upstream.url] }, { clock })
    const client = await RawClient.open(port)
    client.request('GET /for-ever HTTP/1.1', 'Host: switchboard.test')
    const server = await upstream.accept()
    await server.receive('\r\n\r\n')
    const stopped = proxy.stop()
    timeIsUp()
    await stopped
    expect(await client.ending()).toBe('reset')
    await server.ending()
    expect(routes[0]?.error).toBe('STOPPED')
  })

  it('can be followed by a new start', async () => {
    const server = await startNamed('again')
    const { proxy } = await startProxy({ servers: [server.url] })
    await proxy.stop()
    const port = await proxy.listen({ host: '127.0.0.1', port: 0 })
    onTestFinished(() => proxy.stop())
    const client = await RawClient.open(port)
    client.request('GET / HTTP/1.1', 'Host: switchboard.test')
    await client.receive('again')
  })
})
