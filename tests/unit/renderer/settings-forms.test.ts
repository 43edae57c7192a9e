import { readPages, readRanges } from '@renderer/features/settings/line-lists'
import { formOfListen, type ListenForm, readListenForm } from '@renderer/features/settings/listen-form'
import { describe, expect, it } from 'vitest'

const everywhere = { host: '', port: 8800 }
const form = (patch: Partial<ListenForm>): ListenForm => ({ reach: 'every', address: '', port: '8800', ...patch })

describe('the listening fields', () => {
  it.each([
    ['', 'every'],
    ['127.0.0.1', 'local'],
    ['::1', 'local'],
    ['localhost', 'local'],
    ['192.168.1.20', 'one'],
    ['0.0.0.0', 'every'],
    ['::', 'every'],
  ])('show host "%s" as "%s"', (host, reach) => {
    expect(formOfListen({ host, port: 8800 })).toEqual({ reach, address: reach === 'one' ? host : '', port: '8800' })
  })

  it.each(['', '0.0.0.0', '::', '127.0.0.1', '::1', '192.168.1.20', 'fd00::20'])(
    'give host "%s" back as it was saved',
    (host) => {
      const saved = { host, port: 8188 }
      expect(readListenForm(formOfListen(saved), saved)).toEqual({ ok: true, listen: saved })
    },
  )

  it('take port 0, which lets the system pick one, and 65535', () => {
    expect(readListenForm(form({ port: '0' }), everywhere)).toMatchObject({ listen: { port: 0 } })
    expect(readListenForm(form({ port: ' 65535 ' }), everywhere)).toMatchObject({ listen: { port: 65535 } })
  })

  it.each(['', '65536', '-1', '80.5', '0x50', 'http', '8e3'])('refuse port "%s"', (port) => {
    expect(readListenForm(form({ port }), everywhere)).toEqual({ ok: false, problem: 'port' })
  })

  it.each(['', '192.168.1', 'my-computer', '300.1.1.1', '1.2.3.4:80'])('refuse address "%s"', (address) => {
    expect(readListenForm(form({ reach: 'one', address }), everywhere)).toEqual({ ok: false, problem: 'address' })
  })

  it('take an IPv6 address with or without brackets', () => {
    const reading = readListenForm(form({ reach: 'one', address: '[fd00::20]' }), everywhere)
    expect(reading).toMatchObject({ listen: { host: 'fd00::20' } })
  })
})

describe('the list of addresses that may connect', () => {
  it('takes addresses and ranges on lines of their own or separated by commas', () => {
    expect(readRanges('192.168.1.0/24\n\n10.0.0.7, fd00::/8')).toEqual({
      entries: ['192.168.1.0/24', '10.0.0.7', 'fd00::/8'],
      problem: null,
    })
  })

  it.each(['192.168.1', '10/8', '10.0.0.0/33', 'fd00::/129', '0x7f.1', 'office', '10.0.0.1-9'])(
    'names the first line that is wrong: %s',
    (text) => {
      expect(readRanges(`10.0.0.1\n${text}\nworse`).problem).toEqual({ line: 2, text, problem: 'RANGE' })
    },
  )

  it('is empty for blanks', () => {
    expect(readRanges(' \n ')).toEqual({ entries: [], problem: null })
  })
})

describe('the list of pages that may call us', () => {
  it('takes hosts with or without a port and origins of any scheme', () => {
    const text = 'tools.lan:3000\nhttps://tools.example\nchrome-extension://abcdefghijklmnop\n[fd00::1]:80'
    expect(readPages(text)).toEqual({ entries: text.split('\n'), problem: null })
  })

  it.each([
    ['tools.lan/page', 'PATH'],
    ['user@tools.lan', 'CREDENTIALS'],
    ['tools.lan:99999', 'PORT'],
    ['*.tools.lan', 'HOST'],
    ['https://', 'EMPTY'],
  ])('refuses "%s": %s', (text, problem) => {
    expect(readPages(text).problem?.problem).toBe(problem)
  })

  it('refuses what is too long to be saved', () => {
    expect(readPages('a'.repeat(301)).problem?.problem).toBe('TOO_LONG')
  })
})
