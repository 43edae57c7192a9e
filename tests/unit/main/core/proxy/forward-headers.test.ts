import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { parseServerUrl, type ServerAddress } from '@shared/model/server-url'
import { describe, expect, it } from 'vitest'
import {
  endToEndHeaders,
  hostHeader,
  restoreUpgrade,
  rewriteRequestHeaders,
} from '../../../../../src/main/core/proxy/forward-headers'

function serverAt(url: string): ServerAddress {
  const parsed = parseServerUrl(url)
  if (!parsed.ok) throw new Error(url)
  return parsed.address
}

function rewritten(headers: Record<string, string>, url = 'http://server1:8188'): IncomingMessage['headers'] {
  const req = new IncomingMessage(new Socket())
  Object.assign(req.headers, headers)
  rewriteRequestHeaders(req, serverAt(url), '192.168.1.100')
  return req.headers
}

describe('the headers that a server gets', () => {
  it.each([
    ['http://server1:8188', 'server1:8188'],
    ['http://server1', 'server1'],
    ['https://server1:443', 'server1'],
    ['http://[fd00::1]:8188', '[fd00::1]:8188'],
  ])("name %s as the host, as a client of that server's own would", (url, host) => {
    expect(rewritten({ host: '192.168.1.20:8800' }, url).host).toBe(host)
    expect(hostHeader(serverAt(url))).toBe(host)
  })

  it('have neither Origin nor Sec-Fetch-*, which only fit our address', () => {
    const headers = rewritten({
      host: 'us:8800',
      origin: 'http://us:8800',
      'sec-fetch-site': 'same-origin',
      'sec-fetch-mode': 'cors',
      'sec-fetch-dest': 'empty',
      'sec-fetch-something-new': '?1',
    })
    expect(Object.keys(headers).filter((name) => name === 'origin' || name.startsWith('sec-fetch-'))).toEqual([])
  })

  it('say who the client is as we see it, not as it claims', () => {
    const headers = rewritten({
      host: 'us:8800',
      'x-forwarded-for': '6.6.6.6',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
    })
    expect(headers).toMatchObject({
      'x-forwarded-for': '192.168.1.100',
      'x-forwarded-host': 'us:8800',
      'x-forwarded-proto': 'http',
    })
  })

  it('claim no host where the client named none', () => {
    expect(rewritten({ 'x-forwarded-host': 'evil.example' })).not.toHaveProperty('x-forwarded-host')
  })

  it.each([
    'connection',
    'keep-alive',
    'proxy-authenticate',
    'proxy-authorization',
    'proxy-connection',
    'te',
    'trailer',
    'transfer-encoding',
    'upgrade',
    'expect',
  ])('have no %s, which belongs to one connection', (name) => {
    expect(rewritten({ host: 'us', [name]: 'x' })).not.toHaveProperty(name)
  })

  it('lose what Connection declares to belong to one connection', () => {
    const headers = rewritten({
      host: 'us',
      connection: 'keep-alive, X-Hop , x-other',
      'x-hop': '1',
      'x-other': '2',
      'x-stays': '3',
    })
    expect(headers).not.toHaveProperty('x-hop')
    expect(headers).not.toHaveProperty('x-other')
    expect(headers['x-stays']).toBe('3')
  })

  it('keep the length of the body, whatever Connection declares: the rest would be the next request', () => {
    expect(rewritten({ host: 'us', connection: 'Content-Length', 'content-length': '5' })['content-length']).toBe('5')
  })

  it('keep their host and our word on the client, whatever Connection declares', () => {
    const connection = 'host, x-forwarded-for, x-forwarded-host, x-forwarded-proto'
    expect(rewritten({ host: 'us:8800', connection })).toMatchObject({
      host: 'server1:8188',
      'x-forwarded-for': '192.168.1.100',
      'x-forwarded-host': 'us:8800',
      'x-forwarded-proto': 'http',
    })
  })

  it('keep everything else', () => {
    const others = {
      cookie: 'a=b; c=d',
      authorization: 'Bearer x',
      referer: 'http://us:8800/page',
      'comfy-user': 'anna',
      'content-type': 'application/json',
      'accept-encoding': 'gzip, br',
      'if-none-match': '"x"',
      range: 'bytes=0-1',
      'access-control-request-method': 'POST',
      via: '1.1 other',
    }
    expect(rewritten({ host: 'us', ...others })).toMatchObject(others)
  })

  it('can be made those of an upgrade again', () => {
    const headers = rewritten({ host: 'us', connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-key': 'k' })
    restoreUpgrade(headers)
    expect(headers).toMatchObject({ connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-key': 'k' })
  })
})

describe('the headers that a client gets', () => {
  it("are the server's as it wrote them: case, order and repetitions", () => {
    const raw = [
      'Content-Type',
      'image/png',
      'set-cookie',
      'a=1',
      'Set-Cookie',
      'b=2',
      'ETag',
      '"x"',
      'Content-Length',
      '3',
    ]
    expect(endToEndHeaders(raw, undefined)).toEqual(raw)
  })

  it('are without those of its connection to us', () => {
    const raw = [
      'Connection',
      'close, X-Hop',
      'Keep-Alive',
      'timeout=5',
      'x-hop',
      '1',
      'Transfer-Encoding',
      'chunked',
      'Trailer',
      'x',
      'A',
      'b',
    ]
    expect(endToEndHeaders(raw, 'close, X-Hop')).toEqual(['A', 'b'])
  })

  it('keep the length of the body, whatever Connection declares', () => {
    expect(endToEndHeaders(['Content-Length', '3'], 'content-length')).toEqual(['Content-Length', '3'])
  })
})
