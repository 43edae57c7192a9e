import { useSyncExternalStore } from 'react'

/** One timer for all that shows ages: it ticks once a second while somebody subscribes and the page is visible. */
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

function tick(): void {
  now = Date.now()
  for (const listener of listeners) listener()
}

function wind(): void {
  const isWanted = listeners.size > 0 && document.visibilityState === 'visible'
  if (isWanted && timer === undefined) {
    tick()
    timer = setInterval(tick, 1000)
  } else if (!isWanted) {
    clearInterval(timer)
    timer = undefined
  }
}

document.addEventListener('visibilitychange', wind)

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  wind()
  return () => {
    listeners.delete(listener)
    wind()
  }
}

/** The present time in milliseconds since 1970, new once a second; stands still while the page is hidden. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now)
}
