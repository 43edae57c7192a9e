import { hostname } from 'node:os'
import { describe, expect, it } from 'vitest'
import { httpUrl, readOwnNames, readReachableAddresses } from '../../../../../src/main/core/network/own-addresses'

describe('what people can open', () => {
  it('is the very host when we listen on one', () => {
    expect(readReachableAddresses({ host: '192.168.1.20', port: 8800 })).toEqual(['http://192.168.1.20:8800'])
    expect(readReachableAddresses({ host: 'fd00::20', port: 80 })).toEqual(['http://[fd00::20]:80'])
  })

  it.each(['', '0.0.0.0', '::'])('ends with localhost when we listen on every interface (%j)', (host) => {
    const addresses = readReachableAddresses({ host, port: 8800 })
    expect(addresses.at(-1)).toBe('http://localhost:8800')
    expect(new Set(addresses).size).toBe(addresses.length)
  })

  it('has no IPv6 address when we listen on IPv4 only', () => {
    expect(readReachableAddresses({ host: '0.0.0.0', port: 8800 }).filter((url) => url.includes('['))).toEqual([])
  })

  it('puts an IPv6 address in brackets', () => {
    expect(httpUrl('::1', 8800)).toBe('http://[::1]:8800')
    expect(httpUrl('127.0.0.1', 8800)).toBe('http://127.0.0.1:8800')
  })
})

describe('the names of this machine', () => {
  it('are its addresses and host names, in lower case, each once', () => {
    const names = readOwnNames()
    expect(names).toContain('127.0.0.1')
    expect(names).toContain(hostname().toLowerCase())
    expect(names).toEqual([...new Set(names)].map((name) => name.toLowerCase()))
    expect(names).not.toContain('')
  })
})
