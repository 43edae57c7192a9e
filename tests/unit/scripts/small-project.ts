import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'

export interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

interface RunOptions {
  readonly env?: Readonly<Record<string, string>>
  /** Whose rights the scripts believe to have. */
  readonly as?: 'root' | 'person'
}

/** These tests wait for other processes most of the time, and may have to on a busy machine. */
export const AT_ONCE = { concurrent: true, timeout: 60_000 }

const ROOT = 0
const PERSON = 1000

const folders: string[] = []
const children: ChildProcess[] = []

afterAll(() => {
  // A test that failed may have left something that waits.
  for (const child of children) child.kill('SIGKILL')
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const realScripts = resolve(dirname(fileURLToPath(import.meta.url)), '../../../scripts')

/**
 * A project with the real scripts and small stand-ins for everything slow: npm, the bundler, Electron and the system's
 * own tools. Only the project's `bin` folder is on the PATH, so nothing of this machine is asked or changed.
 */
export class SmallProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'small-project-'))

  /** A fresh clone: nothing is installed or built. */
  constructor() {
    folders.push(this.folder)
    cpSync(realScripts, join(this.folder, 'scripts'), { recursive: true })
    this.write('package.json', '{ "name": "small-project" }')
    this.write('package-lock.json', '{ "packages": {} }')
    this.write('src/main/index.ts', 'export {}')
    this.writeProgram('npm-cli.js', NPM)
    this.writeProgram('electron', 'console.log(JSON.stringify(process.argv.slice(2)))')
    this.writeProgram('bin/ldd', '')
    for (const uid of [ROOT, PERSON]) this.write(`uid-${uid}.cjs`, `process.getuid = () => ${uid}`)
  }

  /** A project that was set up, and whose notes begin now. */
  static async ready(): Promise<SmallProject> {
    template ??= setUpTemplate(new SmallProject())
    const project = new SmallProject()
    cpSync(await template, project.folder, { recursive: true })
    return project
  }

  path(...parts: string[]): string {
    return join(this.folder, ...parts)
  }

  write(path: string, content: string): void {
    mkdirSync(dirname(this.path(path)), { recursive: true })
    writeFileSync(this.path(path), content)
  }

  /** Writes something that can be started, in JavaScript. */
  writeProgram(path: string, source: string): void {
    this.write(path, `#!${process.execPath}\n${source}\n`)
    chmodSync(this.path(path), 0o755)
  }

  /** What a stand-in noted, line by line. */
  notes(name: 'npm' | 'builds' | 'apt'): string[] {
    const file = this.path(`${name}.log`)
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
  }

  start(script: string, args: readonly string[] = [], options: RunOptions = {}): ChildProcessWithoutNullStreams {
    const uid = options.as === 'root' ? ROOT : PERSON
    const child = spawn(process.execPath, [this.path('scripts', script), ...args], {
      cwd: this.folder,
      // A group of its own, as a shell gives it.
      detached: true,
      env: {
        PATH: this.path('bin'),
        HOME: this.folder,
        DISPLAY: ':0',
        npm_execpath: this.path('npm-cli.js'),
        ELECTRON_EXEC_PATH: this.path('electron'),
        NODE_OPTIONS: `--require=${this.path(`uid-${uid}.cjs`)}`,
        ...options.env,
      },
    })
    children.push(child)
    return child
  }

  run(script: string, args: readonly string[] = [], options: RunOptions = {}): Promise<Finished> {
    return finished(this.start(script, args, options))
  }
}

/** What setting up leaves, for all tests of a file: it takes the time of several processes. */
let template: Promise<string> | undefined

async function setUpTemplate(project: SmallProject): Promise<string> {
  await project.run('start.mjs')
  const folder = mkdtempSync(join(tmpdir(), 'set-up-project-'))
  folders.push(folder)
  for (const part of ['node_modules', 'out']) cpSync(project.path(part), join(folder, part), { recursive: true })
  return folder
}

export function finished(child: ChildProcessWithoutNullStreams): Promise<Finished> {
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text
  })
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('close', (code) => done({ code, stdout, stderr }))
  })
}

/** Waits until a program has said something on its standard output. */
export function said(child: ChildProcessWithoutNullStreams, text: string): Promise<void> {
  let output = ''
  return new Promise((done, fail) => {
    child.stdout.on('data', (chunk) => {
      output += String(chunk)
      if (output.includes(text)) done()
    })
    child.on('close', () => fail(new Error(`ended without saying ${text}: ${output}`)))
  })
}

/** `ci` empties node_modules and brings a bundler that notes what it builds; `ci` fails when package-lock.json says so. */
const NPM = `
const fs = require('node:fs')
const write = (path, content) => {
  fs.mkdirSync(require('node:path').dirname(path), { recursive: true })
  fs.writeFileSync(path, content)
}
console.log('npm says something on standard output')
fs.appendFileSync('npm.log', process.argv.slice(2).join(' ') + '\\n')
if (fs.readFileSync('package-lock.json', 'utf8').includes('unobtainable')) process.exit(7)
fs.rmSync('node_modules', { recursive: true, force: true })
write('node_modules/electron-vite/package.json', '{ "type": "module", "main": "index.js" }')
write('node_modules/electron-vite/index.js', \`
  const part = (name) => ({ name })
  export const resolveConfig = async () =>
    ({ config: { main: part('main'), preload: part('preload'), renderer: part('renderer') } })
\`)
write('node_modules/vite/package.json', '{ "type": "module", "main": "index.js" }')
write('node_modules/vite/index.js', \`
  import fs from 'node:fs'
  export async function build({ name }) {
    console.log('the bundler says something on standard output')
    fs.appendFileSync('builds.log', name + '\\\\n')
    if (fs.readFileSync('src/main/index.ts', 'utf8').includes('broken')) throw new Error('src/main/index.ts is broken')
    fs.rmSync('out/' + name, { recursive: true, force: true })
    fs.mkdirSync('out/' + name, { recursive: true })
    fs.writeFileSync('out/' + name + '/index.js', '')
    fs.writeFileSync('out/' + name + '/index.html', '')
    fs.writeFileSync('out/' + name + '/headless.js', 'console.log(JSON.stringify([process.pid, ...process.argv.slice(2)]))')
  }
\`)
`
