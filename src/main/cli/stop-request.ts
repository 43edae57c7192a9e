const PARENT_CHECK_MS = 250

/**
 * Resolves when the program is to stop: on SIGINT or SIGTERM and, when npm started it, once its parent is gone, because
 * npm does not pass SIGTERM on. The system has no event for that, so it is looked up.
 */
export function stopRequest(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
    if (process.env.npm_lifecycle_event === undefined) return
    const parent = process.ppid
    const timer = setInterval(() => {
      if (process.ppid !== parent) resolve()
    }, PARENT_CHECK_MS)
    timer.unref()
  })
}
