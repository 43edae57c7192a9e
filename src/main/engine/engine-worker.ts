import { parentPort, workerData } from 'node:worker_threads'
import {
  type EngineArgument,
  type EngineCallName,
  type EngineMessage,
  type EngineResult,
  engineContract,
  engineOptionsSchema,
  hostMessageSchema,
} from '@shared/engine/contract'
import { PanelError, toErrorInfo } from '@shared/errors'
import { err, ok, type Result } from '@shared/ipc/result'
import { PanelService } from '../core/panel-service'

// http-proxy uses util._extend; the warning about it is not for the person who runs this.
process.noDeprecation = true

type Handlers = { [K in EngineCallName]: (argument: EngineArgument<K>) => Promise<EngineResult<K>> | EngineResult<K> }

function createHandlers(service: PanelService): Handlers {
  return {
    snapshot: () => service.snapshot(),
    startProxy: () => service.startProxy(),
    stopProxy: () => service.stopProxy(),
    saveServers: (servers) => service.saveServers(servers),
    updateSettings: (patch) => service.updateSettings(patch),
    dismissNotice: (id) => service.dismissNotice(id),
    explainIp: (text) => service.explainIp(text),
    dispose: () => service.dispose(),
  }
}

async function answer<K extends EngineCallName>(handlers: Handlers, name: K, raw: unknown): Promise<Result<unknown>> {
  try {
    const argument = engineContract[name].argument.safeParse(raw)
    if (!argument.success) throw new PanelError({ code: 'INVALID_ARGUMENT', detail: argument.error.message })
    return ok(await handlers[name](argument.data as EngineArgument<K>))
  } catch (error) {
    return err(toErrorInfo(error))
  }
}

async function run(port: NonNullable<typeof parentPort>): Promise<void> {
  const send = (message: EngineMessage) => {
    try {
      port.postMessage(message)
    } catch (error) {
      // A DOMException loses its words on its way out of a thread.
      throw new Error(`${message.type} cannot leave the engine: ${toErrorInfo(error).detail}`, { cause: error })
    }
  }
  const service = await PanelService.open({
    ...engineOptionsSchema.parse(workerData),
    onState: (state) => send({ type: 'state', state }),
    onActivity: (activity) => send({ type: 'activity', activity }),
  })
  const handlers = createHandlers(service)
  port.on('message', (raw: unknown) => {
    const message = hostMessageSchema.parse(raw)
    if (message.type === 'watch') service.setWatched(message.isWatched)
    else if (message.type === 'power') service.power(message.event)
    else if (message.type === 'log') service.log(message.line)
    else {
      const { id, name, argument } = message
      void answer(handlers, name, argument).then((result) => send({ type: 'result', id, result }))
    }
  })
}

if (parentPort === null) throw new Error('engine-worker runs as a worker thread only')
void run(parentPort)
