import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PanelState } from '@shared/model/panel-snapshot'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createEngineHost, type EngineHost, type EngineHostOptions } from '../../../../src/main/engine/engine-host'

/** What the stand-in does when it is told to dismiss a notice of this number. */
const ORDERS = { throw: 1, exit: 2, sendRubbishState: 3, answerRubbish: 4, neverAnswer: 5 }

let settingsDir: string
let host: EngineHost | undefined

beforeEach(async () => {
  settingsDir = await mkdtemp(join(tmpdir(), 'engine-host-'))
})

afterEach(async () => {
  vi.useRealTimers()
  await host?.dispose()
  await rm(settingsDir, { recursive: true })
})

async function startHost(
  plan: { diesAtStart?: number; neverDisposes?: boolean } = {},
  options: Partial<EngineHostOptions> = {},
): Promise<EngineHost> {
  await writeFile(join(settingsDir, 'plan.json'), JSON.stringify(plan))
  const workerFile = join(import.meta.dirname, 'stand-in-worker.mjs')
  host = createEngineHost({ workerFile, settingsDir, restartDelayMs: 1, ...options })
  return host
}

/** Resolves with the first state from now on that fits. */
function nextState(engine: EngineHost, fits: (state: PanelState) => boolean): Promise<PanelState> {
  return new Promise((resolve) => {
    const leave = engine.onState((state) => {
      if (!fits(state)) return
      leave()
      resolve(state)
    })
  })
}

const isStatus = (name: string) => (state: PanelState) => state.status.state === name

describe('engine host', () => {
  it('publishes the first state of the thread and keeps it', async () => {
    const engine = await startHost()
    expect(engine.state).toBeUndefined()
    const first = nextState(engine, () => true)
    engine.start()
    expect((await first).status).toEqual({ state: 'stopped', since: 1 })
    expect(engine.state).toEqual(await first)
  })

  it('answers a call with what the engine answers, value or error', async () => {
    const engine = await startHost()
    engine.start()
    expect(await engine.call('snapshot', undefined)).toMatchObject({ ok: true, value: { routes: [] } })
    expect(await engine.call('saveServers', [])).toEqual({
      ok: false,
      error: { code: 'INVALID_SERVERS', detail: 'a line is wrong' },
    })
  })

  it('tells the thread that the computer goes to sleep', async () => {
    const engine = await startHost()
    engine.start()
    const heard = nextState(engine, ({ self }) => self.names.length > 0)
    engine.power('suspend')
    expect((await heard).self.names).toEqual(['power suspend'])
  })

  it('moves to another folder: ends the thread in order, and the next one is another run that does not start the proxy', async () => {
    const otherDir = join(settingsDir, 'other')
    await mkdir(otherDir)
    await writeFile(join(otherDir, 'plan.json'), '{}')
    const engine = await startHost()
    engine.start()
    await engine.call('startProxy', undefined)
    const states: PanelState[] = []
    const moved = nextState(engine, ({ isDemo }) => isDemo)
    engine.onState((state) => states.push(state))
    await engine.moveTo({ settingsDir: otherDir, isDemo: true })
    expect(await moved).toMatchObject({ run: 2, status: { state: 'stopped' }, notices: [] })
    expect(existsSync(join(settingsDir, 'disposed'))).toBe(true)
    expect(states.map(({ status }) => status.state)).not.toContain('failed')
    await engine.call('snapshot', undefined)
    await engine.moveTo({ settingsDir, isDemo: false })
    expect(await nextState(engine, ({ isDemo }) => !isDemo)).toMatchObject({ run: 3 })
  })

  it('starts where it is told to when nothing has started yet, and restarts there', async () => {
    const otherDir = join(settingsDir, 'other')
    await mkdir(otherDir)
    await writeFile(join(otherDir, 'plan.json'), '{}')
    const engine = await startHost()
    await engine.moveTo({ settingsDir: otherDir, isDemo: true })
    await engine.call('snapshot', undefined)
    const restarted = nextState(engine, ({ run }) => run === 2)
    void engine.call('dismissNotice', ORDERS.throw)
    expect((await restarted).isDemo).toBe(true)
  })

  it('passes activity on, and the wish for it', async () => {
    const engine = await startHost()
    engine.start()
    const activity = new Promise((resolve) => engine.onActivity(({ dropped }) => resolve(dropped)))
    engine.setWatched(true)
    expect(await activity).toBe(1)
  })

  it('no longer calls a listener that has left', async () => {
    const engine = await startHost()
    let heard = 0
    const leave = engine.onState(() => {
      heard += 1
    })
    leave()
    const first = nextState(engine, () => true)
    engine.start()
    await first
    expect(heard).toBe(0)
  })

  it('sends lines of the main process to the log of the engine', async () => {
    const engine = await startHost()
    engine.start()
    const logged = nextState(engine, ({ self }) => self.names.length > 0)
    engine.log('a line')
    expect((await logged).self.names).toEqual(['a line'])
  })

  it('keeps the last good state when the engine sends what the contract does not know, and logs it', async () => {
    const engine = await startHost()
    engine.start()
    const logged = nextState(engine, ({ self }) => self.names.length > 0)
    void engine.call('dismissNotice', ORDERS.sendRubbishState)
    expect((await logged).self.names[0]).toContain('what the contract does not know')
  })

  it('answers INTERNAL when the value of an answer is not what the contract says', async () => {
    const engine = await startHost()
    engine.start()
    expect(await engine.call('dismissNotice', ORDERS.answerRubbish)).toMatchObject({
      ok: false,
      error: { code: 'INTERNAL' },
    })
  })

  it('answers ENGINE_GONE before it was started', async () => {
    const engine = await startHost()
    expect(await engine.call('snapshot', undefined)).toMatchObject({ ok: false, error: { code: 'ENGINE_GONE' } })
  })
})

