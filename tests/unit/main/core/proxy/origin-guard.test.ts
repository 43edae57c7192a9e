import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { authorityOf, isForeignPage, parseAllowedPages } from '../../../../../src/main/core/proxy/origin-guard'

interface Call {
  readonly method?: string
  readonly isUpgrade?: boolean
  readonly allowed?: readonly string[]
}

function isForeign(origin: string | undefined, host: string | undefined, call: Call = {}): boolean {
  const req = new IncomingMessage(new Socket())
  req.method = call.method ?? 'POST'
  if (origin !== undefined) req.headers.origin = origin
  if (host !== undefined) req.headers.host = host
  return isForeignPage(req, call.isUpgrade ?? false, parseAllowedPages(call.allowed ?? []))
}

describe('a page that calls us', () => {
  it.each([
    ['http://192.168.1.20:8800', '192.168.1.20:8800', 'the same host and port'],
    ['https://192.168.1.20:8800', '192.168.1.20:8800', 'another scheme, as behind an HTTPS proxy'],
    ['http://Panel.LAN:8800', 'panel.lan:8800', 'capitals in Origin'],
    ['http://panel.lan:8800', 'PANEL.lan:8800', 'capitals in Host'],
    ['http://panel.lan', 'panel.lan', 'no port at all'],
    ['http://panel.lan', 'panel.lan:80', 'port 80 said and not said'],
    ['http://panel.lan:80', 'panel.lan', 'port 80 not said and said'],
    ['https://panel.lan', 'panel.lan:443', 'port 443 said and not said'],
    ['https://panel.lan', 'panel.lan:80', 'ports 80 and 443'],
    ['https://panel.lan:443', 'panel.lan:80', 'ports 80 and 443, both said'],
    ['http://[fd00::20]:8800', '[fd00::20]:8800', 'an IPv6 address'],
    ['http://[FD00::20]', '[fd00::20]:80', 'an IPv6 address without a port'],
  ])('is ours: Origin %s, Host %s (%s)', (origin, host, _why) => {
    expect(isForeign(origin, host)).toBe(false)
  })

  it.each([
    ['http://evil.example', '192.168.1.20:8800', 'another host'],
    ['http://192.168.1.20:8801', '192.168.1.20:8800', 'another port'],
    ['http://192.168.1.20', '192.168.1.20:8800', 'no port against a port'],
    ['http://192.168.1.20:8800', '192.168.1.20', 'a port against none'],
    ['http://192.168.1.20:8080', '192.168.1.20:80', 'a port that begins alike'],
    ['http://panel.lan.evil.example:8800', 'panel.lan:8800', 'a host that begins alike'],
    ['http://evil-panel.lan:8800', 'panel.lan:8800', 'a host that ends alike'],
    ['http://localhost:8800', '127.0.0.1:8800', 'another name of the same machine'],
    ['http://[::1]:8800', 'localhost:8800', 'another address of the same machine'],
    ['null', '192.168.1.20:8800', 'a sandboxed page or a file'],
    ['NULL', '192.168.1.20:8800', 'the same in capitals'],
    ['null', 'null', 'a host of that name'],
    ['', '192.168.1.20:8800', 'an empty Origin'],
    ['', '', 'an empty Origin and an empty Host'],
    ['http://', '', 'an Origin without a host'],
    ['file://', '192.168.1.20:8800', 'a file'],
    ['file://', undefined, 'a file without a Host'],
    ['http://192.168.1.20:8800', undefined, 'no Host'],
    ['http://192.168.1.20:8800, http://evil.example', '192.168.1.20:8800', 'two Origins'],
    ['http://192.168.1.20:8800@evil.example', '192.168.1.20:8800', 'a user that looks like our host'],
    ['chrome-extension://abcdef', '192.168.1.20:8800', 'an extension'],
  ])('is foreign: Origin %j, Host %j (%s)', (origin, host, _why) => {
    expect(isForeign(origin, host)).toBe(true)
    expect(isForeign(origin, host, { method: 'GET', isUpgrade: true })).toBe(true)
  })

  it('is no page when it sends no Origin: programs may do everything', () => {
    expect(isForeign(undefined, '192.168.1.20:8800')).toBe(false)
    expect(isForeign(undefined, '192.168.1.20:8800', { method: 'GET', isUpgrade: true })).toBe(false)
    expect(isForeign(undefined, undefined)).toBe(false)
  })

  it.each(['GET', 'HEAD', 'OPTIONS'])('may read with %s from wherever it comes', (method) => {
    expect(isForeign('http://evil.example', '192.168.1.20:8800', { method })).toBe(false)
    expect(isForeign('null', '192.168.1.20:8800', { method })).toBe(false)
  })

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'PURGE'])('may not change anything with %s', (method) => {
    expect(isForeign('http://evil.example', '192.168.1.20:8800', { method })).toBe(true)
  })

  it('may not open a WebSocket although that is a GET', () => {
    expect(isForeign('http://evil.example', '192.168.1.20:8800', { method: 'GET', isUpgrade: true })).toBe(true)
  })
})

describe('pages allowed to call us', () => {
  it.each([
    ['tools.example', 'http://tools.example'],
    ['tools.example', 'https://tools.example'],
    ['tools.example:443', 'http://tools.example'],
    ['http://tools.example/', 'https://tools.example:443'],
    ['  HTTPS://Tools.Example:9000/page  ', 'http://tools.example:9000'],
    ['[fd00::1]:9000', 'http://[fd00::1]:9000'],
  ])('of which one is %j: a page of %s may', (allowed, origin) => {
    expect(isForeign(origin, '192.168.1.20:8800', { allowed: [allowed] })).toBe(false)
    expect(isForeign(origin, '192.168.1.20:8800', { allowed: ['other', allowed], isUpgrade: true })).toBe(false)
  })

  it.each([
    ['tools.example', 'http://tools.example:9000'],
    ['tools.example:9000', 'http://tools.example'],
    ['tools.example', 'http://sub.tools.example'],
    ['*', 'http://tools.example'],
    ['null', 'null'],
    ['', ''],
    ['http://', 'null'],
  ])('of which one is %j: a page of %j may not', (allowed, origin) => {
    expect(isForeign(origin, '192.168.1.20:8800', { allowed: [allowed] })).toBe(true)
  })
})

describe('host and port of a page', () => {
  it.each([
    ['http://Panel.LAN:8800/x?y', 'panel.lan:8800'],
    ['panel.lan:80', 'panel.lan'],
    ['null', ''],
    ['', ''],
  ])('of %j are %j', (text, authority) => {
    expect(authorityOf(text)).toBe(authority)
  })
})
