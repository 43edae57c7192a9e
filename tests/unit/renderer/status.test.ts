import { errorWords } from '@renderer/components/error-words'
import { createFormat } from '@renderer/components/format'
import { shownStatus } from '@renderer/features/status/shown-status'
import { statusSentence } from '@renderer/features/status/status-sentence'
import { words } from '@renderer/words'
import type { PanelState } from '@shared/model/panel-snapshot'
import { describe, expect, it } from 'vitest'
import { aServer, aState, down, NOW, servers, up } from '../../support/ui-data'

const t = words.getFixedT('en')
const format = createFormat('en', t)
const list = servers(3)

function stateWith(downCount: number): PanelState {
  const states = list.map((server, index) => [server.id, index < downCount ? down() : up()] as const)
  return aState({ serverStates: Object.fromEntries(states) }, { servers: list })
}

function sentence(state: PanelState): string {
  return statusSentence(state, t, format)
}

describe('the state in the title area', () => {
  it('is running, and green, when every enabled server is well', () => {
    expect(shownStatus(stateWith(0))).toMatchObject({ shown: 'running', tone: 'ok' })
    expect(sentence(stateWith(0))).toBe('3 servers are enabled.')
  })

  it('is degraded when an enabled server is down, and names it', () => {
    expect(shownStatus(stateWith(1))).toMatchObject({ shown: 'degraded', tone: 'warn' })
    expect(sentence(stateWith(1))).toBe('Studio A has not answered since 14:02. Its clients get an error.')
    expect(sentence(stateWith(2))).toBe('2 of 3 servers do not answer. Their clients get an error.')
  })

  it('is degraded, and red, when none answers', () => {
    expect(shownStatus(stateWith(3))).toMatchObject({ shown: 'degraded', tone: 'bad' })
    expect(sentence(stateWith(3))).toBe('None of 3 servers has answered since 14:02.')
  })

  it('does not mind a disabled server that is down', () => {
    const off = aServer(1, { enabled: false })
    const state = aState({ serverStates: { [off.id]: down() } }, { servers: [off, aServer(2)] })
    expect(shownStatus(state).shown).toBe('running')
    expect(sentence(state)).toBe('1 server is enabled.')
  })

  it('says what is missing before anything else', () => {
    const stopped = { status: { state: 'stopped', since: NOW } } as const
    expect(sentence(aState(stopped))).toBe('No servers yet. Add one to be able to start.')
    expect(sentence(aState({}, { servers: [aServer(1, { enabled: false })] }))).toContain('No server is enabled.')
    expect(sentence(aState(stopped, { servers: list }))).toBe('The address does not answer until you start.')
  })

  it('says why it failed in the words of the error', () => {
    const error = { code: 'PORT_IN_USE', detail: 'EADDRINUSE', params: { port: 8800, suggestedPort: 8801 } } as const
    const state = aState({ status: { state: 'failed', since: NOW, error } }, { servers: list })
    expect(shownStatus(state)).toMatchObject({ shown: 'failed', tone: 'bad' })
    expect(sentence(state)).toBe('Port 8800 is in use by another program.')
  })
})

describe('an error', () => {
  it('is told with its short reason, else with the sentence of the log', () => {
    const error = {
      code: 'LOG_NOT_WRITTEN',
      detail: 'write failed',
      params: { dir: '/logs', reason: 'ENOSPC' },
    } as const
    expect(errorWords(error, t)).toBe('The log file in /logs cannot be written (ENOSPC). Everything else works on.')
    expect(errorWords({ ...error, params: { dir: '/logs', reason: '' } }, t)).toContain('(write failed)')
  })
})
