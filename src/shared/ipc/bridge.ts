import type { CallName, PushName } from './channels'
import type { CallArgument, CallResult, PushPayload } from './contract'
import type { Result } from './result'

type Call<K extends CallName> = [CallArgument<K>] extends [undefined]
  ? () => Promise<Result<CallResult<K>>>
  : (argument: CallArgument<K>) => Promise<Result<CallResult<K>>>

/** What `window.panel` is: one method per call, one subscription per push. A subscription returns its end. */
export type PanelBridge = Readonly<
  { [K in CallName]: Call<K> } & { [K in PushName]: (listener: (payload: PushPayload<K>) => void) => () => void }
>
