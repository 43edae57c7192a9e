import { describe, expect, it } from 'vitest'
import { judgeOrigin, type Resolve } from '../../../src/simulator/origin-rule'

const NAMES: Readonly<Record<string, readonly string[]>> = {
  'comfy.example.com': ['203.0.113.7'],
  'gpu1.lan': ['192.168.1.20'],
  'gpu-self.lan': ['127.0.1.1'],
  'dual.lan': ['127.0.0.1', '2001:db8::1'],
  localhost: ['127.0.0.1', '::1'],
}

/** What the names of the table stand for. */
const resolve: Resolve = async (name, family) =>
  (NAMES[name] ?? []).filter((address) => address.includes(':') === (family === 6))

const PUBLIC = 'https://comfy.example.com'

describe('the origin rule of 0.8.0', () => {
  it.each([
    ['127.0.0.1:8188', undefined, 'pass'],
    [undefined, 'http://evil.example', 'pass'],
    ['127.0.0.1:8188', 'http://127.0.0.1:8188', 'pass'],
    ['127.0.0.1:8188', 'https://127.0.0.1:8188', 'pass'],
    ['127.0.0.1:8188', 'http://localhost:8188', 'refuse'],
    ['localhost:8188', 'http://127.0.0.1:8188', 'refuse'],
    ['127.0.0.1:8188', 'http://127.0.0.1:8080', 'refuse'],
    ['127.0.0.1:8188', 'http://127.0.0.1', 'pass'],
    ['127.0.0.1', 'http://127.0.0.1:8080', 'pass'],
    ['127.0.0.1', PUBLIC, 'refuse'],
    ['127.0.0.1:8188', PUBLIC, 'refuse'],
    ['127.0.0.1:8188', 'http://192.168.1.5:8080', 'refuse'],
    ['localhost:8188', PUBLIC, 'refuse'],
    ['127.5.6.7:8188', PUBLIC, 'refuse'],
    ['[::1]:8188', PUBLIC, 'refuse'],
    ['[::1]:8188', 'http://192.168.1.5:8080', 'refuse'],
    ['gpu-self.lan:8188', PUBLIC, 'refuse'],
    ['dual.lan:8188', PUBLIC, 'refuse'],
    ['[::1]:8188', 'http://[::1]:8188', 'pass'],
    ['[::1]:8188', 'http://[::1]', 'refuse'],
    ['[::1]', 'http://[::1]:8080', 'refuse'],
    ['[::1]', 'http://[::1]', 'pass'],
    ['[::ffff:127.0.0.1]:8188', PUBLIC, 'pass'],
    ['0.0.0.0:8188', PUBLIC, 'pass'],
    ['192.168.1.20:8188', 'http://evil.example', 'pass'],
    ['gpu1.lan:8188', 'http://evil.example', 'pass'],
    ['unresolvable:8188', 'http://evil.example', 'pass'],
    ['comfy.example.com', PUBLIC, 'pass'],
    ['comfy.example.com', 'https://evil.example', 'pass'],
    ['localhost:8080', 'http://localhost:8080', 'pass'],
    ['LocalHost:8080', 'http://LOCALHOST:8080', 'pass'],
    ['localhost:8080', 'http://evil.example', 'refuse'],
    ['127.0.0.1:8188', 'null', 'pass'],
    ['127.0.0.1:8188', '', 'pass'],
    ['127.0.0.1:8188', 'http://127.0.0.1:99999', 'error'],
    ['127.0.0.1:8188', 'http://127.0.0.1:abc', 'error'],
    ['127.0.0.1:99999', 'http://127.0.0.1:8188', 'error'],
  ] as const)('Host %s with Origin %s: %s', async (host, origin, verdict) => {
    expect(await judgeOrigin({ host, origin }, '0.8.0', resolve)).toBe(verdict)
  })

  it('reads no other header', async () => {
    const headers = {
      host: '127.0.0.1:8188',
      origin: PUBLIC,
      'x-forwarded-host': 'comfy.example.com',
      'x-forwarded-proto': 'https',
      forwarded: 'host=comfy.example.com',
    }
    expect(await judgeOrigin(headers, '0.8.0', resolve)).toBe('refuse')
    expect(await judgeOrigin({ host: 'a', 'sec-fetch-site': 'cross-site' }, '0.8.0', resolve)).toBe('pass')
  })

  it('asks nobody about addresses', async () => {
    const askNobody: Resolve = () => Promise.reject(new Error('asked'))
    expect(await judgeOrigin({ host: '127.0.0.1', origin: PUBLIC }, '0.8.0', askNobody)).toBe('refuse')
  })
})

describe('the newer origin rule', () => {
  it('refuses what another site began, before anything else', async () => {
    expect(await judgeOrigin({ host: '192.168.1.20', 'sec-fetch-site': 'cross-site' }, 'newer', resolve)).toBe('refuse')
    expect(await judgeOrigin({ host: '192.168.1.20', 'sec-fetch-site': 'same-site' }, 'newer', resolve)).toBe('pass')
  })

  it('has the old one behind it', async () => {
    expect(await judgeOrigin({ host: 'localhost:1', origin: PUBLIC }, 'newer', resolve)).toBe('refuse')
  })
})
