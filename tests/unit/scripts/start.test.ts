import { chmodSync, mkdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { AT_ONCE, finished, SmallProject, said } from './small-project'

/** An Electron that waits, tells every signal it gets, and ends with exit code 5 at SIGTERM. */
const WAITS = `
setTimeout(() => process.exit(9), 20_000)
for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => console.log(signal))
process.on('SIGTERM', () => { console.log('SIGTERM'); process.exit(5) })
console.log('ready')
`

const isLinux = process.platform === 'linux'
const isLinuxX64 = isLinux && process.arch === 'x64'

describe('npm start', AT_ONCE, () => {
  test.runIf(isLinux)(
    'without a display says so in one sentence, names the headless command and installs nothing',
    async () => {
      const project = new SmallProject()
      const { code, stdout, stderr } = await project.run('start.mjs', [], { env: { DISPLAY: '' } })
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
      expect(stderr.trimEnd().split('\n')).toHaveLength(1)
      expect(stderr).toContain('There is no display')
      expect(stderr).toContain('npm run serve -- --server http://host:8188')
      expect(project.notes('npm')).toEqual([])
    },
  )

  test.runIf(isLinux)('takes a Wayland display for one', async () => {
    const project = await SmallProject.ready()
    const env = { DISPLAY: '', WAYLAND_DISPLAY: 'wayland-0' }
    expect(await project.run('start.mjs', [], { env })).toMatchObject({ code: 0 })
  })

  test('gives the app the folder of the project and what follows --', async () => {
    const project = await SmallProject.ready()
    const { stdout } = await project.run('start.mjs', ['--settings-dir', 'some folder', '--hidden'])
    expect(JSON.parse(stdout)).toEqual([`${project.folder}/`, '--settings-dir', 'some folder', '--hidden'])
  })

  test.runIf(isLinux)('turns the sandbox off for root alone, with whom Chromium would not start', async () => {
    const project = await SmallProject.ready()
    const { stdout } = await project.run('start.mjs', ['--hidden'], { as: 'root' })
    expect(JSON.parse(stdout)).toEqual(['--no-sandbox', `${project.folder}/`, '--hidden'])
  })

  test('starts Electron as Electron, also in a shell where it is to be a plain Node', async () => {
    const project = await SmallProject.ready()
    project.writeProgram('electron', 'console.log(process.env.ELECTRON_RUN_AS_NODE)')
    const { stdout } = await project.run('start.mjs', [], { env: { ELECTRON_RUN_AS_NODE: '1' } })
    expect(stdout).toBe('undefined\n')
  })

  test('returns the exit code of the app', async () => {
    const project = await SmallProject.ready()
    project.writeProgram('electron', 'process.exit(7)')
    expect(await project.run('start.mjs')).toMatchObject({ code: 7 })
  })

  test('returns 128 and the number of the signal that ended the app', async () => {
    const project = await SmallProject.ready()
    project.writeProgram('electron', 'process.kill(process.pid, "SIGKILL")')
    expect(await project.run('start.mjs')).toMatchObject({ code: 137 })
  })

  test.for(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'passes %s on to the app and waits for its end',
    async (signal) => {
      const project = await SmallProject.ready()
      project.writeProgram('electron', WAITS)
      const child = project.start('start.mjs')
      const ended = finished(child)
      await said(child, 'ready')
      child.kill(signal)
      await said(child, signal)
      // A second one would meet a program that is about to end, and no longer listens.
      if (signal !== 'SIGTERM') child.kill('SIGTERM')
      expect((await ended).code).toBe(5)
    },
  )

  test('passes one press of Ctrl+C on once, though terminal and npm both deliver it', async () => {
    const project = await SmallProject.ready()
    project.writeProgram('electron', WAITS)
    const child = project.start('start.mjs')
    const ended = finished(child)
    await said(child, 'ready')
    process.kill(-(child.pid ?? Number.NaN), 'SIGINT')
    await said(child, 'SIGINT')
    child.kill('SIGINT')
    child.kill('SIGTERM')
    expect((await ended).stdout.match(/SIGINT/g)).toHaveLength(1)
  })

  test('ends the app when the npm that started it is gone, as npm does not pass SIGTERM on', async () => {
    const project = await SmallProject.ready()
    project.writeProgram('electron', WAITS)
    // Like npm's shell: it dies of SIGTERM and leaves what it started behind, with its outputs.
    project.write(
      'scripts/npm-shell.mjs',
      `import { spawn } from 'node:child_process'
       spawn(process.execPath, ['scripts/start.mjs'], { stdio: 'inherit' })`,
    )
    const shell = project.start('npm-shell.mjs', [], { env: { npm_lifecycle_event: 'start' } })
    const ended = finished(shell)
    await said(shell, 'ready')
    shell.kill('SIGTERM')
    expect((await ended).stdout).toContain('SIGTERM')
  })

  test('says that Electron cannot be started instead of showing a stack', async () => {
    const project = await SmallProject.ready()
    chmodSync(project.path('electron'), 0o644)
    const { code, stderr } = await project.run('start.mjs')
    expect(code).toBe(1)
    expect(stderr).toMatch(/Electron could not be started: .*EACCES\n$/)
  })
})

describe("Electron's own download", AT_ONCE, () => {
  const noElectron = { ELECTRON_EXEC_PATH: '' }

  async function projectWithInstaller(installer: string): Promise<SmallProject> {
    const project = await SmallProject.ready()
    project.write('node_modules/electron/install.js', installer)
    return project
  }

  test('is made once, and is given ELECTRON_MIRROR', async () => {
    const project = await projectWithInstaller(`
      const fs = require('node:fs')
      fs.mkdirSync(__dirname + '/dist')
      fs.writeFileSync(__dirname + '/dist/version', process.env.ELECTRON_MIRROR)
      fs.copyFileSync(__dirname + '/../../electron', __dirname + '/dist/the-electron')
      fs.writeFileSync(__dirname + '/path.txt', 'the-electron')
    `)
    const env = { ...noElectron, ELECTRON_MIRROR: 'v45.0.0-of-the-mirror' }
    const info = await project.run('electron-runtime.mjs', ['info'], { env })
    expect(JSON.parse(info.stdout)).toEqual({
      executablePath: project.path('node_modules/electron/dist/the-electron'),
      version: '45.0.0-of-the-mirror',
      source: 'installed',
    })
    project.write('node_modules/electron/install.js', 'process.exit(1)')
    expect(await project.run('start.mjs', [], { env })).toMatchObject({ code: 0, stderr: '' })
  })

  test.runIf(isLinuxX64)(
    'says so when it fails, and the older runtime takes over and says in one line what it is for',
    async () => {
      const project = await projectWithInstaller(
        'console.error("\\nError: no way out\\n    at a stack"); process.exit(1)',
      )
      const runtime = 'cache/comfy-switchboard/electron-25.1.1-linux-x64'
      project.write(`${runtime}/.complete`, '')
      project.writeProgram(`${runtime}/electron`, 'console.log("the older one")')
      mkdirSync(project.path(runtime, 'resources'))
      const env = { ...noElectron, XDG_CACHE_HOME: project.path('cache') }
      const { code, stdout, stderr } = await project.run('start.mjs', [], { env })
      expect({ code, stdout }).toEqual({ code: 0, stdout: 'the older one\n' })
      const [failure, notice, ...more] = stderr.trimEnd().split('\n')
      expect(failure).toContain('download failed: Error: no way out.')
      expect(failure).toContain('ELECTRON_MIRROR')
      expect(notice).toMatch(/Electron 25\.1\.1.*trying out only/)
      expect(more).toEqual([])
    },
  )

  test.runIf(isLinuxX64)('is not tried when the older runtime is asked for', async () => {
    const project = await projectWithInstaller('require("node:fs").writeFileSync("tried", "")')
    const runtime = 'cache/comfy-switchboard/electron-25.1.1-linux-x64'
    project.write(`${runtime}/.complete`, '')
    project.writeProgram(`${runtime}/electron`, '')
    mkdirSync(project.path(runtime, 'resources'))
    const env = { ...noElectron, XDG_CACHE_HOME: project.path('cache'), ELECTRON_RUNTIME: 'fallback' }
    const { stderr } = await project.run('start.mjs', [], { env })
    expect(stderr).not.toContain('download')
  })

  test('is not looked for when ELECTRON_EXEC_PATH names no file: that is said', async () => {
    const project = await SmallProject.ready()
    const { code, stderr } = await project.run('start.mjs', [], { env: { ELECTRON_EXEC_PATH: '/no/such/electron' } })
    expect(code).toBe(1)
    expect(stderr).toContain('ELECTRON_EXEC_PATH names no file: /no/such/electron\n')
  })
})
