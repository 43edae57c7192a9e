import { toErrorInfo } from '@shared/errors'
import { CALLS, type CallName } from '@shared/ipc/channels'
import { type CallArgument, type CallResult, callContract } from '@shared/ipc/contract'
import { err, type Result } from '@shared/ipc/result'
import { type IpcMainInvokeEvent, ipcMain } from 'electron'
import type { RendererSource } from './renderer-source'

/** What answers the panel: one function for each call of the contract. */
export type IpcHandlers = {
  readonly [K in CallName]: (argument: CallArgument<K>) => Promise<Result<CallResult<K>>>
}

export interface IpcServerOptions {
  readonly source: RendererSource
  /** The panel's own window; no other page may call. */
  readonly isPanel: (webContentsId: number) => boolean
  readonly log: (line: string) => void
}

const MAX_DETAIL = 300

/** Registers every call of the contract. The only place that touches `ipcMain`. */
export function serveIpc(handlers: IpcHandlers, options: IpcServerOptions): void {
  for (const name of Object.keys(CALLS) as CallName[]) {
    ipcMain.handle(CALLS[name], (event, ...args: unknown[]) => {
      const refusal = refuseSender(event, options)
      if (refusal !== undefined) {
        options.log(`refused ${CALLS[name]}: ${refusal}`)
        throw new Error('this page may not call the panel')
      }
      return answer(name, args, handlers, options.log)
    })
  }
}

/** Read at once: the frame of an event is gone as soon as its page is. */
function refuseSender(
  { sender, senderFrame }: IpcMainInvokeEvent,
  { source, isPanel }: IpcServerOptions,
): string | undefined {
  if (!isPanel(sender.id)) return 'not the panel’s window'
  if (senderFrame === null) return 'the page is gone'
  if (senderFrame.parent !== null) return 'not the top frame'
  if (!source.isPage(senderFrame.url)) return 'not the panel’s page'
  return undefined
}

async function answer<K extends CallName>(
  name: K,
  args: readonly unknown[],
  handlers: IpcHandlers,
  log: (line: string) => void,
): Promise<Result<unknown>> {
  const parsed = callContract[name].argument.safeParse(args[0])
  if (!parsed.success || args.length > 1) {
    const why = parsed.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`.trim()).join('; ')
    const detail = `${name}: ${why ?? 'more than one argument'}`.slice(0, MAX_DETAIL)
    log(`invalid call ${detail}`)
    return err({ code: 'INVALID_ARGUMENT', detail })
  }
  try {
    // The argument was parsed with the schema of this very name.
    const result = await handlers[name](parsed.data as CallArgument<K>)
    if (!result.ok) log(`${name} failed: ${result.error.code} ${result.error.detail}`)
    return result
  } catch (error) {
    log(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    return err(toErrorInfo(error))
  }
}
