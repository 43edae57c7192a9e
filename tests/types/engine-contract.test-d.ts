import type { EngineArgument, EngineCallName, EngineMessage, EngineResult, HostMessage } from '@shared/engine/contract'
import type { CallName } from '@shared/ipc/channels'
import type { CallArgument, CallResult } from '@shared/ipc/contract'
import type { PanelActivity, PanelState } from '@shared/model/panel-snapshot'
import { describe, expectTypeOf, it } from 'vitest'

type FromPanel = Exclude<EngineCallName, 'dispose'>

describe('the contract of the engine', () => {
  it('has the calls of the panel that are about the proxy, and the order to end', () => {
    expectTypeOf<FromPanel>().toEqualTypeOf<
      Exclude<CallName, 'about' | 'openLogs' | 'openListFile' | 'saveListFile' | 'startDemo' | 'endDemo'>
    >()
    expectTypeOf<EngineResult<'dispose'>>().toEqualTypeOf<void>()
  })

  it('takes and answers the same as the panel contract', () => {
    type Arguments<K extends FromPanel> = { [N in K]: [EngineArgument<N>, EngineResult<N>] }
    type PanelArguments<K extends FromPanel> = { [N in K]: [CallArgument<N>, CallResult<N>] }
    expectTypeOf<Arguments<FromPanel>>().toEqualTypeOf<PanelArguments<FromPanel>>()
  })

  it('says by the type of a message what is in it', () => {
    expectTypeOf<HostMessage['type']>().toEqualTypeOf<'call' | 'watch' | 'power' | 'log'>()
    expectTypeOf<Extract<HostMessage, { type: 'call' }>['name']>().toEqualTypeOf<EngineCallName>()
    expectTypeOf<Extract<EngineMessage, { type: 'state' }>['state']>().toEqualTypeOf<PanelState>()
    expectTypeOf<Extract<EngineMessage, { type: 'activity' }>['activity']>().toEqualTypeOf<PanelActivity>()
  })

  it('is checked at all: a wrong line is an error', () => {
    // @ts-expect-error main answers this one by itself
    expectTypeOf<EngineResult<'about'>>().toBeObject()
    // @ts-expect-error a state is not an activity
    expectTypeOf<Extract<EngineMessage, { type: 'state' }>['state']>().toEqualTypeOf<PanelActivity>()
  })
})
