import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

/** Before all Playwright tests: finds an Electron for them and, on a Linux without a display, starts a virtual one. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  // Playwright compiles a static import of an .mjs file to require(), which fails.
  const { electronEnv, resolveElectron } = await import('../../scripts/electron-runtime.mjs')
  const electron = await resolveElectron()
  Object.assign(process.env, electronEnv(electron), { ELECTRON_EXEC_PATH: electron.executablePath })
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return async () => {}
  const display = await startDisplay()
  process.env.DISPLAY = display.name
  return display.stop
}

/** Starts Xvfb on a number of its own choosing: no guessing, no race with another display. */
async function startDisplay(): Promise<{ name: string; stop: () => Promise<void> }> {
  const args = ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp', '-noreset']
  const child = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] })
  const errors: Buffer[] = []
  child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk))
  const number = await Promise.race([firstLine(child.stdio[3] as Readable), failure(child)])
  if (number === undefined) throw new Error(`Xvfb did not start: ${Buffer.concat(errors).toString()}`)
  return {
    name: `:${number}`,
    stop: async () => {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}

async function firstLine(stream: Readable): Promise<string | undefined> {
  for await (const line of createInterface({ input: stream })) return line.trim()
  return undefined
}

async function failure(child: ChildProcess): Promise<undefined> {
  await once(child, 'exit')
  return undefined
}
