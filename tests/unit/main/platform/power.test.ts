import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createKeepAwake } from '../../../../src/main/platform/keep-awake'
import { watchPower } from '../../../../src/main/platform/power-events'
import { powerMonitor, powerSaveBlocker, resetElectron } from '../../../support/electron-mock'
import { panelState } from './panel-state'

vi.mock('electron', () => import('../../../support/electron-mock'))

beforeEach(resetElectron)

const running = { status: { state: 'running', since: 0, host: '', port: 8800 } } as const
const wanted = { settings: { keepAwake: true } }

describe('the sleep of the computer', () => {
  it('is told, both ways', () => {
    const onPower = vi.fn<(event: string) => void>()
    watchPower(onPower)
    powerMonitor.emit('suspend')
    powerMonitor.emit('resume')
    expect(onPower.mock.calls).toEqual([['suspend'], ['resume']])
  })
})

describe('keeping the computer awake', () => {
  it('happens while the proxy runs and the setting is on, and lets the screen go dark', () => {
    const keepAwake = createKeepAwake()
    keepAwake.follow(panelState({ ...running, ...wanted }))
    keepAwake.follow(panelState({ ...running, ...wanted, revision: 2 }))
    expect(powerSaveBlocker.start.mock.calls).toEqual([['prevent-app-suspension']])
    expect(powerSaveBlocker.stop).not.toHaveBeenCalled()
  })

  it.each([
    ['the proxy is stopped', panelState(wanted)],
    ['the setting is off', panelState(running)],
  ])('does not happen while %s', (_why, state) => {
    createKeepAwake().follow(state)
    expect(powerSaveBlocker.start).not.toHaveBeenCalled()
  })

  it.each([
    ['the proxy stops', panelState({ ...wanted, status: { state: 'stopping', since: 0 } })],
    [
      'the engine ends',
      panelState({ ...wanted, status: { state: 'failed', since: 0, error: { code: 'ENGINE_GONE', detail: '' } } }),
    ],
    ['it is switched off', panelState(running)],
  ])('ends when %s, once, and begins anew afterwards', (_why, state) => {
    const keepAwake = createKeepAwake()
    keepAwake.follow(panelState({ ...running, ...wanted }))
    const [started] = powerSaveBlocker.start.mock.results
    keepAwake.follow(state)
    keepAwake.follow(state)
    expect(powerSaveBlocker.stop.mock.calls).toEqual([[started?.value]])
    keepAwake.follow(panelState({ ...running, ...wanted }))
    expect(powerSaveBlocker.start).toHaveBeenCalledTimes(2)
  })

  it('ends when the app quits', () => {
    const keepAwake = createKeepAwake()
    keepAwake.dispose()
    expect(powerSaveBlocker.stop).not.toHaveBeenCalled()
    keepAwake.follow(panelState({ ...running, ...wanted }))
    keepAwake.dispose()
    keepAwake.dispose()
    expect(powerSaveBlocker.stop).toHaveBeenCalledOnce()
  })
})
