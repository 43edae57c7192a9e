import { randomBytes } from 'node:crypto'
import http from 'node:http'
import { describe, expect, it } from 'vitest'
import { startProxy } from '../support/proxy-fixture'
import { RawClient } from '../support/raw-client'
import { simulate } from '../support/simulator-client'
import { startNamed, startRawUpstream, startUpstream } from '../support/upstream'

interface Answer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
}

/** One request from a client of its own address. */
function ask(
  port: number,
  path: string,
  { from = '127.0.0.1', host = '127.0.0.1', ...options }: http.RequestOptions & { from?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const req = http.request({ port, host, path, localAddress: from, agent: false, ...options }, (res) => {
      let body = ''
      res.setEncoding('utf8')
      res.on('data', (chunk) => (body += chunk))
      res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, body }))
      res.on('error', reject)
    })
    req.on('error', reject)
    req.end()
  })
}

describe('a client goes to the server that the hash says', () => {
  it('for every path and method', async () => {
    const servers = await Promise.all([simulate(), simulate()])
    const { port } = await startProxy({ servers: servers.map(({ url }) => url) })
    for (const from of ['127.0.0.2', '127.0.0.3']) {
      await ask(port, '/', { from })
      await ask(port, '/api/queue?x=1', { from })
      await ask(port, '/api/prompt', { from, method: 'POST' })
      await ask(port, '/api/userdata/a%2Fb', { from, method: 'DELETE' })
    }
    // |h("127.0.0.2")| is even, |h("127.0.0.3")| odd: what the vectors say of neighbours.
    for (const { requests } of servers)
      expect(requests.map(({ method, target }) => `${method} ${target}`)).toEqual([
        'GET /',
        'GET /api/queue?x=1',
        'POST /api/prompt',
        'DELETE /api/userdata/a%2Fb',
      ])
  })

  it('whatever it claims in X-Forwarded-For', async () => {
    const servers = await Promise.all([startNamed('first'), startNamed('second')])
    const { port } = await startProxy({ servers: servers.map(({ url }) => url) })
    const honest = await ask(port, '/', { from: '127.0.0.2' })
    const claims = ['127.0.0.3', '192.168.1.100', '192.168.1.101'].map((ip) =>
      ask(port, '/', { from: '127.0.0.2', headers: { 'x-forwarded-for': ip, forwarded: `for=${ip}` } }),
    )
    for (const { body } of await Promise.all(claims)) expect(body).toBe(honest.body)
  })

  it('and disabled servers do not count', async () => {
    const servers = await Promise.all([startNamed('first'), startNamed('second')])
    const [first, second] = servers.map(({ url }) => url)
    const { port } = await startProxy({ servers: [{ url: first!, enabled: false }, { url: second! }] })
    for (const from of ['127.0.0.2', '127.0.0.3']) expect((await ask(port, '/', { from })).body).toBe('second')
  })

  it('over IPv6 and over IPv4 on the same port', async () => {
    const server = await startNamed('here')
    const { port } = await startProxy({ servers: [server.url] }, { host: '' })
    expect((await ask(port, '/', { host: '::1', from: '::1' })).body).toBe('here')
    expect((await ask(port, '/', { from: '127.0.0.9' })).body).toBe('here')
  })
})

