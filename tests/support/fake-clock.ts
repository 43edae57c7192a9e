import type { Clock } from '../../src/main/core/clock'

export interface FakeClock extends Clock {
  /** Lets time pass and runs, in their order, the timers that fall into it. */
  advance(ms: number): void
  /** Timers that have not run and were not cancelled. */
  readonly pendingTimers: number
}

/** Time in the hands of a test: it stands still until the test lets it pass. */
export function createFakeClock(start = 0): FakeClock {
  interface Timer {
    readonly at: number
    readonly run: () => void
  }
  const timers = new Set<Timer>()
  let now = start

  function nextUntil(end: number): Timer | undefined {
    const due = [...timers].filter(({ at }) => at <= end)
    return due.sort((a, b) => a.at - b.at)[0]
  }

  return {
    now: () => now,
    after(delayMs, run) {
      const timer = { at: now + delayMs, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    advance(ms) {
      const end = now + ms
      for (let timer = nextUntil(end); timer !== undefined; timer = nextUntil(end)) {
        timers.delete(timer)
        now = timer.at
        timer.run()
      }
      now = end
    },
    get pendingTimers() {
      return timers.size
    },
  }
}
