import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { Server } from 'node:net'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import WebSocket, { WebSocketServer } from 'ws'
import { startProxy } from '../support/proxy-fixture'
import { RawClient } from '../support/raw-client'
import { startNamed, startRawUpstream, startUpstream } from '../support/upstream'

// 64 MB there and back take their time on a busy machine.
vi.setConfig({ testTimeout: 20_000 })

/** A server that answers HTTP with its name and whose sockets say it first, then echo. */
async function startSocketServer(name: string) {
  const upstream = await startNamed(name)
  const wss = new WebSocketServer({ server: upstream.server, maxPayload: 0, perMessageDeflate: true })
  wss.on('connection', (socket) => {
    socket.send(name)
    socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }))
  })
  return { ...upstream, wss }
}

async function openSocket(
  port: number,
  options: WebSocket.ClientOptions = {},
): Promise<{ socket: WebSocket; name: string }> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws?clientId=abc`, {
    maxPayload: 0,
    perMessageDeflate: false,
    ...options,
  })
  onTestFinished(() => socket.terminate())
  const [data] = await once(socket, 'message')
  return { socket, name: String(data) }
}

async function nameFor(port: number, localAddress: string): Promise<string> {
  const client = await RawClient.open(port, localAddress)
  client.request('GET / HTTP/1.1', 'Host: switchboard.test', 'Connection: close')
  await client.ending()
  return client.text.split('\r\n\r\n')[1] ?? ''
}

/** 101 by hand; gives both ends of an open socket with nothing but bytes between. */
async function openRaw(upstream: Awaited<ReturnType<typeof startRawUpstream>>, port: number) {
  const client = await RawClient.open(port)
  client.upgrade('/ws')
  const server = await upstream.accept()
  await server.receive('\r\n\r\n')
  server.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
  await client.receive('\r\n\r\n')
  return { client, server }
}

describe('a socket goes where the requests of its client go', () => {
  it('and carries text and binary frames of any size both ways', async () => {
    const servers = await Promise.all([startSocketServer('first'), startSocketServer('second')])
    const { port } = await startProxy({ servers: servers.map(({ url }) => url) })
    for (const localAddress of ['127.0.0.2', '127.0.0.3', '127.0.0.4']) {
      const { socket, name } = await openSocket(port, { localAddress })
      expect(name).toBe(await nameFor(port, localAddress))
      const frame = randomBytes(localAddress === '127.0.0.2' ? 64 * 1024 * 1024 : 100_000)
      socket.send(frame)
      const [echo] = await once(socket, 'message')
      expect(
        createHash('sha1')
          .update(echo as Buffer)
          .digest('hex'),
      ).toBe(createHash('sha1').update(frame).digest('hex'))
    }
  })

  it('negotiates compression end to end', async () => {
    const server = await startSocketServer('only')
    const { port } = await startProxy({ servers: [server.url] })
    const { socket } = await openSocket(port, { perMessageDeflate: true })
    expect(socket.extensions).toContain('permessage-deflate')
    socket.send('x'.repeat(100_000))
    const [echo] = await once(socket, 'message')
    expect(String(echo)).toBe('x'.repeat(100_000))
  })

  it('frames that come before the answer are not lost', async () => {
    const upstream = await startRawUpstream()
    const { port } = await startProxy({ servers: [upstream.url] })
    const client = await RawClient.open(port)
    client.upgrade('/ws').write('early')
    const server = await upstream.accept()
    await server.receive('\r\n\r\n')
    client.write(' bird')
    server.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nwelcome')
    await server.receive('early bird')
    await client.receive('welcome')
  })

  it('counts what it carried and when it ended', async () => {
    const upstream = await startRawUpstream()
    const { port, routes } = await startProxy({ servers: [upstream.url] })
    const { client, server } = await openRaw(upstream, port)
    client.write('12345')
    await server.receive('12345')
    server.write('1234567')
    await client.receive('1234567')
    expect(routes[0]).toMatchObject({ kind: 'ws', status: 101, bytesUp: 5, bytesDown: 7 })
    client.socket.end()
    await server.ending()
    server.socket.end()
    await routes[0]?.ended
    expect(routes[0]?.error).toBeNull()
  })
})

describe('a client with an open socket is whole on one server', () => {
  it('until its last socket closes, also when the list has changed', async () => {
    const servers = await Promise.all(['a', 'b', 'c'].map(startSocketServer))
    const [a, b, c] = servers.map(({ url }) => url) as [string, string, string]
    const { port, configure, proxy } = await startProxy({ servers: [a, b] })
    const from = '127.0.0.2'
    const first = await openSocket(port, { localAddress: from })
    const second = await openSocket(port, { localAddress: from })
    const before = first.name
    const home = [
      [a, b],
      [b, a],
      [c, a, b],
      [c, b, a],
    ].find((list) => {
      configure({ servers: list })
      return proxy.homeOf(from)?.url !== servers[before === 'a' ? 0 : 1]?.url
    })
    expect(home).toBeDefined()
    expect(await nameFor(port, from)).toBe(before)
    expect((await openSocket(port, { localAddress: from })).name).toBe(before)
    expect([first.socket.readyState, second.socket.readyState]).toEqual([WebSocket.OPEN, WebSocket.OPEN])
    for (const { wss } of servers) for (const socket of wss.clients) socket.close()
    await expect.poll(() => proxy.openSocketsOf(from)).toBe(0)
    expect(await nameFor(port, from)).not.toBe(before)
  })

  it('and sockets to a removed or disabled server are closed, others are not touched', async () => {
    const servers = await Promise.all(['a', 'b'].map(startSocketServer))
    const [a, b] = servers.map(({ url }) => url) as [string, string]
    const { port, configure, routes } = await startProxy({ servers: [a, b] })
    const sockets = await Promise.all(
      ['127.0.0.2', '127.0.0.3', '127.0.0.4', '127.0.0.5'].map((localAddress) => openSocket(port, { localAddress })),
    )
    const [onA, onB] = ['a', 'b'].map((name) => sockets.filter((each) => each.name === name))
    expect(onA?.length).toBeGreaterThan(0)
    expect(onB?.length).toBeGreaterThan(0)
    const closed = Promise.all(onA!.map(({ socket }) => once(socket, 'close')))
    configure({ servers: [{ url: a, enabled: false }, { url: b }] })
    for (const [code] of await closed) expect(code).toBe(1006)
    for (const { socket } of onB!) expect(socket.readyState).toBe(WebSocket.OPEN)
    expect(routes.filter(({ error }) => error === 'SERVER_REMOVED').length).toBe(onA?.length)
  })
})

describe('when one leg ends, the other three know', () => {
  it('a browser that closes ends the leg to the server', async () => {
    const upstream = await startRawUpstream()
    const { port, proxy } = await startProxy({ servers: [upstream.url] })
    const { client, server } = await openRaw(upstream, port)
    client.socket.end()
    expect(await server.ending()).toBe('end')
    server.socket.end()
    expect(await client.ending()).toBe('end')
    await expect.poll(() => proxy.connectionCount).toBe(0)
    await expect.poll(() => connectionsOf(upstream)).toBe(0)
  })

  it('a server that closes ends the leg to the browser', async () => {
    const upstream = await startRawUpstream()
    const { port, proxy } = await startProxy({ servers: [upstream.url] })
    const { client, server } = await openRaw(upstream, port)
    server.socket.end()
    expect(await client.ending()).toBe('end')
    client.socket.end()
    expect(await server.ending()).toBe('end')
    await expect.poll(() => proxy.connectionCount).toBe(0)
    await expect.poll(() => connectionsOf(upstream)).toBe(0)
  })

  it('a reset of the browser resets the server, and the route says who it was', async () => {
    const upstream = await startRawUpstream()
    const { port, routes, proxy } = await startProxy({ servers: [upstream.url] })
    const { client, server } = await openRaw(upstream, port)
    client.socket.resetAndDestroy()
    expect(await server.ending()).toBe('reset')
    await routes[0]?.ended
    expect(routes[0]?.error).toBe('CLIENT_GONE')
    expect(proxy.connectionCount).toBe(0)
  })

  it('a reset of the server resets the browser, and the route says who it was', async () => {
    const upstream = await startRawUpstream()
    const { port, routes } = await startProxy({ servers: [upstream.url] })
    const { client, server } = await openRaw(upstream, port)
    server.socket.resetAndDestroy()
    expect(await client.ending()).toBe('reset')
    await routes[0]?.ended
    expect(routes[0]?.error).toBe('SERVER_RESET')
  })

  it('half of a socket is left, and it is cut: the other leg goes with it', async () => {
    const upstream = await startRawUpstream()
    const { port, configure, routes } = await startProxy({ servers: [upstream.url] })
    const { client, server } = await openRaw(upstream, port)
    client.socket.end()
    expect(await server.ending()).toBe('end')
    configure({ servers: [upstream.url], access: { mode: 'list', cidrs: ['127.0.0.9'] } })
    await routes[0]?.ended
    server.socket.end('too late')
    await expect.poll(() => connectionsOf(upstream)).toBe(0)
  })

  for (const [how, early] of [
    ['reset', ''],
    ['end', ''],
    ['end', 'early'],
  ] as const) {
    it(`a browser that goes away (${how}, ${early || 'silent'}) before the server answered ends the other leg`, async () => {
      const upstream = await startRawUpstream()
      const { port, routes, proxy } = await startProxy({ servers: [upstream.url] })
      const client = await RawClient.open(port)
      client.upgrade('/ws').write(early)
      const server = await upstream.accept()
      await server.receive('\r\n\r\n')
      if (how === 'reset') client.socket.resetAndDestroy()
      else client.socket.end()
      await server.ending()
      await routes[0]?.ended
      expect(routes[0]).toMatchObject({ error: 'CLIENT_GONE', status: null })
      expect(proxy.openSocketsOf('127.0.0.1')).toBe(0)
    })
  }
})

function connectionsOf(upstream: { server: Server }): Promise<number> {
  return new Promise((resolve, reject) => {
    upstream.server.getConnections((error, count) => (error === null ? resolve(count) : reject(error)))
  })
}

describe('an upgrade that fails', () => {
  it('at a server that refuses is answered 502 and closed', async () => {
    const gone = await startNamed('gone')
    await new Promise((resolve) => gone.server.close(resolve))
    const { port, routes } = await startProxy({ servers: [gone.url] })
    const client = await RawClient.open(port)
    client.upgrade('/ws')
    await client.receive('HTTP/1.1 502 Bad Gateway')
    expect(await client.ending()).toBe('end')
    client.socket.end()
    await routes[0]?.ended
    expect(routes[0]).toMatchObject({ status: 502, error: 'SERVER_REFUSED' })
  })

  it('at a server that says no is answered with what the server said', async () => {
    const upstream = await startUpstream((_req, res) => {
      res.writeHead(400, { 'content-type': 'text/plain' })
      res.end('Can "Upgrade" only to "WebSocket".')
    })
    const { port, routes } = await startProxy({ servers: [upstream.url] })
    const client = await RawClient.open(port)
    client.upgrade('/queue')
    await client.receive('HTTP/1.1 400 Bad Request')
    await client.receive('only to "WebSocket".')
    expect(await client.ending()).toBe('end')
    client.socket.end()
    await routes[0]?.ended
    expect(routes[0]).toMatchObject({ status: 400, error: null })
  })

  it('at a server that says no and breaks off is a reset, so that nothing cut looks whole', async () => {
    const upstream = await startRawUpstream()
    const { port } = await startProxy({ servers: [upstream.url] })
    const client = await RawClient.open(port)
    client.upgrade('/ws')
    const server = await upstream.accept()
    await server.receive('\r\n\r\n')
    server.write('HTTP/1.1 403 Forbidden\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nbec\r\n')
    await client.receive('bec')
    server.write('no chunk\r\n')
    expect(await client.ending()).toBe('reset')
  })

  it('with no enabled server is answered 503, without time 504', async () => {
    const none = await startProxy({ servers: [] })
    const first = await RawClient.open(none.port)
    first.upgrade('/ws')
    await first.receive('HTTP/1.1 503 Service Unavailable')
    // It takes the connection and then says nothing, so that TLS never comes to be.
    const mute = await startRawUpstream()
    const slow = await startProxy({ servers: [`https://127.0.0.1:${mute.port}`] }, { connectTimeoutMs: 50 })
    const second = await RawClient.open(slow.port)
    second.upgrade('/ws')
    await second.receive('HTTP/1.1 504 Gateway Timeout')
  })

  it('for a page of another address is answered 403 naming both and the setting', async () => {
    const server = await startSocketServer('only')
    const { port, routes } = await startProxy({ servers: [server.url] })
    const client = await RawClient.open(port)
    client.upgrade('/ws', 'Origin: http://evil.test')
    const text = await client.receive('Pages allowed to call us')
    expect(text).toContain('HTTP/1.1 403 Forbidden')
    expect(text).toContain('http://evil.test')
    expect(text).toContain('switchboard.test')
    expect(routes[0]).toMatchObject({ kind: 'ws', status: 403 })
    const own = await RawClient.open(port)
    own.upgrade('/ws', 'Origin: http://switchboard.test:80')
    await own.receive('HTTP/1.1 101')
  })

  it('by a reset between handshake and answer harms nobody', async () => {
    const server = await startSocketServer('only')
    const { port } = await startProxy({ servers: [server.url] })
    for (let count = 0; count < 20; count++) {
      const client = await RawClient.open(port)
      client.upgrade('/ws')
      client.socket.resetAndDestroy()
    }
    expect((await openSocket(port)).name).toBe('only')
  })
})

describe('a server that is too slow for its browser', () => {
  it('is held back instead of filling memory', async () => {
    const upstream = await startRawUpstream()
    const { port } = await startProxy({ servers: [upstream.url] })
    const { client, server } = await openRaw(upstream, port)
    client.socket.pause()
    const chunk = Buffer.alloc(1024 * 1024)
    let sent = 0
    while (server.socket.write(chunk) || server.socket.writableLength < 8 * chunk.length) sent += chunk.length
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(server.socket.writableLength).toBeGreaterThan(0)
    client.socket.resume()
    await client.until(() => client.length > sent)
  })
})
