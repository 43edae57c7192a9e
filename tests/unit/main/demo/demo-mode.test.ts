import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ErrorInfo } from '@shared/errors'
import { err, ok, type Result } from '@shared/ipc/result'
import type { PanelState } from '@shared/model/panel-snapshot'
import type { ProxyStatus } from '@shared/model/proxy-status'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DemoMode } from '../../../../src/main/demo/demo-mode'
import type { EnginePlace } from '../../../../src/main/engine/engine-host'
import { panelState } from '../platform/panel-state'

const RUNNING: ProxyStatus = { state: 'running', since: 1, host: '127.0.0.1', port: 4321 }
const OWN = { settingsDir: '/own', isDemo: false }

let dir: string
const modes: DemoMode[] = []

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'demo-mode-'))
  vi.stubEnv('STAND_IN_DIR', dir)
})

afterEach(async () => {
  for (const mode of modes.splice(0)) await mode.dispose()
  vi.unstubAllEnvs()
  await rm(dir, { recursive: true })
})

/** An engine that goes where it is told to, and what became of it. */
function setUp(
  initial: PanelState | undefined = panelState({ settings: { language: 'zh', theme: 'dark' } }),
  demoDir?: string,
) {
  const places: EnginePlace[] = []
  const failures: (ErrorInfo | undefined)[] = []
  const listeners = new Set<(state: PanelState) => void>()
  let startAnswer: Result<void> = ok(undefined)
  const engine = {
    state: initial,
    moveTo: async (place: EnginePlace, failure?: ErrorInfo) => {
      places.push(place)
      failures.push(failure)
      publish({ isDemo: place.isDemo })
    },
    call: async () => {
      if (startAnswer.ok) publish({ isDemo: places.at(-1)?.isDemo ?? false, status: RUNNING })
      return startAnswer
    },
    onState: (listener: (state: PanelState) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    log: () => undefined,
  }
  function publish(change: Parameters<typeof panelState>[0]): void {
    engine.state = panelState(change)
    for (const listener of listeners) listener(engine.state)
  }
  const mode = new DemoMode({
    engine: engine as unknown as ConstructorParameters<typeof DemoMode>[0]['engine'],
    workerFile: join(import.meta.dirname, 'stand-in-worker.mjs'),
    settingsDir: OWN.settingsDir,
    demoDir,
  })
  modes.push(mode)
  return {
    mode,
    places,
    failures,
    listeners,
    publish,
    refuseStart: () => {
      startAnswer = err({ code: 'PORT_IN_USE', detail: 'port 0 is taken' })
    },
  }
}

async function ports(count: number): Promise<string[]> {
  return vi.waitFor(() => {
    const lines = readFileSync(join(dir, 'ports'), 'utf8').trim().split('\n')
    expect(lines).toHaveLength(count)
    return lines
  })
}

describe('the demo', () => {
  it('moves the engine to a folder of its own, with simulated servers, on loopback, in the person’s language', async () => {
    const { mode, places } = setUp()
    expect(await mode.start()).toEqual(ok(undefined))
    expect(places).toEqual([{ settingsDir: expect.stringContaining('comfy-switchboard-demo-'), isDemo: true }])
    expect(JSON.parse(await readFile(join(places[0]!.settingsDir, 'settings.json'), 'utf8'))).toEqual({
      version: 1,
      servers: [
        { id: 'demo-1', name: 'Studio A', url: 'http://127.0.0.1:9001', enabled: true },
        { id: 'demo-2', name: 'Studio B', url: 'http://127.0.0.1:9002', enabled: true },
      ],
      listen: { host: '127.0.0.1', port: 0 },
      language: 'zh',
      theme: 'dark',
    })
  })

  it('tells the simulated people where the proxy is, and when it is gone', async () => {
    const { mode, publish } = setUp()
    await mode.start()
    publish({ isDemo: true, status: { state: 'stopped', since: 2 } })
    publish({ isDemo: true, status: { ...RUNNING, port: 5555 } })
    expect(await ports(4)).toEqual(['null', '4321', 'null', '5555'])
  })

  it('starts once, however often it is asked to', async () => {
    const { mode, places } = setUp()
    expect(await Promise.all([mode.start(), mode.start()])).toEqual([ok(undefined), ok(undefined)])
    expect(places).toHaveLength(1)
  })

  it('leads back to the person’s own folder and leaves nothing behind', async () => {
    const { mode, places, listeners } = setUp()
    await mode.start()
    expect(await mode.end()).toEqual(ok(undefined))
    expect(places.at(-1)).toEqual(OWN)
    expect(existsSync(places[0]!.settingsDir)).toBe(false)
    expect(listeners.size).toBe(0)
    expect(await mode.end()).toEqual(ok(undefined))
    expect(places).toHaveLength(2)
  })

  it('can be started again', async () => {
    const { mode, places } = setUp()
    await mode.start()
    await mode.end()
    expect(await mode.start()).toEqual(ok(undefined))
    expect(places.map(({ isDemo }) => isDemo)).toEqual([true, false, true])
  })

  it.each<ProxyStatus>([
    RUNNING,
    { state: 'starting', since: 1 },
    { state: 'failed', since: 1, error: { code: 'ENGINE_GONE', detail: 'it will be back' } },
  ])('leaves a proxy alone that serves people, or is about to: $state', async (status) => {
    const { mode, places } = setUp(panelState({ status }))
    expect(await mode.start()).toMatchObject({ ok: false, error: { code: 'DEMO_FAILED' } })
    expect(places).toEqual([])
  })

  it('says why it cannot start, and has changed nothing then', async () => {
    vi.stubEnv('STAND_IN_PLAN', 'dies at start')
    const { mode, places } = setUp()
    expect(await mode.start()).toEqual(err({ code: 'DEMO_FAILED', detail: expect.stringContaining('no port is free') }))
    expect(places).toEqual([])
  })

  it('goes back when its proxy cannot listen', async () => {
    const { mode, places, refuseStart } = setUp()
    refuseStart()
    expect(await mode.start()).toEqual(err({ code: 'DEMO_FAILED', detail: 'port 0 is taken' }))
    expect(places.at(-1)).toEqual(OWN)
    expect(existsSync(places[0]!.settingsDir)).toBe(false)
  })

  it('ends when its thread dies, and the panel tells why', async () => {
    vi.stubEnv('STAND_IN_PLAN', 'dies when connected')
    const { mode, places, failures } = setUp()
    await mode.start()
    await vi.waitFor(() => expect(places.at(-1)).toEqual(OWN))
    expect(failures.at(-1)).toEqual({ code: 'DEMO_FAILED', detail: expect.stringContaining('a bug in the demo') })
    expect(await mode.start()).toEqual(ok(undefined))
  })

  it('leaves nothing behind when its settings cannot be written', async () => {
    const { mode, places, listeners } = setUp(undefined, join(dir, 'not', 'there'))
    expect(await mode.start()).toMatchObject({ ok: false, error: { code: 'DEMO_FAILED' } })
    expect(places).toEqual([])
    expect(listeners.size).toBe(0)
  })

  it('keeps to the folder of an app that is there for the demo alone, and leaves that to the app', async () => {
    const { mode, places } = setUp(undefined, dir)
    await mode.start()
    expect(places).toEqual([{ settingsDir: dir, isDemo: true }])
    await mode.dispose()
    expect(existsSync(join(dir, 'settings.json'))).toBe(true)
  })
})