describe('headers', () => {
  it('reach the server with its own Host, without Origin and Sec-Fetch-*, and otherwise as sent', async () => {
    const upstream = await startRawUpstream()
    const { port } = await startProxy({ servers: [upstream.url] })
    const client = await RawClient.open(port)
    client.request(
      'GET / HTTP/1.1',
      'Host: switchboard.test',
      'Origin: http://switchboard.test',
      'Sec-Fetch-Site: cross-site',
      'Sec-Fetch-Mode: navigate',
      'Comfy-User:',
      'Cookie: a=1; b=2',
      'Connection: X-Secret, keep-alive',
      'X-Secret: for the proxy only',
      'Keep-Alive: timeout=5',
      'TE: trailers',
      'Proxy-Connection: keep-alive',
    )
    const head = (await (await upstream.accept()).receive('\r\n\r\n')).toLowerCase()
    expect(head).toContain(`host: 127.0.0.1:${upstream.port}\r\n`)
    expect(head).toContain('comfy-user: \r\n')
    expect(head).toContain('cookie: a=1; b=2\r\n')
    expect(head).not.toMatch(/origin|sec-fetch|x-secret|^te:|keep-alive:|proxy-connection/m)
  })

  it('of an answer come back as the server wrote them, without those of its connection to us', async () => {
    const upstream = await startRawUpstream()
    const { port } = await startProxy({ servers: [upstream.url] })
    const client = await RawClient.open(port)
    client.request('GET / HTTP/1.1', 'Host: switchboard.test')
    const server = await upstream.accept()
    await server.receive('\r\n\r\n')
    server.write(
      'HTTP/1.1 207 Fine So Far\r\nETag: "a"\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nX-CaSe: Kept\r\n' +
        'Connection: close, X-Hop\r\nX-Hop: gone\r\nContent-Length: 2\r\n\r\nok',
    )
    const text = await client.receive('ok')
    expect(text).toContain('HTTP/1.1 207 Fine So Far\r\n')
    expect(text).toContain('ETag: "a"\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nX-CaSe: Kept\r\n')
    expect(text).not.toContain('X-Hop')
    client.request('GET /again HTTP/1.1', 'Host: switchboard.test')
    await (await upstream.accept()).receive('GET /again')
  })

  it('of an answer keep their bytes, and may be long', async () => {
    const upstream = await startRawUpstream()
    const { port } = await startProxy({ servers: [upstream.url] })
    const client = await RawClient.open(port)
    client.request('GET /view HTTP/1.1', 'Host: switchboard.test')
    const server = await upstream.accept()
    await server.receive('\r\n\r\n')
    // The name of a file in UTF-8, as aiohttp sends it; the body comes later.
    const name = Buffer.from('图.png').toString('latin1')
    const long = Array.from({ length: 6 }, (_, index) => `X-Long-${index}: ${'x'.repeat(5000)}\r\n`).join('')
    server.write(`HTTP/1.1 200 OK\r\nContent-Disposition: filename="${name}"\r\n${long}Content-Length: 4\r\n\r\n`)
    expect(await client.receive('\r\n\r\n')).toContain(`Content-Disposition: filename="${name}"`)
    server.write('done')
    await client.receive('done')
  })

  it('of an answer to HEAD and of 304 keep their length without a body', async () => {
    const upstream = await startUpstream((req, res) => {
      res.writeHead(
        req.method === 'HEAD' ? 200 : 304,
        req.method === 'HEAD' ? { 'content-length': 1234 } : { etag: '"x"' },
      )
      res.end()
    })
    const { port } = await startProxy({ servers: [upstream.url] })
    expect((await ask(port, '/view', { method: 'HEAD' })).headers['content-length']).toBe('1234')
    expect(await ask(port, '/view')).toMatchObject({ status: 304, body: '' })
  })
})

