import { type ChildProcess, spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { onTestFinished } from 'vitest'
import { makeTempDir } from './temp-dir'

/** What was built. Another build can be tried by naming its folder in SWITCHBOARD_OUT. */
export const OUT_DIR = process.env.SWITCHBOARD_OUT ?? resolve(import.meta.dirname, '../../out')

export const HEADLESS = join(OUT_DIR, 'main', 'headless.js')

export interface HeadlessOptions {
  /** Where it is typed; default an empty folder. */
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** Standard input; default none. */
  readonly input?: string
  /** A process group of its own. */
  readonly detached?: boolean
  /** In place of a pipe that the test reads. */
  readonly stdout?: number
}

export interface Ending {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command to its end. */
export async function runHeadless(args: readonly string[], options: HeadlessOptions = {}): Promise<Ending> {
  return (await startHeadless(args, options)).ended
}

/** Starts a command; what is left of it is killed when the test is over. */
export async function startHeadless(args: readonly string[], options: HeadlessOptions = {}): Promise<Headless> {
  const child = spawn(process.execPath, [HEADLESS, ...args], {
    cwd: options.cwd ?? (await makeTempDir()),
    env: cleanEnv(options.env),
    detached: options.detached ?? false,
    stdio: [options.input === undefined ? 'ignore' : 'pipe', options.stdout ?? 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  child.stdin?.on('error', () => {
    // It ended before it read everything.
  })
  child.stdin?.end(options.input)
  return new Headless(child)
}

/** Starts the proxy and waits until it listens. */
export async function startServe(args: readonly string[], options: HeadlessOptions = {}): Promise<Headless> {
  const headless = await startHeadless(['serve', ...args], options)
  await headless.says('] Listening on ')
  return headless
}

/** What npm and the person who runs the tests have set must not reach the command. */
export function cleanEnv(env: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD$|DEV_SERVER_COMFYUI_)/i.test(name))
  return { ...Object.fromEntries(kept), ...env }
}

/** A command that runs, and what it has said so far. */
export class Headless {
  readonly child: ChildProcess
  readonly ended: Promise<Ending>
  stdout = ''
  stderr = ''
  #isOver = false
  #wakeUps: (() => void)[] = []

  constructor(child: ChildProcess) {
    this.child = child
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text
      this.#wake()
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text
      this.#wake()
    })
    this.ended = new Promise((resolveEnded) => {
      child.on('close', (code, signal) => {
        this.#isOver = true
        this.#wake()
        resolveEnded({ code, signal, stdout: this.stdout, stderr: this.stderr })
      })
    })
  }

  /** The lines of standard output that are whole. */
  get lines(): string[] {
    return this.stdout.split('\n').slice(0, -1)
  }

  /** The port of the line that says where it listens. */
  get port(): number {
    const port = /\] Listening on \S+:(\d+)\n/.exec(this.stdout)?.[1]
    if (port === undefined) throw new Error(`it has not said where it listens: ${this.stdout}`)
    return Number(port)
  }

  /** Resolves when a text is on standard output, in a line that is whole. */
  says(text: string): Promise<void> {
    return this.#until(() => this.lines.some((line) => line.includes(text)), text)
  }

  /** The same on standard error. */
  complains(text: string): Promise<void> {
    return this.#until(() => this.stderr.includes(text), text)
  }

  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ending> {
    this.child.kill(signal)
    return this.ended
  }

  async #until(isSaid: () => boolean, text: string): Promise<void> {
    while (!isSaid()) {
      if (this.#isOver) throw new Error(`it ended without saying "${text}": ${this.stdout}${this.stderr}`)
      await new Promise<void>((wake) => this.#wakeUps.push(wake))
    }
  }

  #wake(): void {
    for (const wake of this.#wakeUps.splice(0)) wake()
  }
}
