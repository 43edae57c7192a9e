import type { PanelState } from '@shared/model/panel-snapshot'
import type { ServerEntry, ServerId } from '@shared/model/server-entry'
import en from '@shared/words/en.json'
import zh from '@shared/words/zh.json'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createTray } from '../../../../src/main/platform/tray'
import { trayView } from '../../../../src/main/platform/tray-view'
import { wordsFor } from '../../../../src/main/platform/words'
import { app, Menu, recorder, resetElectron, Tray } from '../../../support/electron-mock'
import { panelState } from './panel-state'

vi.mock('electron', () => import('../../../support/electron-mock'))

beforeEach(resetElectron)

const server = (id: string, name: string, enabled = true): ServerEntry => ({
  id: id as ServerId,
  url: `http://10.0.0.1:81${id}`,
  name,
  enabled,
})
const RUNNING = { state: 'running', since: 0, host: '', port: 8800 } as const
const DOWN = { state: 'down', since: 1, reason: null } as const
const UP = { state: 'up', since: 1, reason: null } as const

function running(servers: ServerEntry[], serverStates: PanelState['serverStates']): PanelState {
  return panelState({ status: RUNNING, settings: { servers }, serverStates })
}

describe('what the tray shows', () => {
  const failure = { code: 'PORT_IN_USE', detail: 'EADDRINUSE', params: { port: 8800 } } as const
  it.each<[string, PanelState | undefined, object]>([
    ['before the engine has spoken', undefined, { icon: 'stopped', stateLine: 'Stopped' }],
    [
      'stopped',
      panelState(),
      { icon: 'stopped', stateLine: 'Stopped', action: { verb: 'start', label: 'Start', isEnabled: true } },
    ],
    [
      'starting',
      panelState({ status: { state: 'starting', since: 0 } }),
      { icon: 'stopped', stateLine: 'Starting', action: { verb: 'start', label: 'Start', isEnabled: false } },
    ],
    [
      'running',
      panelState({ status: RUNNING }),
      {
        icon: 'running',
        stateLine: 'Running · http://192.168.1.20:8800',
        action: { verb: 'stop', label: 'Stop', isEnabled: true },
      },
    ],
    [
      'running where no address is known',
      panelState({ status: RUNNING, addresses: [] }),
      { stateLine: 'Running · http://localhost:8800' },
    ],
    [
      'stopping',
      panelState({ status: { state: 'stopping', since: 0 } }),
      { icon: 'stopped', stateLine: 'Stopping', action: { verb: 'stop', label: 'Stop', isEnabled: false } },
    ],
    [
      'failed',
      panelState({ status: { state: 'failed', since: 0, error: failure } }),
      {
        icon: 'degraded',
        stateLine: 'Failed: Port 8800 is in use by another program.',
        action: { verb: 'start', label: 'Start', isEnabled: true },
      },
    ],
    [
      'one server down',
      running([server('1', 'Studio C'), server('2', 'B')], { '1': DOWN, '2': UP }),
      {
        icon: 'degraded',
        stateLine: 'Degraded: Studio C is down · http://192.168.1.20:8800',
        action: { verb: 'stop', label: 'Stop', isEnabled: true },
      },
    ],
    [
      'two servers down',
      running([server('1', 'A'), server('2', 'B')], { '1': DOWN, '2': DOWN }),
      { icon: 'degraded', stateLine: 'Degraded: 2 servers are down · http://192.168.1.20:8800' },
    ],
    ['a disabled server down', running([server('1', 'A', false)], { '1': DOWN }), { icon: 'running' }],
    [
      'a server down while stopped',
      panelState({ settings: { servers: [server('1', 'A')] }, serverStates: { '1': DOWN } }),
      { icon: 'stopped', stateLine: 'Stopped' },
    ],
  ])('%s', (_when, state, expected) => {
    expect(trayView(state, wordsFor('en'))).toMatchObject(expected)
  })

  it('says the state in the tooltip as well', () => {
    expect(trayView(panelState(), wordsFor('en')).tooltip).toBe('Comfy Switchboard: Stopped')
  })

  it('speaks Chinese', () => {
    const view = trayView(running([server('1', 'Studio C')], { '1': DOWN }), wordsFor('zh'))
    expect(view).toMatchObject({
      stateLine: '降级运行：Studio C 离线 · http://192.168.1.20:8800',
      action: { label: '停止' },
      openPanel: '打开面板',
      quit: '退出',
    })
  })

  it.each([
    [['zh-Hans-CN', 'en-US'], '退出'],
    [['fr-FR', 'zh-TW'], '退出'],
    [['en-GB', 'zh-CN'], 'Quit'],
    [['de-DE'], 'Quit'],
    [[], 'Quit'],
  ])('speaks the first language of the system %j that it knows', (languages, quit) => {
    app.getPreferredSystemLanguages.mockReturnValueOnce(languages)
    expect(trayView(undefined, wordsFor('system')).quit).toBe(quit)
  })
})

