import { parsedBridge } from '@renderer/bridge/parsed-bridge'
import type { PanelBridge } from '@shared/ipc/bridge'
import { CALLS, PUSHES } from '@shared/ipc/channels'
import { ok } from '@shared/ipc/result'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createFakeBridge } from '../../support/fake-bridge'
import { aState } from '../../support/ui-data'

afterEach(() => vi.restoreAllMocks())

describe('the door of the page', () => {
  it('has exactly the verbs of the contract', () => {
    const { bridge } = createFakeBridge()
    expect(Object.keys(parsedBridge(bridge)).sort()).toEqual([...Object.keys(CALLS), ...Object.keys(PUSHES)].sort())
  })

  it('passes arguments on as they are', async () => {
    const { bridge, fake } = createFakeBridge()
    await fake.answer('dismissNotice', ok(undefined))
    await parsedBridge(bridge).dismissNotice(7)
    expect(await fake.calls('dismissNotice')).toEqual([{ name: 'dismissNotice', argument: 7 }])
  })

  it('makes an answer that does not fit the contract an error', async () => {
    const { bridge } = createFakeBridge()
    const lying = { ...bridge, about: async () => ok({ version: 3 }) } as unknown as PanelBridge
    expect(await parsedBridge(lying).about()).toMatchObject({ ok: false, error: { code: 'INTERNAL' } })
  })

  it('makes a call that fails by itself an error', async () => {
    const { bridge } = createFakeBridge()
    const broken = { ...bridge, startProxy: () => Promise.reject(new Error('channel closed')) }
    expect(await parsedBridge(broken).startProxy()).toEqual({
      ok: false,
      error: { code: 'INTERNAL', detail: 'channel closed' },
    })
  })

  it('leaves out a push that does not fit, and says so on the console', async () => {
    const { bridge, fake } = createFakeBridge()
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const heard: unknown[] = []
    parsedBridge(bridge).onState((state) => heard.push(state))
    await fake.push('onState', { revision: 'one' } as never)
    await fake.push('onState', aState())
    expect(heard).toEqual([aState()])
    expect(complaint).toHaveBeenCalledOnce()
  })

  it('ends a subscription', async () => {
    const { bridge, fake } = createFakeBridge()
    const heard: unknown[] = []
    const end = parsedBridge(bridge).onState((state) => heard.push(state))
    end()
    await fake.push('onState', aState())
    expect(heard).toEqual([])
  })
})