describe('engine host when the thread dies', () => {
  it.each([
    ['an uncaught error', ORDERS.throw, 'a bug in the engine'],
    ['an exit', ORDERS.exit, 'exit code 7'],
  ])('answers every pending call with ENGINE_GONE after %s', async (_kind, order, cause) => {
    const engine = await startHost()
    engine.start()
    const other = engine.call('dismissNotice', ORDERS.neverAnswer)
    const results = await Promise.all([other, engine.call('dismissNotice', order)])
    for (const result of results) {
      expect(result).toMatchObject({
        ok: false,
        error: { code: 'ENGINE_GONE', detail: expect.stringContaining(cause) },
      })
    }
  })

  it('shows a failed state that keeps everything else', async () => {
    const engine = await startHost()
    engine.start()
    await engine.call('updateSettings', { language: 'zh' })
    const before = engine.state
    const failed = nextState(engine, isStatus('failed'))
    void engine.call('dismissNotice', ORDERS.throw)
    expect(await failed).toEqual({
      ...before,
      revision: (before?.revision ?? 0) + 1,
      status: { state: 'failed', since: expect.any(Number), error: expect.objectContaining({ code: 'ENGINE_GONE' }) },
    })
  })

  it('shows a failed state with default settings when no thread has ever spoken', async () => {
    const engine = await startHost({ diesAtStart: 1 })
    const failed = nextState(engine, isStatus('failed'))
    engine.start()
    expect((await failed).settings.listen.port).toBe(8800)
  })

  it('starts another thread, which is told why the one before it ended', async () => {
    const engine = await startHost()
    engine.start()
    const restarted = nextState(engine, ({ notices }) => notices.length > 0)
    void engine.call('dismissNotice', ORDERS.throw)
    const { notices } = await restarted
    expect(notices[0]?.error).toMatchObject({ code: 'ENGINE_GONE', detail: expect.stringContaining('a bug') })
  })

  it('says that another one runs, so that the panel sees that it has to fetch everything', async () => {
    const engine = await startHost()
    engine.start()
    await engine.call('startProxy', undefined)
    const failed = nextState(engine, isStatus('failed'))
    const restarted = nextState(engine, ({ notices }) => notices.length > 0)
    void engine.call('dismissNotice', ORDERS.throw)
    expect((await restarted).run).toBe((await failed).run + 1)
  })

  it('starts the proxy again when it was running, also when the next thread dies at once', async () => {
    const engine = await startHost()
    engine.start()
    await engine.call('startProxy', undefined)
    await writeFile(join(settingsDir, 'plan.json'), JSON.stringify({ diesAtStart: 2 }))
    const failed = nextState(engine, isStatus('failed'))
    void engine.call('dismissNotice', ORDERS.throw)
    await failed
    await nextState(engine, isStatus('running'))
    expect(readFileSync(join(settingsDir, 'threads'), 'utf8')).toHaveLength(3)
  })

  it('leaves the proxy stopped when it was stopped', async () => {
    const engine = await startHost()
    engine.start()
    await engine.call('startProxy', undefined)
    await engine.call('stopProxy', undefined)
    const restarted = nextState(engine, ({ notices }) => notices.length > 0)
    void engine.call('dismissNotice', ORDERS.throw)
    await restarted
    // Calls are answered in order, so an order to start would have been carried out before this one.
    const snapshot = await engine.call('snapshot', undefined)
    expect(snapshot).toMatchObject({ ok: true, value: { state: { status: { state: 'stopped' } } } })
  })

  it('does not start the proxy again when the person stopped it meanwhile', async () => {
    const engine = await startHost({}, { restartDelayMs: 50 })
    engine.start()
    await engine.call('startProxy', undefined)
    const failed = nextState(engine, isStatus('failed'))
    void engine.call('dismissNotice', ORDERS.throw)
    await failed
    await engine.call('stopProxy', undefined)
    await nextState(engine, ({ notices }) => notices.length > 0)
    const snapshot = await engine.call('snapshot', undefined)
    expect(snapshot).toMatchObject({ ok: true, value: { state: { status: { state: 'stopped' } } } })
  })

  it('tells the new thread that somebody watches', async () => {
    const engine = await startHost()
    engine.start()
    engine.setWatched(true)
    await nextState(engine, () => true)
    const failed = nextState(engine, isStatus('failed'))
    void engine.call('dismissNotice', ORDERS.throw)
    await failed
    expect(await new Promise((resolve) => engine.onActivity(({ dropped }) => resolve(dropped)))).toBe(1)
  })

  it('waits longer before each restart, up to a limit', async () => {
    const engine = await startHost({ diesAtStart: 4 }, { restartDelayMs: 20, maxRestartDelayMs: 40 })
    const deaths: number[] = []
    engine.onState(({ status }) => {
      if (status.state === 'failed') deaths.push(performance.now())
    })
    const alive = nextState(engine, isStatus('stopped'))
    engine.start()
    await alive
    const pauses = deaths.slice(1).map((at, index) => at - (deaths[index] ?? 0))
    expect(pauses).toHaveLength(3)
    expect(pauses[0]).toBeGreaterThanOrEqual(19)
    expect(pauses[1]).toBeGreaterThanOrEqual(39)
    expect(pauses[2]).toBeGreaterThanOrEqual(39)
  })
})