describe('the words of the tray and the dialogs', () => {
  it.each(['tray', 'dialogs'] as const)('are there in both languages: %s', (part) => {
    expect(Object.keys(zh[part])).toEqual(Object.keys(en[part]))
    for (const words of [...Object.values(en[part]), ...Object.values(zh[part])]) expect(words).not.toBe('')
  })
})

describe('the tray icon', () => {
  const actions = { start: recorder(), stop: recorder(), openPanel: recorder(), quit: recorder() }
  const stopped = trayView(panelState(), wordsFor('en'))
  const running = trayView(panelState({ status: RUNNING }), wordsFor('en'))

  interface Item {
    label?: string
    enabled?: boolean
    type?: string
    click?: () => void
  }
  const menu = (): Item[] => (Menu.buildFromTemplate.mock.lastCall?.[0] ?? []) as Item[]

  function created(platform: NodeJS.Platform = 'linux') {
    const tray = createTray('/icons', platform, stopped, actions)
    const [fake] = Tray.created
    if (fake === undefined) throw new Error('no tray was made')
    return { tray, fake }
  }

  it('has a menu that can do everything: state, Start or Stop, Open panel, Quit', () => {
    const { tray } = created()
    expect(menu().map(({ label, type }) => label ?? type)).toEqual([
      'Stopped',
      'separator',
      'Start',
      'Open panel',
      'separator',
      'Quit',
    ])
    expect(menu()[0]?.enabled).toBe(false)
    tray.show(running)
    expect(menu().map(({ label }) => label)).toContain('Stop')
    expect(menu().map(({ label }) => label)).not.toContain('Start')
  })

  it('does what its items say', () => {
    const { tray } = created()
    for (const item of menu()) item.click?.()
    expect(actions.start).toHaveBeenCalledTimes(1)
    expect(actions.openPanel).toHaveBeenCalledTimes(1)
    expect(actions.quit).toHaveBeenCalledTimes(1)
    tray.show(running)
    menu()[2]?.click?.()
    expect(actions.stop).toHaveBeenCalledTimes(1)
  })

  it('sets its whole menu again after every change, and only then', () => {
    const { tray, fake } = created()
    expect(fake.setContextMenu).toHaveBeenCalledTimes(1)
    tray.show({ ...stopped })
    expect(fake.setContextMenu).toHaveBeenCalledTimes(1)
    tray.show(running)
    expect(fake.setContextMenu).toHaveBeenCalledTimes(2)
    expect(fake.setToolTip).toHaveBeenLastCalledWith('Comfy Switchboard: Running · http://192.168.1.20:8800')
  })

  it.each([
    ['linux', '/icons/running.png'],
    ['darwin', '/icons/runningTemplate.png'],
    ['win32', '/icons/running.ico'],
  ] as const)('has the image that suits %s', (platform, path) => {
    const { tray, fake } = created(platform)
    tray.show(running)
    expect(fake.setImage).toHaveBeenLastCalledWith({ path })
  })

  it('opens the panel when it is clicked, except on macOS, where a click opens the menu', () => {
    created('linux').fake.emit('click')
    expect(actions.openPanel).toHaveBeenCalledTimes(1)
    resetElectron()
    created('darwin').fake.emit('click')
    expect(actions.openPanel).not.toHaveBeenCalled()
  })

  it('shows an ampersand in the name of a server', () => {
    created().tray.show({ ...stopped, stateLine: 'Degraded: A & B is down' })
    expect(menu()[0]?.label).toBe('Degraded: A && B is down')
  })

  it('goes away', () => {
    const { tray, fake } = created()
    tray.destroy()
    expect(fake.destroy).toHaveBeenCalledTimes(1)
  })
})
