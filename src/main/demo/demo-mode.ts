import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ErrorInfo, toErrorInfo } from '@shared/errors'
import { err, ok, type Result } from '@shared/ipc/result'
import type { PanelState } from '@shared/model/panel-snapshot'
import type { ServerEntry } from '@shared/model/server-entry'
import { SETTINGS_VERSION, type Settings } from '@shared/model/settings'
import { TurnQueue } from '@shared/turn-queue'
import type { EngineHost } from '../engine/engine-host'
import { type DemoHost, startDemoHost } from './demo-host'

export interface DemoModeOptions {
  readonly engine: Pick<EngineHost, 'state' | 'moveTo' | 'call' | 'onState' | 'log'>
  /** The built `demo-worker.js`. */
  readonly workerFile: string
  /** The person's own folder, where the engine goes back to. */
  readonly settingsDir: string
  /**
   * Folder of an app that is there for the demo alone; without it each demo has one of its own, which is removed with it.
   */
  readonly demoDir?: string | undefined
}

interface RunningDemo {
  readonly host: DemoHost
  readonly dir: string
  readonly stopFollowing: () => void
}

/**
 * Turns the app into the demo and back. The engine moves to a temporary folder of settings meanwhile, so that nothing of
 * the person's is touched and nothing of the demo is kept.
 */
export class DemoMode {
  readonly #options: DemoModeOptions
  #running: RunningDemo | undefined
  /** Starting and ending happen one after the other. */
  readonly #turns = new TurnQueue()

  constructor(options: DemoModeOptions) {
    this.#options = options
  }

  /** Starts the demo unless it runs. An error leaves everything as it was. */
  start(): Promise<Result<void>> {
    return this.#turns.run(async () => {
      if (this.#running !== undefined) return ok(undefined)
      const { engine } = this.#options
      const before = engine.state
      if (before !== undefined && !isIdle(before)) return failed('the proxy is running; stop it first')
      try {
        await this.#start(before?.settings)
      } catch (error) {
        return failed(toErrorInfo(error).detail)
      }
      const started = await engine.call('startProxy', undefined)
      if (started.ok) return started
      await this.#end(undefined)
      return failed(started.error.detail)
    })
  }

  /** Ends the demo; the engine is back on the person's own settings, with the proxy stopped. */
  end(): Promise<Result<void>> {
    return this.#turns.run(async () => {
      if (this.#running !== undefined) await this.#end(undefined)
      return ok(undefined)
    })
  }

  /** For quitting, after the engine has ended. */
  dispose(): Promise<void> {
    return this.#turns.run(() => this.#clear())
  }

  async #start(settings: Settings | undefined): Promise<void> {
    const { engine, workerFile, demoDir } = this.#options
    const host = await startDemoHost(workerFile, (cause) => this.#die(cause))
    const dir = demoDir ?? (await mkdtemp(join(tmpdir(), 'comfy-switchboard-demo-')))
    this.#running = { host, dir, stopFollowing: engine.onState((state) => host.connect(portOf(state))) }
    try {
      await writeDemoSettings(dir, host.servers, settings)
    } catch (error) {
      await this.#clear()
      throw error
    }
    await engine.moveTo({ settingsDir: dir, isDemo: true })
  }

  /** @throws when the app was there for the demo alone: it has nothing to go back to, and says so */
  #die(cause: string): void {
    if (this.#options.demoDir !== undefined) throw new Error(cause)
    void this.#turns.run(() => this.#end({ code: 'DEMO_FAILED', detail: cause }))
  }

  /** @param failure what the panel tells afterwards */
  async #end(failure: ErrorInfo | undefined): Promise<void> {
    await this.#options.engine.moveTo({ settingsDir: this.#options.settingsDir, isDemo: false }, failure)
    await this.#clear()
  }

  async #clear(): Promise<void> {
    const running = this.#running
    if (running === undefined) return
    this.#running = undefined
    running.stopFollowing()
    await running.host.dispose()
    if (this.#options.demoDir === undefined) await rm(running.dir, { recursive: true, force: true })
  }
}

/** Nobody is served, and nobody is about to be. */
function isIdle({ status }: PanelState): boolean {
  return status.state === 'stopped' || (status.state === 'failed' && status.error.code !== 'ENGINE_GONE')
}

function failed(detail: string): Result<void> {
  return err({ code: 'DEMO_FAILED', detail })
}

function portOf({ status, isDemo }: PanelState): number | null {
  return isDemo && status.state === 'running' ? status.port : null
}

/** Loopback and a free port; language and theme are the person's. */
async function writeDemoSettings(
  dir: string,
  servers: readonly ServerEntry[],
  own: Pick<Settings, 'language' | 'theme'> | undefined,
): Promise<void> {
  const settings = {
    version: SETTINGS_VERSION,
    servers,
    listen: { host: '127.0.0.1', port: 0 },
    ...(own === undefined ? {} : { language: own.language, theme: own.theme }),
  }
  await writeFile(join(dir, 'settings.json'), JSON.stringify(settings))
}