describe('engine host at the end', () => {
  it('lets the engine end itself, and starts no other', async () => {
    const engine = await startHost()
    engine.start()
    await nextState(engine, () => true)
    await engine.dispose()
    expect(existsSync(join(settingsDir, 'disposed'))).toBe(true)
    expect(readFileSync(join(settingsDir, 'threads'), 'utf8')).toHaveLength(1)
    expect(await engine.call('snapshot', undefined)).toMatchObject({ ok: false, error: { code: 'ENGINE_GONE' } })
  })

  it('ends a thread that does not answer when the deadline has passed', async () => {
    const engine = await startHost({ neverDisposes: true }, { disposeDeadlineMs: 50 })
    engine.start()
    await nextState(engine, () => true)
    const pending = engine.call('dismissNotice', ORDERS.neverAnswer)
    await engine.dispose()
    expect(await pending).toMatchObject({ ok: false, error: { code: 'ENGINE_GONE' } })
  })

  it('is the same end when it is asked for twice', async () => {
    const engine = await startHost()
    engine.start()
    expect(engine.dispose()).toBe(engine.dispose())
  })

  it('does not wake up again when it was ended while it waited for a restart', async () => {
    const engine = await startHost({ diesAtStart: 1 })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const failed = nextState(engine, isStatus('failed'))
    engine.start()
    await failed
    expect(vi.getTimerCount()).toBe(1)
    await engine.dispose()
    expect(vi.getTimerCount()).toBe(0)
  })
})
