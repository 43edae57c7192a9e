import { describe, expect, it } from 'vitest'
import { PassiveHealth } from '../../../../../src/main/core/health/passive-health'
import { createFakeClock } from '../../../../support/fake-clock'

function watched() {
  const clock = createFakeClock(1000)
  let changes = 0
  const health = new PassiveHealth(clock, () => {
    changes += 1
  })
  return { clock, health, changes: () => changes }
}

describe('what passing traffic shows of a server', () => {
  it('is nothing before the first request', () => {
    expect(watched().health.stateOf('http://a')).toEqual({ state: 'unknown', since: null, reason: null })
  })

  it('is that it is up after an answer, since the first of a row of answers', () => {
    const { clock, health, changes } = watched()
    health.answered('http://a')
    clock.advance(500)
    health.answered('http://a')
    expect(health.stateOf('http://a')).toEqual({ state: 'up', since: 1000, reason: null })
    expect(changes()).toBe(1)
  })

  it('is that it is down after a failed connect, and why', () => {
    const { clock, health, changes } = watched()
    health.answered('http://a')
    clock.advance(500)
    health.failed('http://a', 'SERVER_REFUSED')
    health.failed('http://a', 'SERVER_REFUSED')
    expect(health.stateOf('http://a')).toEqual({ state: 'down', since: 1500, reason: 'SERVER_REFUSED' })
    expect(health.stateOf('http://b').state).toBe('unknown')
    expect(changes()).toBe(2)
  })

  it('is that it is up again after the next answer', () => {
    const { health } = watched()
    health.failed('http://a', 'SERVER_TIMEOUT')
    health.answered('http://a')
    expect(health.stateOf('http://a')).toMatchObject({ state: 'up', reason: null })
  })

  it('is forgotten with the server', () => {
    const { health } = watched()
    health.answered('http://a')
    health.answered('http://b')
    health.keepOnly(new Set(['http://b']))
    expect(health.stateOf('http://a').state).toBe('unknown')
    expect(health.stateOf('http://b').state).toBe('up')
  })
})
