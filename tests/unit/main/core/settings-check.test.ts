import { PanelError } from '@shared/errors'
import type { ServerEntry, ServerId } from '@shared/model/server-entry'
import type { SelfAddress } from '@shared/model/server-url'
import type { Settings, SettingsPatch } from '@shared/model/settings'
import { describe, expect, it } from 'vitest'
import { checkServerList, checkSettings } from '../../../../src/main/core/settings-check'

const self: SelfAddress = { listenHost: '', port: 8800, names: ['192.168.1.20'] }

function entry(url: string, id = url): ServerEntry {
  return { id: id as ServerId, url, name: '', enabled: true }
}

function problemOf(check: () => void): unknown {
  try {
    check()
    return undefined
  } catch (error) {
    return error instanceof PanelError ? { code: error.info.code, ...error.info.params } : error
  }
}

const problemOfSettings = (patch: SettingsPatch, servers: readonly ServerEntry[] = []) =>
  problemOf(() => checkSettings(patch, servers, self))

describe('settings', () => {
  it.each(['', '0.0.0.0', '::', '127.0.0.1', 'fe80::1%eth0', 'localhost', 'workshop', 'my-pc.lan', 'my_pc'])(
    'may listen on %j',
    (host) => {
      expect(problemOfSettings({ listen: { host, port: 8800 } })).toBeUndefined()
    },
  )

  it.each(['[::1]', '::g', '-x', 'a..b', '.', 'a:b', 'über', 'a,b', '*'])('may not listen on %j', (host) => {
    expect(problemOfSettings({ listen: { host, port: 8800 } })).toEqual({
      code: 'INVALID_SETTINGS',
      field: 'listen',
      value: host,
    })
  })

  it.each<Settings['access']['mode']>(['network', 'anyone', 'list'])(
    'name the range that is none, in mode %s too',
    (mode) => {
      expect(problemOfSettings({ access: { mode, cidrs: ['10.0.0.0/8', '10.1/16'] } })).toEqual({
        code: 'INVALID_SETTINGS',
        field: 'access',
        value: '10.1/16',
      })
    },
  )

  it.each(['tools.example', 'https://tools.example:9000', '[fd00::1]:80', 'localhost:3000', 'http://tools.example/'])(
    'may allow pages of %s',
    (page) => {
      expect(problemOfSettings({ allowedPages: [page] })).toBeUndefined()
    },
  )

  it.each(['null', 'http://', 'a b', 'user@host', 'host:port', 'host:1:2', '[fd00::1', 'a?b'])(
    'may not allow pages of %j',
    (page) => {
      expect(problemOfSettings({ allowedPages: ['tools.example', page] })).toEqual({
        code: 'INVALID_SETTINGS',
        field: 'allowedPages',
        value: page,
      })
    },
  )

  it('may not move us to the address of a server in the list: that would be a loop', () => {
    const servers = [entry('a'), entry('192.168.1.20:8800')]
    expect(problemOfSettings({ listen: { host: '', port: 8800 } }, servers)).toEqual({
      code: 'INVALID_SETTINGS',
      field: 'listen',
      value: '192.168.1.20:8800',
    })
  })

  it('may change although another one, written by hand, is wrong', () => {
    expect(problemOfSettings({ theme: 'dark' }, [entry('192.168.1.20:8800')])).toBeUndefined()
  })
})

describe('a server list', () => {
  const problemOfList = (...servers: ServerEntry[]) => problemOf(() => checkServerList(servers, self))

  it('may be empty, and hold every server once', () => {
    expect(problemOfList()).toBeUndefined()
    expect(problemOfList(entry('a'), entry('b'))).toBeUndefined()
  })

  it.each([
    [[entry('a'), entry('192.168.1')], { row: 2, problem: 'DOTTED_NUMBER' }],
    [[entry('a'), entry('b'), entry('A', 'other')], { row: 3, problem: 'DUPLICATE' }],
    [[entry('localhost:8800'), entry('')], { row: 1, problem: 'OWN_ADDRESS' }],
  ])('is refused with its first wrong row, counted from 1', (servers, params) => {
    expect(problemOfList(...servers)).toEqual({ code: 'INVALID_SERVERS', ...params })
  })

  it('is refused when two rows have one id', () => {
    expect(problemOfList(entry('a', 'x'), entry('b', 'x'))).toMatchObject({ code: 'INVALID_SERVERS' })
  })
})
