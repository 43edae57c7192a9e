import { mkdir } from 'node:fs/promises'
import type { EngineArgument, EngineCallName, EngineResult } from '@shared/engine/contract'
import type { About } from '@shared/ipc/contract'
import { err, ok, type Result } from '@shared/ipc/result'
import { app, shell } from 'electron'
import type { AppPaths } from './app-paths'
import type { IpcHandlers } from './ipc-server'
import type { ListFiles } from './list-files'

/** Electron from this major on is what people get; an older one stands in where it cannot be had. */
const FIRST_SUPPORTED_MAJOR = 40

/** Turns the demo on and off. */
export interface DemoSwitch {
  start(): Promise<Result<void>>
  end(): Promise<Result<void>>
}

/** What the handlers need of the engine. */
export interface EngineCaller {
  call<K extends EngineCallName>(name: K, argument: EngineArgument<K>): Promise<Result<EngineResult<K>>>
}

/** What the handlers need besides the engine. */
export interface DesktopHandlers {
  readonly paths: AppPaths
  readonly listFiles: ListFiles
  readonly demo: DemoSwitch
}

/** Nearly every call is the engine's; only what needs the desktop is answered here. */
export function createIpcHandlers(engine: EngineCaller, { paths, listFiles, demo }: DesktopHandlers): IpcHandlers {
  return {
    snapshot: (argument) => engine.call('snapshot', argument),
    startProxy: (argument) => engine.call('startProxy', argument),
    stopProxy: (argument) => engine.call('stopProxy', argument),
    saveServers: (argument) => engine.call('saveServers', argument),
    updateSettings: (argument) => engine.call('updateSettings', argument),
    dismissNotice: (argument) => engine.call('dismissNotice', argument),
    explainIp: (argument) => engine.call('explainIp', argument),
    openListFile: (argument) => listFiles.open(argument),
    saveListFile: (argument) => listFiles.save(argument),
    startDemo: () => demo.start(),
    endDemo: () => demo.end(),
    about: async () => ok(about(paths)),
    openLogs: async () => {
      await mkdir(paths.logsDir, { recursive: true })
      const problem = await shell.openPath(paths.logsDir)
      return problem === '' ? ok(undefined) : err({ code: 'INTERNAL', detail: problem })
    },
  }
}

function about({ settingsDir, logFile }: AppPaths): About {
  const { electron, chrome, node } = process.versions
  return {
    version: app.getVersion(),
    electron,
    chrome,
    node,
    isTrialRuntime: isTrialRuntime(electron),
    settingsDir,
    logFile,
  }
}

/** @param version of Electron, `45.4.1` */
export function isTrialRuntime(version: string): boolean {
  return Number.parseInt(version, 10) < FIRST_SUPPORTED_MAJOR
}
