import http from 'node:http'
import { describe, expect, it } from 'vitest'
import { startBareProxy, startProxy } from '../support/proxy-fixture'
import { RawClient } from '../support/raw-client'
import { startRawUpstream, startUpstream } from '../support/upstream'

/**
 * What http-proxy does by itself, point by point, and what our proxy makes of it. Each check runs against both: it must
 * hold for ours and, so that we know it can fail, must not hold for the bare library.
 */
type StartProxy = (target: string) => Promise<{ port: number }>
const ours: StartProxy = (target) => startProxy({ servers: [target] })

function point(name: string, check: (start: StartProxy) => Promise<void>): void {
  it(name, () => check(ours))
  it(`${name} (not so with bare http-proxy)`, async () => {
    await expect(check(startBareProxy)).rejects.toThrow()
  })
}

/** Sends a raw request through the proxy to a raw server; gives the head that arrived there. */
async function headAtServer(start: StartProxy, ...lines: string[]): Promise<string> {
  const upstream = await startRawUpstream()
  const proxy = await start(upstream.url)
  const client = await RawClient.open(proxy.port)
  client.request(...lines)
  const server = await upstream.accept()
  return (await server.receive('\r\n\r\n')).toLowerCase() === '' ? '' : server.text
}

describe('the request target goes on byte for byte', () => {
  for (const target of ['//a//b', '/a\\b', '/api/userdata/workflows%2Fa.json?x=%2F', '/a;b=c?preview=webp;75']) {
    const check = async (start: StartProxy) => {
      const head = await headAtServer(start, `GET ${target} HTTP/1.1`, 'Host: switchboard.test')
      expect(head.split('\r\n')[0]).toBe(`GET ${target} HTTP/1.1`)
    }
    // Only slashes and backslashes are tidied by the library.
    if (/^\/\/|\\/.test(target)) point(JSON.stringify(target), check)
    else it(JSON.stringify(target), () => check(ours))
  }

  point('an asterisk stays one', async (start) => {
    const head = await headAtServer(start, 'OPTIONS * HTTP/1.1', 'Host: switchboard.test')
    expect(head.split('\r\n')[0]).toBe('OPTIONS * HTTP/1.1')
  })

  it('an absolute target goes on in origin form', async () => {
    const head = await headAtServer(ours, 'GET http://other.test//x?y=//z HTTP/1.1', 'Host: switchboard.test')
    expect(head.split('\r\n')[0]).toBe('GET //x?y=//z HTTP/1.1')
  })

  it('a socket keeps its target as well', async () => {
    const upstream = await startRawUpstream()
    const { port } = await ours(upstream.url)
    ;(await RawClient.open(port)).upgrade('//ws//?clientId=a%2Fb')
    const head = await (await upstream.accept()).receive('\r\n\r\n')
    expect(head.split('\r\n')[0]).toBe('GET //ws//?clientId=a%2Fb HTTP/1.1')
  })
})

describe('headers of a request with Expect are rewritten like those of any other', () => {
  point('path, Host and forwarded headers are ours, and Expect is answered by us', async (start) => {
    const upstream = await startRawUpstream()
    const { port } = await start(upstream.url)
    const client = await RawClient.open(port)
    client.request('POST //prompt HTTP/1.1', 'Host: switchboard.test', 'Expect: 100-continue', 'Content-Length: 2')
    await client.receive('100 Continue')
    client.write('{}')
    const head = (await (await upstream.accept()).receive('{}')).toLowerCase()
    expect(head).toContain('post //prompt http/1.1')
    expect(head).toContain(`host: 127.0.0.1:${upstream.port}`)
    expect(head).not.toContain('expect:')
  })
})

