import { describe, expect, it } from 'vitest'
import { originForm, printablePath } from '../../../../../src/main/core/proxy/request-target'

describe('the target of a request on its way to a server', () => {
  it.each([
    '/',
    '/api/queue',
    '//a//b',
    '/a\\b',
    '/a/../b',
    '/%2e%2e/%00',
    '/?',
    '/a?b=c?d#e',
    '/é',
    '/*',
    '*',
    '/http://x/y',
  ])('%j stays byte for byte', (target) => {
    expect(originForm(target)).toBe(target)
  })

  it.each([
    ['http://us:8800/api/queue?a=b', '/api/queue?a=b'],
    ['HTTP://us/x', '/x'],
    ['https://us//a//b', '//a//b'],
    ['http://us', '/'],
    ['http://us?a=b', '/?a=b'],
  ])('%j, which is absolute, becomes %j', (target, origin) => {
    expect(originForm(target)).toBe(origin)
  })
})

describe('the path of a request in a log', () => {
  it.each([
    ['/api/queue', '/api/queue', 'as it is'],
    ['/view?filename=secret.png&token=x', '/view', 'without its query'],
    ['/view#x', '/view', 'without a fragment'],
    ['/a%20b', '/a%20b', 'escapes stay'],
    ['/a b', '/a%20b', 'a space'],
    ['/é', '/%E9', 'a byte that is not ASCII'],
    ['/\u0000\u001b[31m\u007f', '/%00%1B[31m%7F', 'bytes that a terminal would obey'],
    ['/\r\n[LoadBalancer] forged', '/%0D%0A[LoadBalancer]%20forged', 'a line break'],
    ['/a\n?b', '/a%0A', 'a line break before the query'],
    ['/\u2028\u0085', '/%2028%85', 'line breaks of Unicode'],
    ['*', '*', 'the whole server'],
  ])('of %j is %s: %s', (target, path) => {
    expect(printablePath(target)).toBe(path)
  })
})
