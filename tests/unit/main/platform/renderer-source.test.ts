import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createPageHandler, registerPanelScheme, rendererSource } from '../../../../src/main/platform/renderer-source'
import { protocol } from '../../../support/electron-mock'

vi.mock('electron', () => import('../../../support/electron-mock'))

const PAGE = '<!doctype html><head><meta name="csp-nonce" content="" /></head>'

let dir: string
let handle: (request: Request) => Promise<Response>

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'page-'))
  const pageDir = join(dir, 'renderer')
  await mkdir(join(pageDir, 'assets'), { recursive: true })
  await writeFile(join(dir, 'secret.json'), '{"secret":true}')
  await writeFile(join(pageDir, 'index.html'), PAGE)
  await writeFile(join(pageDir, 'assets', 'index-A_b-1.js'), 'run()')
  await writeFile(join(pageDir, 'assets', 'style.css'), 'a{}')
  await writeFile(join(pageDir, 'assets', 'font.woff2'), 'font')
  await writeFile(join(pageDir, '.hidden.json'), '{}')
  await writeFile(join(pageDir, 'tool.exe'), '')
  handle = createPageHandler(pageDir)
})

afterAll(() => rm(dir, { recursive: true }))

/** A request as Chromium hands it over: its URL is what the page wrote, for `Request` would tidy it up. */
function get(url: string, method = 'GET'): Promise<Response> {
  return handle({ url, method } as Request)
}

const nonceOf = (response: Response): string =>
  /'nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1] ?? ''

describe('the page of the panel', () => {
  it.each([
    ['panel://app/', 'text/html; charset=utf-8'],
    ['panel://app/index.html', 'text/html; charset=utf-8'],
    ['panel://app/?x=1#y', 'text/html; charset=utf-8'],
    ['panel://app/assets/index-A_b-1.js', 'text/javascript; charset=utf-8'],
    ['panel://app/assets/style.css', 'text/css; charset=utf-8'],
    ['panel://app/assets/font.woff2', 'font/woff2'],
  ])('serves %s as %s', async (url, type) => {
    const response = await get(url)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe(type)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it.each([
    'panel://app/../secret.json',
    'panel://app/assets/../../secret.json',
    'panel://app/%2e%2e/secret.json',
    'panel://app/%2E%2E%2Fsecret.json',
    'panel://app/..%2fsecret.json',
    'panel://app/..%5csecret.json',
    'panel://app/..\\secret.json',
    'panel://app/index.html%00.js',
    'panel://app//etc/passwd.json',
    'panel://app/.hidden.json',
    'panel://app/assets',
    'panel://app/assets/',
    'panel://app/missing.js',
    'panel://app/tool.exe',
    'panel://other/index.html',
    'panel://app:8080/index.html',
    'file:///etc/hosts.json',
    'not a url',
  ])('does not serve %s', async (url) => {
    const response = await get(url)
    expect(response.status).toBe(404)
    expect(await response.text()).not.toContain('secret')
  })

  it.each(['POST', 'PUT', 'HEAD', 'OPTIONS', 'DELETE'])('does not answer %s', async (method) => {
    expect((await get('panel://app/', method)).status).toBe(405)
  })

  it.each([
    ['panel://app/', 'GET'],
    ['panel://app/assets/style.css', 'GET'],
    ['panel://app/missing.js', 'GET'],
    ['panel://app/', 'POST'],
  ])('sends the whole policy with %s %s', async (url, method) => {
    const response = await get(url, method)
    expect(response.headers.get('content-security-policy')).toBe(
      [
        "default-src 'none'",
        "script-src 'self'",
        `style-src 'self' 'nonce-${nonceOf(response)}'`,
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
    )
  })

  it('writes the nonce of the policy into the page', async () => {
    const response = await get('panel://app/')
    expect(await response.text()).toBe(PAGE.replace('content=""', `content="${nonceOf(response)}"`))
  })

  it('never uses a nonce twice', async () => {
    const nonces = await Promise.all([1, 2, 3].map(async () => nonceOf(await get('panel://app/'))))
    expect(new Set(nonces).size).toBe(3)
    for (const nonce of nonces) expect(Buffer.from(nonce, 'base64')).toHaveLength(16)
  })
})

describe('what counts as the panel', () => {
  it('has a scheme of its own, standard and secure', () => {
    registerPanelScheme()
    expect(protocol.registerSchemesAsPrivileged).toHaveBeenCalledWith([
      { scheme: 'panel', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ])
  })

  it.each([
    ['panel://app/', true],
    ['panel://app/index.html?a#b', true],
    ['panel://app/assets/style.css', false],
    ['panel://app.evil/', false],
    ['panel://evil@app/', false],
    ['panel://app:1/', false],
    ['panel:app', false],
    ['https://app/', false],
    ['file:///index.html', false],
    ['about:blank', false],
    ['', false],
  ])('takes %s for its page: %s', (url, isPage) => {
    expect(rendererSource(undefined).isPage(url)).toBe(isPage)
  })

  it.each([
    ['panel://app/assets/style.css', true],
    ['https://example.org/', false],
    ['ws://localhost:5173/', false],
    ['http://localhost:8800/', false],
    ['file:///etc/hosts', false],
    ['data:text/html,hello', false],
  ])('may load %s: %s', (url, isResource) => {
    expect(rendererSource(undefined).isResource(url)).toBe(isResource)
  })

  it('means the development server, and its socket, where there is one', () => {
    const source = rendererSource('http://localhost:5173')
    expect(source.pageUrl).toBe('http://localhost:5173/')
    expect(source.isPage('http://localhost:5173/')).toBe(true)
    expect(source.isPage('http://localhost:5174/')).toBe(false)
    expect(source.isPage('panel://app/')).toBe(false)
    expect(source.isResource('ws://localhost:5173/?token=1')).toBe(true)
    expect(source.isResource('ws://localhost:5174/')).toBe(false)
  })
})
