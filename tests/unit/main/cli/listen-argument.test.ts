import { describe, expect, it } from 'vitest'
import { parseListen } from '../../../../src/main/cli/listen-argument'
import { UsageError } from '../../../../src/main/cli/usage-error'

describe('the address to listen on', () => {
  it.each([
    ['8800', '', 8800],
    [':8800', '', 8800],
    ['0', '', 0],
    [':0', '', 0],
    ['65535', '', 65535],
    ['127.0.0.1:8800', '127.0.0.1', 8800],
    ['0.0.0.0:8800', '0.0.0.0', 8800],
    ['localhost:8800', 'localhost', 8800],
    ['my-pc.lan:8800', 'my-pc.lan', 8800],
    ['[::1]:8800', '::1', 8800],
    ['[::]:0', '::', 0],
    ['[fe80::1%eth0]:8800', 'fe80::1%eth0', 8800],
    [' :8800 ', '', 8800],
  ])('%j is host %j and port %i', (text, host, port) => {
    expect(parseListen(text)).toEqual({ host, port })
  })

  it.each([
    '',
    ':',
    'localhost',
    '127.0.0.1',
    '127.0.0.1:',
    '65536',
    '99999',
    '123456',
    '-1',
    '8800x',
    '1:2:3',
    '::1',
    '::1:8800',
    '[::1]',
    '[::1',
    '[127.0.0.1]:80',
    '[localhost]:80',
    'http://localhost:8800',
    'a b:80',
    'user@host:80',
    'host/x:80',
  ])('refuses %j', (text) => {
    expect(() => parseListen(text)).toThrow(UsageError)
    expect(() => parseListen(text)).toThrow(`--listen ${text} is not HOST:PORT`)
  })

  it('is not there when it was not written', () => {
    expect(parseListen(undefined)).toBeUndefined()
  })
})
