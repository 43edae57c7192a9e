import { describe, expect, it } from 'vitest'
import { isConnectFailure, refusalOf } from '../../../../../src/main/core/proxy/refusal'
import { CONNECT_TIMED_OUT } from '../../../../../src/main/core/proxy/upstream-agent'

function refusalFor(code: string) {
  return refusalOf(Object.assign(new Error('it failed'), { code }), 'http://server1:8188')
}

describe('a server that cannot be reached', () => {
  it.each([
    ['ECONNREFUSED', 502, 'SERVER_REFUSED'],
    ['ECONNRESET', 502, 'SERVER_RESET'],
    ['EPIPE', 502, 'SERVER_RESET'],
    ['EHOSTUNREACH', 502, 'SERVER_UNREACHABLE'],
    ['ENETUNREACH', 502, 'SERVER_UNREACHABLE'],
    ['EHOSTDOWN', 502, 'SERVER_UNREACHABLE'],
    ['ENOTFOUND', 502, 'SERVER_UNREACHABLE'],
    ['EAI_AGAIN', 502, 'SERVER_UNREACHABLE'],
    ['EADDRNOTAVAIL', 502, 'SERVER_UNREACHABLE'],
    [CONNECT_TIMED_OUT, 504, 'SERVER_TIMEOUT'],
    ['ETIMEDOUT', 504, 'SERVER_TIMEOUT'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 502, 'SERVER_REFUSED'],
    ['HPE_INVALID_CONSTANT', 502, 'SERVER_RESET'],
    ['HPE_HEADER_OVERFLOW', 502, 'SERVER_RESET'],
    ['ERR_HTTP_INVALID_STATUS_CODE', 502, 'SERVER_RESET'],
    ['ERR_INVALID_CHAR', 502, 'SERVER_RESET'],
  ])('with %s is told as %i %s, and names server and reason', (reason, status, code) => {
    expect(refusalFor(reason)).toEqual({ status, code, values: { server: 'http://server1:8188', reason } })
  })

  it('with an error that has no code is told with its message', () => {
    expect(refusalOf(new Error('odd'), 'http://a').values).toEqual({ server: 'http://a', reason: 'odd' })
  })

  it.each(['ECONNREFUSED', 'EHOSTUNREACH', 'ENOTFOUND', CONNECT_TIMED_OUT, 'CERT_HAS_EXPIRED'])(
    'is down after %s',
    (reason) => {
      expect(isConnectFailure(refusalFor(reason).code)).toBe(true)
    },
  )

  it.each(['ECONNRESET', 'HPE_INVALID_CONSTANT', 'ERR_HTTP_INVALID_STATUS_CODE'])(
    'is not down after %s: it was connected to',
    (reason) => {
      expect(isConnectFailure(refusalFor(reason).code)).toBe(false)
    },
  )
})