describe('when the client goes away the server is told at once', () => {
  point('before the answer', async (start) => {
    const upstream = await startRawUpstream()
    const { port } = await start(upstream.url)
    const client = await RawClient.open(port)
    client.request('GET /slow HTTP/1.1', 'Host: switchboard.test')
    const server = await upstream.accept()
    await server.receive('\r\n\r\n')
    client.socket.resetAndDestroy()
    await closedSoon(server)
  })

  point('in the middle of the answer', async (start) => {
    const upstream = await startRawUpstream()
    const { port } = await start(upstream.url)
    const client = await RawClient.open(port)
    client.request('GET /big HTTP/1.1', 'Host: switchboard.test')
    const server = await upstream.accept()
    await server.receive('\r\n\r\n')
    server.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc')
    await client.receive('abc')
    client.socket.resetAndDestroy()
    await closedSoon(server)
  })
})

/** Bounded, because with the bare library it never comes. */
async function closedSoon(peer: RawClient): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the leg to the server is still open')), 300)
  })
  await Promise.race([peer.ending(), late]).finally(() => clearTimeout(timer))
}

describe('forwarded headers say what we saw', () => {
  point('and replace what the client claims', async (start) => {
    const head = await headAtServer(
      start,
      'GET / HTTP/1.1',
      'Host: switchboard.test:8800',
      'X-Forwarded-For: 6.6.6.6',
      'X-Forwarded-Host: evil.test',
      'X-Forwarded-Proto: gopher',
    )
    expect(head).toMatch(/^x-forwarded-for: 127\.0\.0\.1\r$/im)
    expect(head).toMatch(/^x-forwarded-host: switchboard\.test:8800\r$/im)
    expect(head).toMatch(/^x-forwarded-proto: http\r$/im)
  })
})

describe('a reset of one side of a socket is a reset for the other', () => {
  point('from client to server', async (start) => {
    const { client, server } = await openSocket(start)
    client.socket.resetAndDestroy()
    expect(await server.ending()).toBe('reset')
  })

  point('from server to client', async (start) => {
    const { client, server } = await openSocket(start)
    server.socket.resetAndDestroy()
    expect(await client.ending()).toBe('reset')
  })
})

describe('half of a socket may end before the other', () => {
  point('the server has finished, the client has not', async (start) => {
    const { client, server } = await openSocket(start)
    server.socket.end('last words')
    await client.receive('last words')
    expect(await client.ending()).toBe('end')
    client.write('still here')
    await server.receive('still here')
  })
})

async function openSocket(start: StartProxy): Promise<{ client: RawClient; server: RawClient }> {
  const upstream = await startRawUpstream()
  const { port } = await start(upstream.url)
  const client = await RawClient.open(port)
  client.upgrade('/ws')
  const server = await upstream.accept()
  await server.receive('\r\n\r\n')
  server.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nhello')
  await client.receive('hello')
  return { client, server }
}

describe('a refused upgrade', () => {
  point('is a whole answer that says how long it is', async (start) => {
    const upstream = await startUpstream((_req, res) => {
      res.writeHead(403, { 'X-Why': 'because' })
      res.write('not ')
      res.end('you')
    })
    const { port } = await start(upstream.url)
    const client = await RawClient.open(port)
    client.upgrade('/ws')
    await client.ending()
    const [head = '', body] = client.text.split('\r\n\r\n')
    expect(head).toContain('HTTP/1.1 403 Forbidden')
    expect(head).toContain('X-Why: because')
    expect(head.toLowerCase()).not.toContain('transfer-encoding')
    expect(body).toBe('not you')
  })
})

describe('an upgrade that is not a WebSocket is a plain request', () => {
  point('Upgrade: h2c is answered over HTTP/1.1, body and next request included', async (start) => {
    const upstream = await startUpstream((req, res) => {
      let body = ''
      req.on('data', (chunk) => (body += chunk))
      req.on('end', () => res.end(`[${req.method} ${req.url} ${body} upgrade=${req.headers.upgrade ?? 'none'}]`))
    })
    const { port } = await start(upstream.url)
    const client = await RawClient.open(port)
    client
      .request(
        'POST //prompt HTTP/1.1',
        'Host: switchboard.test',
        'Connection: Upgrade, HTTP2-Settings',
        'Upgrade: h2c',
        'HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA',
        'Content-Length: 4',
      )
      .write('work')
    await client.receive('[POST //prompt work upgrade=none]')
    client.request('GET /queue HTTP/1.1', 'Host: switchboard.test')
    await client.receive('[GET /queue  upgrade=none]')
  })
})