describe('bodies stream both ways', () => {
  const SIZE = 256 * 1024 * 1024
  /** A body that waited in memory would be held whole. */
  const MOST_HELD = SIZE / 2

  it('an upload of 256 MB is passed on as it comes and costs next to no memory', async () => {
    let received = 0
    const upstream = await startUpstream((req, res) => {
      req.on('data', (chunk: Buffer) => (received += chunk.length))
      req.on('end', () => res.end(String(received)))
    })
    const { port, routes } = await startProxy({ servers: [upstream.url] })
    const held = await heldWhile(() => upload(port, SIZE))
    expect(received).toBe(SIZE)
    await routes[0]?.ended
    expect(routes[0]?.bytesUp).toBe(SIZE)
    expect(held).toBeLessThan(MOST_HELD)
  })

  it('a download of 256 MB does not wait in memory for a client that is slow', async () => {
    const chunk = randomBytes(1024 * 1024)
    let sent = 0
    const upstream = await startUpstream((_req, res) => {
      const send = () => {
        while (sent < SIZE) {
          sent += chunk.length
          if (!res.write(chunk)) return void res.once('drain', send)
        }
        res.end()
      }
      send()
    })
    const { port } = await startProxy({ servers: [upstream.url] })
    const client = await RawClient.open(port)
    client.socket.pause()
    client.request('GET /view HTTP/1.1', 'Host: switchboard.test')
    // All buffers on the way fill, then the server has to wait: it is far from having sent everything.
    let before = -1
    while (before !== sent || sent === 0) {
      before = sent
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    expect(sent).toBeLessThan(MOST_HELD)
  })

  it('the first bytes of an answer arrive before the last are written', async () => {
    const upstream = await startRawUpstream()
    const { port } = await startProxy({ servers: [upstream.url] })
    const client = await RawClient.open(port)
    client.request('GET /stream HTTP/1.1', 'Host: switchboard.test')
    const server = await upstream.accept()
    await server.receive('\r\n\r\n')
    server.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n')
    await client.receive('\r\n\r\n')
    server.write('5\r\nfirst\r\n')
    await client.receive('first')
    server.write('4\r\nlast\r\n0\r\n\r\n')
    await client.receive('last')
  })

  it('an answer that comes before the upload is over is passed on, and the next request works', async () => {
    const upstream = await startUpstream((req, res) => {
      if (req.method !== 'POST') return void res.end('next')
      res.writeHead(413, { connection: 'close' })
      res.end('too large')
    })
    const { port } = await startProxy({ servers: [upstream.url] })
    const client = await RawClient.open(port)
    client.request('POST /upload/image HTTP/1.1', 'Host: switchboard.test', 'Content-Length: 1000000')
    client.write(Buffer.alloc(1000))
    await client.receive('too large')
    client.write(Buffer.alloc(999_000))
    client.request('GET / HTTP/1.1', 'Host: switchboard.test')
    await client.receive('next')
  })
})

function upload(port: number, size: number): Promise<void> {
  const chunk = Buffer.alloc(1024 * 1024)
  return new Promise((resolve, reject) => {
    const req = http.request(
      { port, host: '127.0.0.1', method: 'POST', path: '/upload/image', agent: false },
      (res) => {
        res.resume()
        res.on('end', resolve)
      },
    )
    req.on('error', reject)
    let sent = 0
    const send = () => {
      while (sent < size) {
        sent += chunk.length
        if (!req.write(chunk)) return void req.once('drain', send)
      }
      req.end()
    }
    send()
  })
}

/** Most memory outside of the heap that was held more than before, in bytes. */
async function heldWhile(run: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage().arrayBuffers
  let most = 0
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().arrayBuffers - before)
  }, 5)
  await run()
  clearInterval(timer)
  return most
}

