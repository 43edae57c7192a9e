import { hostname, type NetworkInterfaceInfo } from 'node:os'
import { describe, expect, it } from 'vitest'
import {
  httpUrl,
  type InterfaceTable,
  rankHosts,
  readOwnNames,
  readReachableAddresses,
} from '../../../../../src/main/core/network/own-addresses'

const NO_MAC = '00:00:00:00:00:00'
const CARD = 'a8:5e:45:10:20:30'

function card(mac: string, ...addresses: string[]): NetworkInterfaceInfo[] {
  return addresses.map((address) => ({
    address,
    mac,
    internal: address.startsWith('127.') || address === '::1',
    netmask: '',
    cidr: null,
    ...(address.includes(':') ? { family: 'IPv6', scopeid: 0 } : { family: 'IPv4' }),
  }))
}

const LOOPBACK = card(NO_MAC, '127.0.0.1', '::1')

/** A workstation with WSL, VMware, VirtualBox and Tailscale; its Ethernet socket has nothing in it but a camera. */
const WINDOWS: InterfaceTable = {
  'VirtualBox Host-Only Network': card('0a:00:27:00:00:0b', 'fe80::1c1f:7a11:f9be:2c2', '192.168.56.1'),
  'VMware Network Adapter VMnet8': card('00:50:56:c0:00:08', 'fe80::b8f2:63a8:5d10:4a4e', '192.168.201.1'),
  'vEthernet (WSL)': card('00:15:5d:a2:1b:4f', 'fe80::4d1f:3c91:8e2a:77', '172.27.64.1'),
  Tailscale: card(NO_MAC, 'fd7a:115c:a1e0::4501:2a3', '100.101.2.3'),
  以太网: card('a8:5e:45:10:20:31', 'fe80::7c0e:9bfa:2d17:8f4', '169.254.12.9'),
  WLAN: card(CARD, '240e:398:1:2::7', 'fd12:3456::7', 'fe80::aede:48ff:fe00:1122', '192.168.1.20'),
  '本地连接* 10': card('aa:5e:45:10:20:30', '192.168.137.1'),
  'Loopback Pseudo-Interface 1': LOOPBACK,
}

const MACOS: InterfaceTable = {
  lo0: LOOPBACK,
  awdl0: card('7a:4f:43:00:11:22', 'fe80::784f:43ff:fe00:1122', '169.254.88.2'),
  llw0: card('7a:4f:43:00:11:22', 'fe80::784f:43ff:fe00:1122'),
  utun3: card(NO_MAC, 'fe80::5ab4:f4a3', '10.8.0.6'),
  bridge100: card('52:ed:3c:00:11:64', '192.168.64.1', 'fd60:1::1'),
  en0: card(CARD, 'fe80::1c8f:2', '2001:da8::20', '192.168.1.21'),
}

const LINUX: InterfaceTable = {
  lo: LOOPBACK,
  docker0: card('02:42:4b:1c:5e:7a', '172.17.0.1', 'fe80::42:4bff:fe1c:5e7a'),
  'br-5f1c2ad98b77': card('02:42:77:aa:01:02', '172.18.0.1'),
  veth9b1f0c2: card('4e:11:22:33:44:55', 'fe80::4c11:22ff:fe33:4455'),
  virbr0: card('52:54:00:8a:1b:2c', '192.168.122.1'),
  tun0: card(NO_MAC, '10.9.0.2'),
  wg0: card(NO_MAC, '10.66.0.2', 'fd66::2'),
  tailscale0: card(NO_MAC, '100.88.7.6'),
  ztrfyaqbq2: card('b2:1a:2b:3c:4d:5e', '10.147.17.5'),
  wlan0: card('30:24:32:11:22:33', '192.168.1.23'),
  enp3s0: card(CARD, '203.0.113.9', '192.168.1.22', 'fd00::22'),
}

const said = (table: InterfaceTable) => rankHosts(table).map(({ host, kind }) => `${kind} ${host}`)