describe('a server that cuts its answer short', () => {
  point('is a reset for the client, so that nothing cut looks whole', async (start) => {
    const upstream = await startRawUpstream()
    const { port } = await start(upstream.url)
    const client = await RawClient.open(port)
    // Without a length, the end of the connection would be the end of the answer.
    client.request('GET /video HTTP/1.0')
    const server = await upstream.accept()
    await server.receive('\r\n\r\n')
    server.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc')
    await client.receive('abc')
    server.socket.resetAndDestroy()
    expect(await endingSoon(client)).toBe('reset')
  })
})

async function endingSoon(peer: RawClient): Promise<'end' | 'reset'> {
  await closedSoon(peer)
  return peer.ending()
}

describe('a DELETE with a chunked body', () => {
  point('cannot smuggle a request: the body stays a body', async (start) => {
    const seen: string[] = []
    const upstream = await startUpstream((req, res) => {
      seen.push(`${req.method} ${req.url}`)
      req.resume()
      req.on('end', () => res.end('done'))
    })
    const { port } = await start(upstream.url)
    const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n'
    const client = await RawClient.open(port)
    client.request('DELETE /userdata/a HTTP/1.1', 'Host: switchboard.test', 'Transfer-Encoding: chunked')
    client.write(`${smuggled.length.toString(16)}\r\n${smuggled}\r\n0\r\n\r\n`)
    await client.receive('done')
    client.request('GET /next HTTP/1.1', 'Host: switchboard.test')
    await client.until(() => client.text.split('done').length === 3)
    expect(seen).toEqual(['DELETE /userdata/a', 'GET /next'])
  })
})

describe('connections to servers', () => {
  it('are kept alive and used again', async () => {
    const ports = new Set<number | undefined>()
    const upstream = await startUpstream((req, res) => {
      ports.add(req.socket.remotePort)
      res.end('ok')
    })
    const { port } = await ours(upstream.url)
    for (let count = 0; count < 3; count++) {
      const client = await RawClient.open(port)
      client.request('GET / HTTP/1.1', 'Host: switchboard.test', 'Connection: close')
      await client.ending()
    }
    expect(ports.size).toBe(1)
  })

  it('are closed when nobody has used them for a while, but never while an answer is awaited', async () => {
    const upstream = await startRawUpstream()
    const { port } = await startProxy({ servers: [upstream.url] }, { idleTimeoutMs: 50 })
    const client = await RawClient.open(port)
    client.request('GET /slow HTTP/1.1', 'Host: switchboard.test')
    const server = await upstream.accept()
    await server.receive('\r\n\r\n')
    // Several times the limit: the point is what does not happen.
    await new Promise((resolve) => setTimeout(resolve, 200))
    server.write('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone')
    await client.receive('done')
    expect(await server.ending()).toBe('end')
  })

  it('reach a server called localhost whichever family it listens on', async () => {
    const upstream = await startUpstream((_req, res) => res.end('here'), '127.0.0.1')
    const { port } = await ours(`http://localhost:${upstream.port}`)
    const client = await RawClient.open(port)
    client.request('GET / HTTP/1.1', 'Host: switchboard.test', 'Connection: close')
    await client.receive('here')
  })
})

describe('the options of each forwarded request are its own', () => {
  it('many requests to many servers at once each reach their own', async () => {
    const upstreams = await Promise.all(['a', 'b', 'c'].map((name) => startUpstream((_req, res) => res.end(name))))
    const proxies = await Promise.all(upstreams.map(({ url }) => ours(url)))
    const bodies = await Promise.all(
      Array.from({ length: 30 }, (_, index) => fetchText(`http://127.0.0.1:${proxies[index % 3]?.port}/`)),
    )
    expect(bodies).toEqual(Array.from({ length: 30 }, (_, index) => ['a', 'b', 'c'][index % 3]))
  })
})

function fetchText(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    http
      .get(url, (res) => {
        let text = ''
        res.on('data', (chunk) => (text += chunk))
        res.on('end', () => resolve(text))
      })
      .on('error', reject)
  })
}
