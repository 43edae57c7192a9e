import type { PanelBridge } from '@shared/ipc/bridge'
import type { CallName, PushName } from '@shared/ipc/channels'
import type { About, CallArgument, CallContract, CallResult, PushContract, PushPayload } from '@shared/ipc/contract'
import type { Result } from '@shared/ipc/result'
import type { PanelActivity, PanelSnapshot, PanelState } from '@shared/model/panel-snapshot'
import type { ServerEntry } from '@shared/model/server-entry'
import type { SettingsPatch } from '@shared/model/settings'
import { describe, expectTypeOf, it } from 'vitest'

describe('the bridge of the panel', () => {
  it('has exactly the calls and pushes of the list of channels', () => {
    expectTypeOf<keyof PanelBridge>().toEqualTypeOf<CallName | PushName>()
    expectTypeOf<keyof CallContract>().toEqualTypeOf<CallName>()
    expectTypeOf<keyof PushContract>().toEqualTypeOf<PushName>()
  })

  it('answers every call with a result that says whether it went well', () => {
    expectTypeOf<ReturnType<PanelBridge['snapshot']>>().toEqualTypeOf<Promise<Result<PanelSnapshot>>>()
    expectTypeOf<ReturnType<PanelBridge['about']>>().toEqualTypeOf<Promise<Result<About>>>()
    expectTypeOf<ReturnType<PanelBridge['startProxy']>>().toEqualTypeOf<Promise<Result<void>>>()
    type Answers = { [K in CallName]: Promise<Result<CallResult<K>>> }
    expectTypeOf<{ [K in CallName]: ReturnType<PanelBridge[K]> }>().toEqualTypeOf<Answers>()
  })

  it('takes an argument exactly where the contract has one', () => {
    expectTypeOf<Parameters<PanelBridge['stopProxy']>>().toEqualTypeOf<[]>()
    expectTypeOf<Parameters<PanelBridge['updateSettings']>>().toEqualTypeOf<[argument: SettingsPatch]>()
    expectTypeOf<Parameters<PanelBridge['saveServers']>>().toEqualTypeOf<[argument: CallArgument<'saveServers'>]>()
    expectTypeOf<ServerEntry[]>().toExtend<CallArgument<'saveServers'>>()
    expectTypeOf<CallArgument<'dismissNotice'>>().toEqualTypeOf<number>()
  })

  it('gives every subscription an end', () => {
    type Subscriptions = { [K in PushName]: (listener: (payload: PushPayload<K>) => void) => () => void }
    expectTypeOf<Pick<PanelBridge, PushName>>().toEqualTypeOf<Readonly<Subscriptions>>()
    expectTypeOf<PushPayload<'onState'>>().toEqualTypeOf<PanelState>()
    expectTypeOf<PushPayload<'onActivity'>>().toEqualTypeOf<PanelActivity>()
  })

  it('is checked at all: a wrong line is an error', () => {
    // @ts-expect-error the bridge has no such call
    expectTypeOf<PanelBridge['formatDisk']>().toBeFunction()
    // @ts-expect-error a snapshot is not a number
    expectTypeOf<CallResult<'snapshot'>>().toEqualTypeOf<number>()
  })
})
