import { isOwnAddress, MAX_SERVER_URL_LENGTH, parseServerUrl, type SelfAddress } from '@shared/model/server-url'
import { describe, expect, it } from 'vitest'

function normalFormOf(text: string): string {
  const parsed = parseServerUrl(text)
  return parsed.ok ? parsed.address.url : parsed.problem
}

describe('the address of a server', () => {
  it.each([
    ['http://server1:8188', 'http://server1:8188', 'is taken as it is'],
    ['server1:8188', 'http://server1:8188', 'gets http:// when it has no scheme'],
    ['192.168.1.5:8188', 'http://192.168.1.5:8188', 'may be an IPv4 address'],
    ['localhost', 'http://localhost', 'needs no port'],
    ['http://server1:8188/', 'http://server1:8188', 'loses a trailing slash'],
    ['  http://server1:8188\t', 'http://server1:8188', 'loses white space around it'],
    ['HTTP://Server1.LAN:8188', 'http://server1.lan:8188', 'is compared in lower case'],
    ['http://server1:80', 'http://server1', 'loses the default port of http'],
    ['https://server1:443', 'https://server1', 'loses the default port of https'],
    ['https://server1:80', 'https://server1:80', 'keeps the default port of the other scheme'],
    ['http://server1:08188', 'http://server1:8188', 'loses leading zeros of the port'],
    ['http://server1:65535', 'http://server1:65535', 'may have the highest port'],
    ['http://server1:1', 'http://server1:1', 'may have the lowest port'],
    ['[::1]:8188', 'http://[::1]:8188', 'may be an IPv6 address in brackets'],
    ['http://[FD00:0:0:0::0001]:8188', 'http://[fd00::1]:8188', 'has one form for an IPv6 address'],
    ['http://[::ffff:192.168.1.5]:8188', 'http://[::ffff:c0a8:105]:8188', 'may be a mapped IPv6 address'],
    ['http://bücher.example:8188', 'http://xn--bcher-kva.example:8188', 'may be a name in any script'],
    ['http://画图.local', 'http://xn--wcsp71e.local', 'may be a Chinese name'],
    ['192。168。1。5:8188', 'http://192.168.1.5:8188', 'may have the full stops of a Chinese keyboard'],
    ['http://1.2.3.4.example', 'http://1.2.3.4.example', 'may be a name that begins like a number'],
    ['http://0.0.0.0:8188', 'http://0.0.0.0:8188', 'may be an address of zeros only'],
  ])('%s → %s: %s', (written, normal) => {
    expect(normalFormOf(written)).toBe(normal)
  })

  it.each([
    ['', 'EMPTY'],
    ['   ', 'EMPTY'],
    [`http://${'a'.repeat(MAX_SERVER_URL_LENGTH)}`, 'TOO_LONG'],
    ['ftp://server1', 'SCHEME'],
    ['file:///etc/passwd', 'SCHEME'],
    ['javascript://alert', 'SCHEME'],
    ['ws://server1:8188', 'SCHEME'],
    ['http://user@server1:8188', 'CREDENTIALS'],
    ['http://user:secret@server1', 'CREDENTIALS'],
    ['user:secret@server1:8188', 'CREDENTIALS'],
    ['http://server1@', 'CREDENTIALS'],
    ['http://server1:8188/api', 'PATH'],
    ['http://server1:8188//', 'PATH'],
    ['server1/x', 'PATH'],
    ['http://server1\\x', 'PATH'],
    ['http://server1:8188?a=1', 'QUERY'],
    ['http://server1:8188/?', 'QUERY'],
    ['http://server1:8188/#', 'QUERY'],
    ['http://', 'HOST'],
    ['http://:8188', 'HOST'],
    ['http://ser ver:8188', 'HOST'],
    ['http://ser\tver:8188', 'HOST'],
    ['http://ser%76er:8188', 'HOST'],
    ['http://<server>', 'HOST'],
    ['http://[::1', 'HOST'],
    ['http://[::1%eth0]:8188', 'HOST'],
    ['http://[1.2.3.4]:8188', 'HOST'],
    ['http://[::g]', 'HOST'],
    ['192.168.1', 'DOTTED_NUMBER'],
    ['http://192.168.1:8188', 'DOTTED_NUMBER'],
    ['http://1', 'DOTTED_NUMBER'],
    ['http://0x7f.1', 'DOTTED_NUMBER'],
    ['http://127.0x1', 'DOTTED_NUMBER'],
    ['http://0x7f000001', 'DOTTED_NUMBER'],
    ['http://010.0.0.1', 'DOTTED_NUMBER'],
    ['http://1.2.3.256', 'DOTTED_NUMBER'],
    ['http://1.2.3.4.5', 'DOTTED_NUMBER'],
    ['http://1.2.3.4.', 'DOTTED_NUMBER'],
    ['http://3232235777', 'DOTTED_NUMBER'],
    ['http://server.5', 'DOTTED_NUMBER'],
    ['http://192。168。1:8188', 'DOTTED_NUMBER'],
    ['http://１９２.１６８.１:8188', 'DOTTED_NUMBER'],
    ['http://192.168.1\u00AD:8188', 'DOTTED_NUMBER'],
    ['http://server1:', 'PORT'],
    ['http://server1:0', 'PORT'],
    ['http://server1:00000', 'PORT'],
    ['http://server1:65536', 'PORT'],
    ['http://server1:99999', 'PORT'],
    ['http://server1:808080', 'PORT'],
    ['http://server1:-1', 'PORT'],
    ['http://server1:80a', 'PORT'],
    ['http://server1:8 1', 'PORT'],
    ['http://server1:0x50', 'PORT'],
    ['http://server1:８０', 'PORT'],
    ['fd00::1:8188', 'PORT'],
  ])('refuses %j: %s', (written, problem) => {
    expect(parseServerUrl(written)).toEqual({ ok: false, problem })
  })

  it('tells where to connect: the scheme, the host without brackets and the effective port', () => {
    expect(parseServerUrl('https://[::1]')).toEqual({
      ok: true,
      address: { url: 'https://[::1]', protocol: 'https:', hostname: '::1', port: 443 },
    })
    expect(parseServerUrl('Server1')).toEqual({
      ok: true,
      address: { url: 'http://server1', protocol: 'http:', hostname: 'server1', port: 80 },
    })
  })

  it('reads its own normal form to the same address', () => {
    for (const written of ['SERVER1:80', 'https://[::FFFF:1.2.3.4]', 'bücher.example:8188', '10.0.0.1:8188/']) {
      const normal = normalFormOf(written)
      expect(normalFormOf(normal)).toBe(normal)
    }
  })
})

