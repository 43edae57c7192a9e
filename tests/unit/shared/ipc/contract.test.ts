import { CALLS, PUSHES } from '@shared/ipc/channels'
import { callContract, pushContract } from '@shared/ipc/contract'
import { describe, expect, it } from 'vitest'

const DAMAGED_SERVERS = [
  'http://a',
  [null],
  [{ id: 's1', url: 'http://a', name: '', enabled: 'yes' }],
  [{ id: '', url: 'http://a', name: '', enabled: true }],
  [{ id: 's1', url: 'a'.repeat(2049), name: '', enabled: true }],
]

describe('the contract between main and the panel', () => {
  it('names the same calls and pushes as the list of channels', () => {
    expect(Object.keys(callContract).sort()).toEqual(Object.keys(CALLS).sort())
    expect(Object.keys(pushContract).sort()).toEqual(Object.keys(PUSHES).sort())
  })

  it('has one channel for each verb, called domain:verb', () => {
    const channels = [...Object.values(CALLS), ...Object.values(PUSHES)]
    expect(new Set(channels).size).toBe(channels.length)
    for (const channel of channels) expect(channel).toMatch(/^[a-z]+:[a-z]+$/)
  })

  it('gives a call and a push different names, because both are members of the bridge', () => {
    const names = [...Object.keys(CALLS), ...Object.keys(PUSHES)]
    expect(new Set(names).size).toBe(names.length)
  })

  it.each(DAMAGED_SERVERS)('refuses %j for a server list', (argument) => {
    expect(callContract.saveServers.argument.safeParse(argument).success).toBe(false)
  })

  it.each([undefined, null, 'one', 1.5, Number.NaN])('refuses %j for the number of a notice', (argument) => {
    expect(callContract.dismissNotice.argument.safeParse(argument).success).toBe(false)
  })

  it.each(['snapshot', 'startProxy', 'stopProxy', 'about', 'openLogs'] as const)(
    '%s takes no argument and refuses any',
    (name) => {
      const { argument } = callContract[name]
      expect(argument.safeParse(undefined).success).toBe(true)
      expect(argument.safeParse({ path: '/etc/passwd' }).success).toBe(false)
    },
  )
})
