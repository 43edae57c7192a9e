import { codeState, hasNobodyCome, isNobodyOverdue, reachProblem, systemOf } from '@renderer/features/status/reach'
import type { PanelState } from '@shared/model/panel-snapshot'
import { describe, expect, it } from 'vitest'
import { anAddress, aState, NOW } from '../../support/ui-data'

const LOOPBACK = anAddress('127.0.0.1', { kind: 'local' })
const stopped = { state: 'stopped', since: NOW } as const
const alone = (patch: Partial<PanelState> = {}) =>
  aState({ addresses: [LOOPBACK], outsideSince: null, ...patch }, { listen: { host: '127.0.0.1', port: 8800 } })
const offline = () => aState({ addresses: [anAddress('localhost')], outsideSince: null })

describe('who can open the address', () => {
  it('is others too as soon as one address leads here from elsewhere', () => {
    expect(reachProblem(aState({ addresses: [anAddress('localhost'), anAddress('fd00::20')] }))).toBeNull()
    expect(reachProblem(aState({ addresses: [anAddress('10.0.0.7', { kind: 'chosen' })] }))).toBeNull()
  })

  it('is this computer alone by choice, or for want of a network', () => {
    expect(reachProblem(alone())).toBe('loopback')
    expect(reachProblem(offline())).toBe('noNetwork')
  })
})

describe('the code to scan', () => {
  it('is there while the shared address answers and others can open it', () => {
    expect(codeState(aState())).toBe('shown')
  })

  it.each([
    ['stopped', aState({ status: stopped })],
    ['stopped', aState({ status: { state: 'starting', since: NOW } })],
    ['otherNeeded', aState({ addresses: [anAddress('localhost'), anAddress('192.168.1.20')] })],
    ['loopback', alone()],
    ['loopback', alone({ status: stopped })],
    ['noNetwork', offline()],
  ])('is not there otherwise, and why is known: %s', (why, state) => {
    expect(codeState(state)).toBe(why)
  })
})

describe('nobody from outside', () => {
  it('is worth asking about while others could come and none has', () => {
    expect(hasNobodyCome(aState({ outsideSince: null }))).toBe(true)
    expect(hasNobodyCome(aState({ outsideSince: NOW }))).toBe(false)
    expect(hasNobodyCome(aState({ outsideSince: null, status: stopped }))).toBe(false)
    expect(hasNobodyCome(alone())).toBe(false)
  })

  it('is worth saying unasked after two minutes of running', () => {
    const state = aState({ outsideSince: null, status: { state: 'running', since: NOW, host: '', port: 8800 } })
    expect(isNobodyOverdue(state, NOW + 119_999)).toBe(false)
    expect(isNobodyOverdue(state, NOW + 120_000)).toBe(true)
    expect(isNobodyOverdue({ ...state, outsideSince: NOW }, NOW + 120_000)).toBe(false)
  })
})

describe('the system whose firewall is meant', () => {
  it.each([
    ['windows', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/114.0.0.0 Electron/25.1.1'],
    ['mac', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/138.0.0.0 Electron/45.4.1'],
    ['linux', 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/114.0.0.0 Electron/25.1.1'],
  ])('is %s where Chromium says so', (system, userAgent) => {
    expect(systemOf(userAgent)).toBe(system)
  })
})