describe('our own address in the server list', () => {
  const names = ['192.168.1.20', 'fd00::20', 'fe80::1', 'workshop', 'workshop.local']
  const everywhere: SelfAddress = { listenHost: '', port: 8800, names }

  function isOwn(url: string, self: SelfAddress): boolean {
    const parsed = parseServerUrl(url)
    if (!parsed.ok) throw new Error(`${url} is not the address of a server`)
    return isOwnAddress(parsed.address, self)
  }

  const onEveryInterface = [
    'localhost:8800',
    'LOCALHOST:8800',
    'localhost.:8800',
    'panel.localhost:8800',
    '127.0.0.1:8800',
    '127.8.9.10:8800',
    '0.0.0.0:8800',
    '[::]:8800',
    '[::1]:8800',
    '[::ffff:127.0.0.1]:8800',
    '[::ffff:192.168.1.20]:8800',
    '192.168.1.20:8800',
    'https://192.168.1.20:8800',
    '[fd00::20]:8800',
    '[FD00:0::20]:8800',
    'Workshop:8800',
    'workshop.:8800',
    'workshop.local:8800',
  ]

  it.each(onEveryInterface)('%s is ours when we listen on every interface', (url) => {
    for (const listenHost of ['', '0.0.0.0', '::', '0:0:0:0:0:0:0:0', '::ffff:0.0.0.0']) {
      expect(isOwn(url, { ...everywhere, listenHost })).toBe(true)
    }
  })

  it.each(onEveryInterface)('%s is not ours on another port', (url) => {
    expect(isOwn(url.replace('8800', '8188'), everywhere)).toBe(false)
  })

  it('compares the effective port', () => {
    expect(isOwn('http://localhost', { ...everywhere, port: 80 })).toBe(true)
    expect(isOwn('https://localhost', { ...everywhere, port: 443 })).toBe(true)
    expect(isOwn('https://localhost', { ...everywhere, port: 80 })).toBe(false)
  })

  it.each(['192.168.1.21:8800', '[fd00::21]:8800', 'other:8800', 'workshop.example:8800', '128.0.0.1:8800'])(
    '%s is another machine',
    (url) => {
      expect(isOwn(url, everywhere)).toBe(false)
    },
  )

  it.each([
    ['192.168.1.20', '192.168.1.20:8800', true],
    ['192.168.1.20', '[::ffff:192.168.1.20]:8800', true],
    ['::ffff:192.168.1.20', '192.168.1.20:8800', true],
    ['192.168.1.20', 'workshop:8800', true],
    ['192.168.1.20', 'localhost:8800', false],
    ['192.168.1.20', '127.0.0.1:8800', false],
    ['192.168.1.20', '0.0.0.0:8800', false],
    ['192.168.1.20', '[fd00::20]:8800', false],
    ['127.0.0.1', 'localhost:8800', true],
    ['127.0.0.1', '0.0.0.0:8800', true],
    ['127.0.0.1', '127.0.0.2:8800', false],
    ['127.0.0.1', '192.168.1.20:8800', false],
    ['127.0.0.1', '[::ffff:127.0.0.1]:8800', true],
    ['::1', 'localhost:8800', true],
    ['0:0:0:0:0:0:0:1', '[::1]:8800', true],
    ['FD00::20', '[fd00::20]:8800', true],
    ['localhost', '127.0.0.1:8800', true],
    ['localhost', '[::1]:8800', true],
    ['localhost', '[::]:8800', true],
    ['LocalHost', 'localhost:8800', true],
    ['localhost', '192.168.1.20:8800', false],
    ['workshop', 'Workshop:8800', true],
    ['workshop', '192.168.1.20:8800', true],
  ])('when we listen on %s, %s is ours: %s', (listenHost, url, expected) => {
    expect(isOwn(url, { ...everywhere, listenHost })).toBe(expected)
  })
})