describe('the addresses of this machine', () => {
  it('on Windows: the network people are on first, then the VPN, what nobody gave, and what lies within', () => {
    expect(said(WINDOWS)).toEqual([
      'lan 192.168.1.20',
      'lan fd12:3456::7',
      'lan 240e:398:1:2::7',
      'tunnel 100.101.2.3',
      'tunnel fd7a:115c:a1e0::4501:2a3',
      'lan 169.254.12.9',
      'virtual 192.168.56.1',
      'virtual 192.168.201.1',
      'virtual 172.27.64.1',
      'virtual 192.168.137.1',
    ])
  })

  it('on macOS: Wi-Fi before a VPN, and shared or device to device networks last', () => {
    expect(said(MACOS)).toEqual([
      'lan 192.168.1.21',
      'lan 2001:da8::20',
      'tunnel 10.8.0.6',
      'virtual 192.168.64.1',
      'virtual fd60:1::1',
      'virtual 169.254.88.2',
    ])
  })

  it('on Linux: private before public on real cards, then tunnels, containers last', () => {
    expect(said(LINUX)).toEqual([
      'lan 192.168.1.23',
      'lan 192.168.1.22',
      'lan 203.0.113.9',
      'lan fd00::22',
      'tunnel 10.9.0.2',
      'tunnel 10.66.0.2',
      'tunnel 100.88.7.6',
      'tunnel 10.147.17.5',
      'tunnel fd66::2',
      'virtual 172.17.0.1',
      'virtual 172.18.0.1',
      'virtual 192.168.122.1',
    ])
  })

  it('leave out loopback and link-local IPv6, which nobody else can open', () => {
    for (const table of [WINDOWS, MACOS, LINUX]) {
      expect(rankHosts(table).filter(({ host }) => /^(fe80|127\.|::1$)/.test(host))).toEqual([])
    }
    expect(rankHosts({ lo: LOOPBACK, gone: undefined })).toEqual([])
  })

  it.each([
    ['virtual', 'vEthernet (Default Switch)', CARD],
    ['virtual', 'vEthernet (nat)', '00:15:5d:00:11:22'],
    ['lan', 'vEthernet (Extern)', CARD],
    ['lan', 'eth0', '00:15:5d:00:11:22'],
    ['lan', 'ens33', '00:0c:29:11:22:33'],
    ['virtual', '以太网 3', '0a:00:27:00:00:05'],
    ['virtual', '以太网 4', '00:50:56:C0:00:01'],
    ['tunnel', '本地连接', '00:ff:9a:11:22:33'],
    ['tunnel', '公司 VPN', NO_MAC],
    ['tunnel', 'ZeroTier One [8056c2e21c000001]', CARD],
    ['lan', 'br0', CARD],
    ['lan', 'bond0', CARD],
    ['lan', '以太网', CARD],
    ['lan', 'Wi-Fi', CARD],
  ])('are of kind %s on a card that is called %s (%s)', (kind, name, mac) => {
    expect(rankHosts({ [name]: card(mac, '192.168.7.1') })).toEqual([
      { host: '192.168.7.1', kind, interfaceName: name },
    ])
  })
})

describe('what people can open', () => {
  const wildcard = { host: '', port: 8800 }
  const hosts = (chosen: Parameters<typeof readReachableAddresses>[1], table: InterfaceTable) =>
    readReachableAddresses(wildcard, chosen, table).map(({ host }) => host)

  it('is the very host when we listen on one', () => {
    expect(readReachableAddresses({ host: '192.168.1.20', port: 8800 }, null)).toEqual([
      { url: 'http://192.168.1.20:8800', host: '192.168.1.20', kind: 'chosen', interfaceName: null },
    ])
    expect(readReachableAddresses({ host: 'fd00::20', port: 80 }, null)[0]?.url).toBe('http://[fd00::20]:80')
  })

  it.each(['127.0.0.1', '127.0.0.9', '::1', 'localhost'])('is for this computer alone when we listen on %s', (host) => {
    expect(readReachableAddresses({ host, port: 8800 }, null).map(({ kind }) => kind)).toEqual(['local'])
  })

  it.each(['', '0.0.0.0', '::'])('ends with localhost when we listen on every interface (%j)', (host) => {
    const addresses = readReachableAddresses({ host, port: 8800 }, null)
    expect(addresses.at(-1)).toEqual({
      url: 'http://localhost:8800',
      host: 'localhost',
      kind: 'local',
      interfaceName: null,
    })
    expect(new Set(addresses.map(({ url }) => url)).size).toBe(addresses.length)
  })

  it('has no IPv6 address when we listen on IPv4 only', () => {
    const addresses = readReachableAddresses({ host: '0.0.0.0', port: 8800 }, null, WINDOWS)
    expect(addresses).toHaveLength(8)
    expect(addresses.filter(({ host }) => host.includes(':'))).toEqual([])
  })

  it('begins with what the person chose, and keeps the order of the rest', () => {
    const [best, second] = hosts(null, WINDOWS)
    expect(hosts({ host: '100.101.2.3', interfaceName: 'Tailscale' }, WINDOWS).slice(0, 3)).toEqual([
      '100.101.2.3',
      best,
      second,
    ])
    expect(hosts({ host: 'localhost', interfaceName: null }, WINDOWS)[0]).toBe('localhost')
  })

  it('knows a chosen address again by its card when it has changed, in the same family', () => {
    expect(hosts({ host: '100.64.9.9', interfaceName: 'Tailscale' }, WINDOWS)[0]).toBe('100.101.2.3')
    expect(hosts({ host: '2001:db8::1', interfaceName: 'WLAN' }, WINDOWS)[0]).toBe('fd12:3456::7')
    expect(hosts({ host: '2001:db8::1', interfaceName: 'VMware Network Adapter VMnet8' }, WINDOWS)[0]).toBe(
      '192.168.1.20',
    )
  })

  it('prefers the chosen address itself where another card has it now', () => {
    expect(hosts({ host: '192.168.1.20', interfaceName: 'Tailscale' }, WINDOWS)[0]).toBe('192.168.1.20')
  })

  it('is the best one while the chosen card is gone', () => {
    expect(hosts({ host: '10.1.2.3', interfaceName: 'usb0' }, WINDOWS)).toEqual(hosts(null, WINDOWS))
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
