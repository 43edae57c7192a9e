import {
  ENGINE_CALL_NAMES,
  engineContract,
  engineMessageSchema,
  engineOptionsSchema,
  hostMessageSchema,
} from '@shared/engine/contract'
import { CALLS } from '@shared/ipc/channels'
import { callContract } from '@shared/ipc/contract'
import { describe, expect, it } from 'vitest'

/** Calls of the panel that main answers by itself. */
const ANSWERED_BY_MAIN = ['about', 'openLogs', 'openListFile', 'saveListFile', 'startDemo', 'endDemo']

describe('the contract between main and the engine', () => {
  it('has every call of the panel that main does not answer itself, and the order to end', () => {
    const fromPanel = Object.keys(CALLS).filter((name) => !ANSWERED_BY_MAIN.includes(name))
    expect([...ENGINE_CALL_NAMES].sort()).toEqual([...fromPanel, 'dispose'].sort())
  })

  it('parses their arguments and results as the panel contract does', () => {
    const { dispose: _dispose, ...fromPanel } = engineContract
    expect(callContract).toMatchObject(fromPanel)
  })

  it.each([
    { type: 'call', id: 1, name: 'snapshot', argument: undefined },
    { type: 'call', id: 2, name: 'saveServers', argument: [] },
    { type: 'watch', isWatched: true },
    { type: 'power', event: 'suspend' },
    { type: 'log', line: 'started' },
  ])('takes %j from the host', (message) => {
    expect(hostMessageSchema.parse(message)).toEqual(message)
  })

  it.each([
    null,
    'snapshot',
    { type: 'call', id: 1, name: 'about', argument: undefined },
    { type: 'call', id: 1, name: 'constructor', argument: undefined },
    { type: 'call', name: 'snapshot', argument: undefined },
    { type: 'watch', isWatched: 'yes' },
    { type: 'power', event: 'explode' },
    { type: 'eval', line: '1' },
  ])('refuses %j from the host', (message) => {
    expect(hostMessageSchema.safeParse(message).success).toBe(false)
  })

  it.each([
    { type: 'result', id: 1, result: { ok: true, value: { any: 'thing' } } },
    { type: 'result', id: 1, result: { ok: false, error: { code: 'INTERNAL', detail: 'x' } } },
  ])('takes %j from the engine', (message) => {
    expect(engineMessageSchema.parse(message)).toEqual(message)
  })

  it.each([
    { type: 'result', id: 1, result: { ok: false, error: { code: 'NO_SUCH_CODE', detail: '' } } },
    { type: 'result', id: 1, result: { ok: false } },
    { type: 'state', state: {} },
    { type: 'activity', activity: { routes: [] } },
  ])('refuses %j from the engine', (message) => {
    expect(engineMessageSchema.safeParse(message).success).toBe(false)
  })

  it('starts a thread with a folder, and with why the one before it ended', () => {
    const place = { settingsDir: '/x', run: 1, isDemo: false }
    const priorFailure = { code: 'ENGINE_GONE', detail: 'y' }
    expect(engineOptionsSchema.safeParse(place).success).toBe(true)
    expect(engineOptionsSchema.safeParse({ ...place, priorFailure }).success).toBe(true)
    expect(engineOptionsSchema.safeParse({}).success).toBe(false)
  })
})
