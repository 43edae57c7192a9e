import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerRequest } from '../../../../../src/main/core/proxy/error-page'
import type { Refusal } from '../../../../../src/main/core/proxy/refusal'

const unreachable: Refusal = {
  status: 502,
  code: 'SERVER_REFUSED',
  values: { server: 'http://server1:8188', reason: 'ECONNREFUSED' },
}
const notAllowed: Refusal = { status: 403, code: 'CLIENT_NOT_ALLOWED', values: { client: '8.8.8.8' } }
const noServer: Refusal = { status: 503, code: 'NO_SERVER', values: {} }

let refusal = unreachable
const server = http.createServer((req, res) => answerRequest(req, res, refusal))
let port = 0

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})

afterAll(() => {
  server.close()
})

interface Answer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
}

/** Asks over a real connection, with exactly these headers. */
function ask(path: string, answer: Refusal, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  refusal = answer
  return new Promise((resolve, reject) => {
    const request = http.request({ port, host: '127.0.0.1', path, method, headers }, (res) => {
      let body = ''
      res.setEncoding('utf8').on('data', (text) => {
        body += text
      })
      res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, body }))
    })
    request.on('error', reject)
    request.end()
  })
}

const navigation = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

describe('an answer in place of a server', () => {
  it.each([
    ['/prompt', {}],
    ['/prompt?x=1', {}],
    ['/api/queue', {}],
    ['/api/queue', navigation],
    ['/api/', { 'sec-fetch-mode': 'navigate' }],
    ['/view', { accept: 'application/json' }],
    ['/view', { accept: 'application/problem+json, */*' }],
  ])('is JSON for %s with %j, in the shape of ComfyUI', async (path, headers) => {
    const answer = await ask(path, unreachable, headers)
    expect(answer.status).toBe(502)
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
    const { error, node_errors: nodeErrors } = JSON.parse(answer.body)
    expect(nodeErrors).toEqual({})
    expect(error).toEqual({
      type: 'switchboard_server_refused',
      message: 'The server does not answer',
      details: expect.stringContaining('http://server1:8188'),
      extra_info: { server: 'http://server1:8188', reason: 'ECONNREFUSED' },
    })
  })

  it.each([
    ['/', navigation],
    ['/api', navigation],
    ['/prompts', { 'sec-fetch-mode': 'navigate' }],
  ])('is a page that tries again by itself for %s with %j', async (path, headers) => {
    const { headers: sent, body } = await ask(path, unreachable, headers)
    expect(sent['content-type']).toBe('text/html; charset=utf-8')
    expect(body).toContain('<meta http-equiv="refresh" content="5">')
    expect(body).toContain('The server does not answer')
    expect(sent['content-security-policy']).toContain("default-src 'none'")
  })

  it('is a page that does not try again when trying cannot help', async () => {
    const { body } = await ask('/', notAllowed, navigation)
    expect(body).not.toContain('http-equiv="refresh"')
    expect(body).toContain('8.8.8.8')
  })

  it.each([{}, { accept: '*/*' }, { accept: 'image/png' }])('is text for whoever sends %j', async (headers) => {
    const { headers: sent, body } = await ask('/view', unreachable, headers)
    expect(sent['content-type']).toBe('text/plain; charset=utf-8')
    expect(body).toBe(
      'Your ComfyUI server http://server1:8188 does not accept connections (ECONNREFUSED). It may be starting or stopped.\n',
    )
  })

  it.each([
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['ZH', 'zh'],
    ['de,zh-TW;q=0.8,en;q=0.5', 'zh'],
    ['en-US,en;q=0.9,zh;q=0.1', 'en'],
    ['de-DE,fr', 'en'],
    ['*', 'en'],
  ])('is, for Accept-Language %s, in %s', async (acceptLanguage, language) => {
    const headers = { ...navigation, 'accept-language': acceptLanguage }
    const { body } = await ask('/', unreachable, headers)
    expect(body).toContain(`<html lang="${language}">`)
    expect(body).toContain(language === 'zh' ? '服务器没有响应' : 'The server does not answer')
    const json = JSON.parse((await ask('/prompt', unreachable, headers)).body)
    expect(json.error.message).toBe(language === 'zh' ? '服务器没有响应' : 'The server does not answer')
  })

  it('names the reason and the setting when someone may not connect', async () => {
    expect((await ask('/', notAllowed)).body).toMatch(/8\.8\.8\.8.*Settings → Who may connect/)
  })

  it('names both sides and the setting when a page may not call', async () => {
    const values = { origin: 'http://evil.example', host: '192.168.1.20:8800' }
    const { body } = await ask('/', { status: 403, code: 'FOREIGN_PAGE', values })
    expect(body).toMatch(/http:\/\/evil\.example.*192\.168\.1\.20:8800.*Pages allowed to call us/)
  })

  it('cannot be made to carry markup into a page', async () => {
    const values = { origin: `"><script>alert('x')</script>&`, host: '</p><img src=x>' }
    const { body } = await ask('/', { status: 403, code: 'FOREIGN_PAGE', values }, navigation)
    expect(body).not.toMatch(/<script|<img/)
    expect(body).toContain('&#34;&#62;&#60;script&#62;alert(&#39;x&#39;)&#60;/script&#62;&#38;')
  })

  it('cannot be made to fill in words of its own values', async () => {
    const values = { origin: '{host}', host: 'secret' }
    const { body } = await ask('/', { status: 403, code: 'FOREIGN_PAGE', values })
    expect(body).toContain('A page of {host} tried to call secret.')
  })

  it('is never kept in a cache, and says when to try again while there is no server', async () => {
    const { headers } = await ask('/', noServer)
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['retry-after']).toBe('5')
  })

  it('says which methods there are when one is not', async () => {
    const { headers } = await ask('/', { status: 405, code: 'METHOD_NOT_ALLOWED', values: { method: 'CONNECT' } })
    expect(headers.allow).toContain('GET')
  })

  it('has a length and no body for HEAD', async () => {
    const { headers, body } = await ask('/', unreachable, {}, 'HEAD')
    expect(Number(headers['content-length'])).toBeGreaterThan(0)
    expect(body).toBe('')
  })

  it.each([
    'CLIENT_NOT_ALLOWED',
    'FOREIGN_PAGE',
    'NO_SERVER',
    'SERVER_REFUSED',
    'SERVER_RESET',
    'SERVER_UNREACHABLE',
    'SERVER_TIMEOUT',
    'METHOD_NOT_ALLOWED',
  ] as const)('has words for %s in both languages', async (code) => {
    for (const language of ['en', 'zh']) {
      const { body } = await ask('/', { status: 502, code, values: {} }, { 'accept-language': language })
      expect(body.trim()).not.toBe(code)
      expect(body).not.toContain('{')
    }
  })
})
