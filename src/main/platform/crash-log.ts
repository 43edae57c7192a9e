import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

const MAX_BYTES = 512 * 1024

/** Appends to the log of last resort; never throws. */
export type WriteCrashLog = (text: string) => void

/**
 * A log for the moments in which nothing else can be trusted any more, so it blocks. At most `file` and `file.1`, half a
 * megabyte each.
 */
export function createCrashLog(file: string): WriteCrashLog {
  return (text) => {
    const entry = `${new Date().toISOString()} ${text}\n`
    process.stderr.write(entry)
    try {
      mkdirSync(dirname(file), { recursive: true })
      if (sizeSync(file) + entry.length > MAX_BYTES) renameSync(file, `${file}.1`)
      appendFileSync(file, entry)
    } catch (error) {
      process.stderr.write(`cannot write ${file}: ${String(error)}\n`)
    }
  }
}

function sizeSync(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
