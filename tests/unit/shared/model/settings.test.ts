import type { ServerId } from '@shared/model/server-entry'
import { DEFAULT_SETTINGS, parseSettings, type Settings, settingsPatchSchema } from '@shared/model/settings'
import { describe, expect, it } from 'vitest'

const CHOSEN: Settings = {
  servers: [{ id: 's1' as ServerId, url: 'http://a:8188', name: 'A', enabled: false }],
  listen: { host: '127.0.0.1', port: 9000 },
  access: { mode: 'list', cidrs: ['10.0.0.0/8'] },
  allowedPages: ['tools.example'],
  language: 'zh',
  theme: 'dark',
  closeToTray: false,
  startProxyOnLaunch: true,
  shareAddress: { host: '192.168.1.20', interfaceName: 'enp3s0' },
  keepAwake: true,
  trayNoticeShown: true,
}

describe('settings as they are read', () => {
  it('are the defaults when nothing is written', () => {
    expect(parseSettings({ version: 1 })).toEqual({ settings: DEFAULT_SETTINGS, issues: [] })
  })

  it('listen on every interface, port 8800, for this network, by default', () => {
    expect(DEFAULT_SETTINGS.listen).toEqual({ host: '', port: 8800 })
    expect(DEFAULT_SETTINGS.access).toEqual({ mode: 'network', cidrs: [] })
    expect(DEFAULT_SETTINGS.allowedPages).toEqual([])
  })

  it('are what was written', () => {
    expect(parseSettings({ version: 1, ...CHOSEN })).toEqual({ settings: CHOSEN, issues: [] })
  })

  it('leave out fields that they do not know', () => {
    const { settings, issues } = parseSettings({ version: 1, ...CHOSEN, colour: 'red' })
    expect(settings).toEqual(CHOSEN)
    expect(issues).toEqual([])
  })

  it.each<[keyof Settings, unknown]>([
    ['servers', 'http://a:8188'],
    ['servers', null],
    ['listen', 8800],
    ['listen', { host: '', port: 65536 }],
    ['listen', { host: '', port: -1 }],
    ['listen', { host: '', port: 80.5 }],
    ['listen', { host: 'a b', port: 80 }],
    ['listen', { host: 'http://a', port: 80 }],
    ['access', { mode: 'everyone', cidrs: [] }],
    ['access', { mode: 'list', cidrs: [''] }],
    ['allowedPages', 'tools.example'],
    ['allowedPages', [' ']],
    ['language', 'de'],
    ['theme', 'pink'],
    ['closeToTray', 'yes'],
    ['startProxyOnLaunch', 1],
    ['trayNoticeShown', null],
  ])('replace a damaged field %s = %j by its default and say so, and keep all others', (field, damaged) => {
    const { settings, issues } = parseSettings({ version: 1, ...CHOSEN, [field]: damaged })
    expect(issues).toEqual([field])
    expect(settings).toEqual({ ...CHOSEN, [field]: DEFAULT_SETTINGS[field] })
  })

  it('leave out damaged lines of the server list one by one', () => {
    const good = { id: 's1', url: 'http://a:8188', name: '', enabled: true }
    const alsoGood = { ...good, id: 's2', url: 'not an address, but what the person wrote' }
    const servers = [good, null, 'http://b', { ...good, id: '' }, { ...good, enabled: 'yes' }, { id: 's3' }, alsoGood]
    const { settings, issues } = parseSettings({ version: 1, servers })
    expect(settings.servers).toEqual([good, alsoGood])
    expect(issues).toEqual(['servers'])
  })

  it('keep as many servers as there may be of a list that is too long', () => {
    const servers = Array.from({ length: 2001 }, (_, index) => ({
      id: `s${index}`,
      url: `server-${index}`,
      name: '',
      enabled: true,
    }))
    const { settings, issues } = parseSettings({ version: 1, servers })
    expect(settings.servers).toHaveLength(2000)
    expect(settings.servers.at(-1)?.url).toBe('server-1999')
    expect(issues).toEqual(['servers'])
  })

  it('name every damaged field', () => {
    expect(parseSettings({ version: 1, theme: 0, language: 0 }).issues).toEqual(['language', 'theme'])
  })
})

describe('a change of settings', () => {
  it('holds only what changes', () => {
    expect(settingsPatchSchema.parse({ theme: 'dark' })).toEqual({ theme: 'dark' })
    expect(settingsPatchSchema.parse({})).toEqual({})
  })

  it.each([
    [{ servers: [] }, 'the server list, which has a call of its own'],
    [{ colour: 'red' }, 'a field that there is not'],
    [{ theme: 'pink' }, 'a value that there is not'],
    [{ listen: { port: 80 } }, 'half a field'],
    [null, 'nothing'],
    ['theme', 'a text'],
  ])('%j is refused: %s', (patch, _why) => {
    expect(settingsPatchSchema.safeParse(patch).success).toBe(false)
  })

  it('trims what a person typed', () => {
    expect(
      settingsPatchSchema.parse({ allowedPages: [' tools.example '], listen: { host: ' ::1 ', port: 1 } }),
    ).toEqual({
      allowedPages: ['tools.example'],
      listen: { host: '::1', port: 1 },
    })
  })
})
