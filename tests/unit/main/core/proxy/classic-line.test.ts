import { describe, expect, it } from 'vitest'
import { classicLine, refusedLine } from '../../../../../src/main/core/proxy/classic-line'

const request = { kind: 'http', method: 'GET', target: '/api/queue', clientIp: '192.168.1.100' } as const
const socket = { kind: 'ws', method: 'GET', target: '/ws?clientId=abc', clientIp: '192.168.1.100' } as const
const serverUrl = 'http://server1:8188'

describe('the classic line', () => {
  it('of a request names method, path, server and client', () => {
    expect(classicLine({ ...request, serverUrl })).toBe(
      '[LoadBalancer] GET /api/queue → http://server1:8188 [client: 192.168.1.100]',
    )
  })

  it('of a WebSocket says so', () => {
    expect(classicLine({ ...socket, serverUrl })).toBe(
      '[LoadBalancer] WS /ws → http://server1:8188 [client: 192.168.1.100] (load balanced)',
    )
  })

  it('names an IPv6 client as it is hashed', () => {
    expect(classicLine({ ...request, clientIp: 'fd00::5', serverUrl })).toContain('[client: fd00::5]')
  })

  it.each(['/x\n[LoadBalancer] forged', '/x\r\n', '/x\u2028y', '/\u001b[2J', `/${'x'.repeat(5000)}\n`])(
    'is one line of printable characters, whatever the path',
    (target) => {
      const line = classicLine({ ...request, target, serverUrl })
      expect(line).toMatch(/^\[LoadBalancer\] GET [\x21-\x7e]+ → http:\/\/server1:8188 \[client: 192\.168\.1\.100\]$/)
    },
  )
})

describe('the line of what was turned away', () => {
  it('says what, why and who', () => {
    expect(refusedLine(request, 403, 'CLIENT_NOT_ALLOWED')).toBe(
      '[LoadBalancer] GET /api/queue refused: 403 CLIENT_NOT_ALLOWED [client: 192.168.1.100]',
    )
    expect(refusedLine(socket, 503, 'NO_SERVER')).toBe(
      '[LoadBalancer] WS /ws refused: 503 NO_SERVER [client: 192.168.1.100]',
    )
  })
})
