const CHECK_EVERY_MS = 250

/**
 * Ends this process with SIGTERM once the npm that started it is gone: npm does not pass SIGTERM on, and what it started
 * would go on unseen. The system has no event for that, so it is looked up.
 * @returns {() => void} stops watching
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return () => {}
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, CHECK_EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}
