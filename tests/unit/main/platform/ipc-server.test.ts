import { PanelError } from '@shared/errors'
import { CALLS, type CallName } from '@shared/ipc/channels'
import { ok } from '@shared/ipc/result'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type IpcHandlers, serveIpc } from '../../../../src/main/platform/ipc-server'
import { rendererSource } from '../../../../src/main/platform/renderer-source'
import { type FakeInvokeEvent, ipcMain, recorder, resetElectron, spied } from '../../../support/electron-mock'

vi.mock('electron', () => import('../../../support/electron-mock'))

const PANEL: FakeInvokeEvent = { sender: { id: 7 }, senderFrame: { url: 'panel://app/', parent: null } }

const log = recorder()
const handlers = Object.fromEntries(
  Object.keys(CALLS).map((name) => [name, spied(async () => ok('answer'))]),
) as unknown as {
  [K in CallName]: ReturnType<typeof vi.fn>
}

beforeEach(() => {
  resetElectron()
  serveIpc(handlers as unknown as IpcHandlers, {
    source: rendererSource(undefined),
    isPanel: (id) => id === 7,
    log,
  })
})

async function invoke(channel: string, event: FakeInvokeEvent, ...args: unknown[]): Promise<unknown> {
  const handler = ipcMain.handlers.get(channel)
  if (handler === undefined) throw new Error(`no handler for ${channel}`)
  return handler(event, ...args)
}

const call = (name: CallName, ...args: unknown[]): Promise<unknown> => invoke(CALLS[name], PANEL, ...args)

describe('the calls of the panel', () => {
  it('are those of the contract, each on its channel, and no other', () => {
    expect([...ipcMain.handlers.keys()].sort()).toEqual(Object.values(CALLS).sort())
  })

  it('answer with what their handler answers', async () => {
    expect(await call('snapshot')).toEqual(ok('answer'))
    expect(await call('dismissNotice', 5)).toEqual(ok('answer'))
    expect(handlers.dismissNotice).toHaveBeenCalledWith(5)
  })

  it('answer with an error as data when their handler throws, and log it', async () => {
    handlers.stopProxy.mockRejectedValueOnce(new PanelError({ code: 'LISTEN_FAILED', detail: 'no' }))
    expect(await call('stopProxy')).toEqual({ ok: false, error: { code: 'LISTEN_FAILED', detail: 'no' } })
    handlers.stopProxy.mockRejectedValueOnce(new Error('broken'))
    expect(await call('stopProxy')).toEqual({ ok: false, error: { code: 'INTERNAL', detail: 'broken' } })
    expect(log).toHaveBeenCalledWith(expect.stringContaining('stopProxy failed: Error: broken'))
  })
})

describe('a call from somebody else', () => {
  const inFrame = { url: 'panel://app/', parent: {} }
  it.each<[string, FakeInvokeEvent]>([
    ['another window', { ...PANEL, sender: { id: 8 } }],
    ['a page that is gone', { ...PANEL, senderFrame: null }],
    ['a frame inside the panel', { ...PANEL, senderFrame: inFrame }],
    ['a page of the net', { ...PANEL, senderFrame: { url: 'https://example.org/', parent: null } }],
    ['a page that is called alike', { ...PANEL, senderFrame: { url: 'panel://app.evil/', parent: null } }],
    ['another file of ours', { ...PANEL, senderFrame: { url: 'panel://app/assets/x.svg', parent: null } }],
    ['an empty page', { ...PANEL, senderFrame: { url: 'about:blank', parent: null } }],
    ['a page without an address', { ...PANEL, senderFrame: { url: '', parent: null } }],
  ])('is refused and logged, on every channel: %s', async (_who, event) => {
    for (const [name, channel] of Object.entries(CALLS)) {
      await expect(invoke(channel, event)).rejects.toThrow('may not call the panel')
      expect(handlers[name as CallName]).not.toHaveBeenCalled()
      expect(log).toHaveBeenLastCalledWith(expect.stringContaining(`refused ${channel}`))
    }
  })
})

describe('an argument that is not what the contract says', () => {
  const server = { id: 'a', url: 'http://a', name: '', enabled: true }
  it.each<[CallName, unknown[]]>([
    ['snapshot', [null]],
    ['snapshot', [{}]],
    ['startProxy', ['now']],
    ['saveServers', []],
    ['saveServers', ['http://a']],
    ['saveServers', [[{ ...server, id: '' }]]],
    ['saveServers', [[{ ...server, url: 5 }]]],
    ['saveServers', [[{ ...server, url: 'x'.repeat(2049) }]]],
    ['saveServers', [[{ ...server, name: 'x'.repeat(101) }]]],
    ['saveServers', [[{ ...server, enabled: 'yes' }]]],
    ['saveServers', [Array.from({ length: 2001 }, (_, i) => ({ ...server, id: `s${i}` }))]],
    ['updateSettings', [[]]],
    ['updateSettings', ['theme']],
    ['updateSettings', [{ theme: 'pink' }]],
    ['updateSettings', [{ listen: { host: '', port: 65536 } }]],
    ['updateSettings', [{ servers: [] }]],
    ['updateSettings', [{ unknownKey: 1 }]],
    ['updateSettings', [JSON.parse('{"__proto__":{"theme":"dark"},"constructor":1}')]],
    ['dismissNotice', ['1']],
    ['dismissNotice', [1.5]],
    ['dismissNotice', [Number.NaN]],
    ['dismissNotice', [1, 2]],
    ['openLogs', ['/etc']],
    ['about', [0]],
  ])('is answered with INVALID_ARGUMENT and goes no further: %s', async (name, args) => {
    const result = await call(name, ...args)
    expect(result).toEqual({ ok: false, error: { code: 'INVALID_ARGUMENT', detail: expect.stringContaining(name) } })
    expect((result as { error: { detail: string } }).error.detail.length).toBeLessThanOrEqual(300)
    expect(handlers[name]).not.toHaveBeenCalled()
  })

  it('is not what the contract allows', async () => {
    expect(await call('saveServers', [server])).toEqual(ok('answer'))
    expect(await call('updateSettings', { theme: 'dark', listen: { host: '', port: 0 } })).toEqual(ok('answer'))
  })
})
