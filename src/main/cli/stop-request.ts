const PARENT_CHECK_MS = 250

/**
 * Resolves when the program is to stop: on SIGINT or SIGTERM and, when npm started it, once its parent is gone, because
 * npm does not pass SIGTERM on. The system has no event for that, so it is looked up.
 */
export function stopRequest(): Promise<void> {
  return new Promise((resolve) => {
    // Not once: from a terminal the same Ctrl+C may come twice, from the terminal and from npm.
    process.on('SIGINT', resolve)
    process.on('SIGTERM', resolve)
    if (process.env.npm_lifecycle_event === undefined) return
    const parent = process.ppid
    const timer = setInterval(() => {
      if (process.ppid !== parent) resolve()
    }, PARENT_CHECK_MS)
    timer.unref()
  })
}