describe('a client that pipelines', () => {
  it('and leaves ends every request that it had under way', async () => {
    const upstream = await startRawUpstream()
    const { port, routes } = await startProxy({ servers: [upstream.url] })
    const client = await RawClient.open(port)
    client.request('GET /one HTTP/1.1', 'Host: switchboard.test')
    client.request('GET /two HTTP/1.1', 'Host: switchboard.test')
    const legs = [await upstream.accept(), await upstream.accept()]
    for (const leg of legs) await leg.receive('\r\n\r\n')
    client.socket.resetAndDestroy()
    for (const leg of legs) await leg.ending()
    for (const route of routes) await route.ended
    expect(routes.map(({ error }) => error)).toEqual(['CLIENT_GONE', 'CLIENT_GONE'])
  })

  it('gets its answers in order', async () => {
    const upstream = await startRawUpstream()
    const { port } = await startProxy({ servers: [upstream.url] })
    const client = await RawClient.open(port)
    client.request('GET /one HTTP/1.1', 'Host: switchboard.test')
    client.request('GET /two HTTP/1.1', 'Host: switchboard.test')
    const legs = [await upstream.accept(), await upstream.accept()]
    for (const leg of legs.reverse()) {
      const path = /GET \/(\w+)/.exec(await leg.receive('\r\n\r\n'))?.[1] ?? ''
      leg.write(`HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n${path}`)
    }
    const text = await client.receive('two')
    expect(text.indexOf('one')).toBeLessThan(text.indexOf('two'))
    expect(text.indexOf('one')).toBeGreaterThan(0)
  })

  it('an upgrade or a tunnel behind a request loses its connection instead of mixing the answers', async () => {
    const upstream = await startRawUpstream()
    const { port } = await startProxy({ servers: [upstream.url] })
    for (const [line, ...headers] of [
      ['GET /ws HTTP/1.1', 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Key: x'],
      ['GET /h2 HTTP/1.1', 'Connection: Upgrade', 'Upgrade: h2c'],
      ['CONNECT example.test:443 HTTP/1.1'],
    ] as const) {
      const client = await RawClient.open(port)
      client.request('GET /slow HTTP/1.1', 'Host: switchboard.test')
      const leg = await upstream.accept()
      await leg.receive('\r\n\r\n')
      client.request(line, 'Host: switchboard.test', ...headers)
      expect(await client.ending()).toBe('reset')
      expect(client.text).toBe('')
      await leg.ending()
    }
  })
})

describe('when there is no answer to pass on', () => {
  it('a server that refuses gives 502 in ComfyUI’s error shape, and the route says so', async () => {
    const gone = await startNamed('gone')
    await new Promise((resolve) => gone.server.close(resolve))
    const { port, routes, failures } = await startProxy({ servers: [gone.url] })
    const answer = await ask(port, '/api/prompt', { method: 'POST' })
    expect(answer.status).toBe(502)
    expect(JSON.parse(answer.body)).toMatchObject({
      error: { type: 'switchboard_server_refused', extra_info: { server: gone.url } },
      node_errors: {},
    })
    expect(routes[0]).toMatchObject({ status: 502, error: 'SERVER_REFUSED' })
    expect(failures).toEqual([`${gone.url} SERVER_REFUSED`])
  })

  it('a server that resets before its answer gives 502', async () => {
    const upstream = await startRawUpstream()
    const { port, routes } = await startProxy({ servers: [upstream.url] })
    const answer = ask(port, '/queue', { headers: { accept: 'text/html' } })
    const server = await upstream.accept()
    await server.receive('\r\n\r\n')
    server.socket.resetAndDestroy()
    expect(await answer).toMatchObject({ status: 502, headers: { 'content-type': 'text/html; charset=utf-8' } })
    expect((await answer).body).toContain('<meta http-equiv="refresh"')
    expect(routes[0]?.error).toBe('SERVER_RESET')
  })

  it('a server that does not take the connection in time gives 504', async () => {
    // It takes the connection and then says nothing, so that TLS never comes to be.
    const mute = await startRawUpstream()
    const { port, routes } = await startProxy({ servers: [`https://127.0.0.1:${mute.port}`] }, { connectTimeoutMs: 50 })
    expect((await ask(port, '/')).status).toBe(504)
    expect(routes[0]?.error).toBe('SERVER_TIMEOUT')
  })

  it('a server whose answer no HTTP message may have gives 502', async () => {
    const upstream = await startRawUpstream()
    const { port } = await startProxy({ servers: [upstream.url] })
    const answer = ask(port, '/')
    const server = await upstream.accept()
    await server.receive('\r\n\r\n')
    server.write('HTTP/1.1 042 What\r\nContent-Length: 0\r\n\r\n')
    expect((await answer).status).toBe(502)
  })

  it('a server that switches protocols unasked gives 502', async () => {
    for (const headers of ['Connection: Upgrade\r\nUpgrade: websocket\r\n', '']) {
      const upstream = await startRawUpstream()
      const { port } = await startProxy({ servers: [upstream.url] })
      const answer = ask(port, '/')
      const server = await upstream.accept()
      await server.receive('\r\n\r\n')
      server.write(`HTTP/1.1 101 Switching Protocols\r\n${headers}\r\n`)
      expect((await answer).status).toBe(502)
    }
  })

  it('no enabled server gives 503', async () => {
    const { port, routes } = await startProxy({ servers: [{ url: 'http://127.0.0.1:1', enabled: false }] })
    expect(await ask(port, '/')).toMatchObject({
      status: 503,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    })
    expect(routes[0]).toMatchObject({ status: 503, error: 'NO_SERVER', server: undefined })
  })

  it('CONNECT gives 405', async () => {
    const { port, routes } = await startProxy({ servers: ['http://127.0.0.1:1'] })
    const client = await RawClient.open(port)
    client.request('CONNECT example.test:443 HTTP/1.1', 'Host: example.test')
    await client.receive('HTTP/1.1 405 Method Not Allowed')
    expect(await client.ending()).toBe('end')
    expect(routes[0]?.status).toBe(405)
  })
})

describe('who may not call', () => {
  it('a page of another address may not change anything, and is told how to be let in', async () => {
    const server = await startNamed('changed')
    const { port, routes, configure } = await startProxy({ servers: [server.url] })
    const headers = { host: 'switchboard.test:8800', origin: 'http://evil.test' }
    const refused = await ask(port, '/api/prompt', { method: 'POST', headers })
    expect(refused.status).toBe(403)
    const { details } = JSON.parse(refused.body).error
    expect(details).toContain('http://evil.test')
    expect(details).toContain('switchboard.test:8800')
    expect(details).toContain('Pages allowed to call us')
    expect(routes[0]).toMatchObject({ status: 403, error: 'FOREIGN_PAGE', server: undefined })
    expect((await ask(port, '/api/prompt', { headers })).body).toBe('changed')
    configure({ servers: [server.url], allowedPages: ['evil.test'] })
    expect((await ask(port, '/api/prompt', { method: 'POST', headers })).status).toBe(200)
  })

  it('a client outside of the allowed ranges gets 403 with the reason, and its open connection is closed', async () => {
    const server = await startNamed('served')
    const { port, configure } = await startProxy({ servers: [server.url] })
    const client = await RawClient.open(port, '127.0.0.2')
    client.request('GET / HTTP/1.1', 'Host: switchboard.test')
    await client.receive('served')
    configure({ servers: [server.url], access: { mode: 'list', cidrs: ['127.0.0.3'] } })
    await client.ending()
    const answer = await ask(port, '/', { from: '127.0.0.2' })
    expect(answer.status).toBe(403)
    expect(answer.body).toContain('127.0.0.2')
    expect(answer.body).toContain('Who may connect')
    expect((await ask(port, '/', { from: '127.0.0.3' })).body).toBe('served')
  })
})

describe('what is not HTTP', () => {
  it('malformed requests get 400, too large heads 431, and others go on unharmed', async () => {
    const server = await startNamed('fine')
    const { port } = await startProxy({ servers: [server.url] })
    const bad = await RawClient.open(port)
    bad.write('NONSENSE\r\n\r\n')
    await bad.receive('HTTP/1.1 400')
    const large = await RawClient.open(port)
    large.request('GET / HTTP/1.1', 'Host: switchboard.test', `X-Large: ${'x'.repeat(100_000)}`)
    await large.receive('HTTP/1.1 431')
    expect((await ask(port, '/')).body).toBe('fine')
  })

  it('a head of 60 kB is passed on', async () => {
    const upstream = await startRawUpstream()
    const { port } = await startProxy({ servers: [upstream.url] })
    const client = await RawClient.open(port)
    const cookies = Array.from({ length: 8 }, (_, index) => `X-Part-${index}: ${'x'.repeat(7500)}`)
    client.request('GET / HTTP/1.1', 'Host: switchboard.test', ...cookies)
    expect((await (await upstream.accept()).receive('\r\n\r\n')).length).toBeGreaterThan(60_000)
  })

  it('a client that resets as the head of its answer arrives harms nobody', async () => {
    const upstream = await startRawUpstream()
    const { port, routes } = await startProxy({ servers: [upstream.url] })
    for (let count = 0; count < 20; count++) {
      const client = await RawClient.open(port)
      client.request('GET / HTTP/1.1', 'Host: switchboard.test')
      const server = await upstream.accept()
      await server.receive('\r\n\r\n')
      server.write('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n')
      client.socket.resetAndDestroy()
      await server.ending()
      await routes[count]?.ended
    }
    expect(routes.map(({ error }) => error)).toEqual(routes.map(() => 'CLIENT_GONE'))
  })

  it('a client that resets at any moment harms nobody', async () => {
    const server = await startNamed('fine')
    const { port, proxy } = await startProxy({ servers: [server.url] })
    for (const text of [
      '',
      'GET /',
      'GET / HTTP/1.1\r\nHost: x\r\n\r\n',
      'POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n1',
    ]) {
      const client = await RawClient.open(port)
      client.write(text)
      client.socket.resetAndDestroy()
    }
    expect((await ask(port, '/')).body).toBe('fine')
    await expect.poll(() => proxy.connectionCount).toBe(0)
  })
})
