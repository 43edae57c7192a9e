import { mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { say } from './report.mjs'

const BEAT_MS = 1000
const DEAD_AFTER_MS = 10 * BEAT_MS

/**
 * Lets one command at a time set this folder up, so that two terminals in a fresh clone do not install and build into
 * each other. The owner keeps touching the lock: one that was left behind by a killed process is soon taken over.
 * @template T
 * @param {string} root
 * @param {() => Promise<T>} setUp
 * @returns {Promise<T>}
 */
export async function withSetupLock(root, setUp) {
  mkdirSync(join(root, 'out'), { recursive: true })
  const lock = join(root, 'out', '.setup-lock')
  let hasSaid = false
  while (!tryToOwn(lock)) {
    if (!hasSaid) say('Waiting for another command that is setting this folder up …')
    hasSaid = true
    await delay(BEAT_MS / 5)
  }
  const beat = setInterval(() => utimesSync(lock, new Date(), new Date()), BEAT_MS)
  const release = () => rmSync(lock, { force: true })
  process.once('exit', release)
  try {
    return await setUp()
  } finally {
    clearInterval(beat)
    process.off('exit', release)
    release()
  }
}

/** @param {string} lock */
function tryToOwn(lock) {
  const found = statSync(lock, { throwIfNoEntry: false })
  if (found !== undefined && Date.now() - found.mtimeMs > DEAD_AFTER_MS) rmSync(lock, { force: true })
  try {
    writeFileSync(lock, '', { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}
