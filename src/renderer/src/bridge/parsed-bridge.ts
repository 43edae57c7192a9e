import './zod-without-eval'
import { errorInfoSchema, toErrorInfo } from '@shared/errors'
import type { PanelBridge } from '@shared/ipc/bridge'
import { CALLS, type CallName, PUSHES, type PushName } from '@shared/ipc/channels'
import { callContract, pushContract } from '@shared/ipc/contract'
import { err, ok, type Result } from '@shared/ipc/result'

type AnyCall = (argument?: unknown) => Promise<Result<unknown>>
type AnySubscribe = (listener: (payload: unknown) => void) => () => void

/**
 * Wraps a bridge so that nothing from the other side is believed before the contract has parsed it: a result that does
 * not fit is an `INTERNAL` error, a push that does not fit is reported on the console and left out.
 */
export function parsedBridge(bridge: PanelBridge): PanelBridge {
  const calls = Object.keys(CALLS).map((name) => [name, parsedCall(bridge, name as CallName)])
  const pushes = Object.keys(PUSHES).map((name) => [name, parsedPush(bridge, name as PushName)])
  return Object.freeze(Object.fromEntries([...calls, ...pushes])) as PanelBridge
}

function parsedCall(bridge: PanelBridge, name: CallName): AnyCall {
  return async (argument) => {
    try {
      const result = await (bridge[name] as AnyCall)(argument)
      return result.ok ? ok(callContract[name].result.parse(result.value)) : err(errorInfoSchema.parse(result.error))
    } catch (error) {
      return err(toErrorInfo(error))
    }
  }
}

function parsedPush(bridge: PanelBridge, name: PushName): AnySubscribe {
  return (listener) =>
    (bridge[name] as AnySubscribe)((payload) => {
      const parsed = pushContract[name].safeParse(payload)
      if (parsed.success) listener(parsed.data)
      else console.error(`push ${name} does not fit the contract`, parsed.error)
    })
}
