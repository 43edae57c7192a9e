import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type CleanCopy, makeCleanCopy } from './clean-copy'
import { examplesIn, npmScriptOf } from './readme-examples'

const project = resolve(import.meta.dirname, '../..')
const examples = examplesIn(readFileSync(join(project, 'README.md'), 'utf8'))
const examplesOf = (script: string) => examples.filter(({ command }) => npmScriptOf(command) === script)

/** The first command builds the commands' program. */
const limit = { timeout: 120_000 }

test.for(['start', 'test', 'serve', 'where'])('the README shows npm script %s', (script) => {
  expect(examplesOf(script)).not.toEqual([])
})

test('every npm script that the README names exists', () => {
  const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
  const named = examples.flatMap(({ command }) => npmScriptOf(command) ?? [])
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named))
})

test('the commands of the Chinese README are those of the English one', () => {
  const translated = examplesIn(readFileSync(join(project, 'README.zh-CN.md'), 'utf8'))
  expect(translated).not.toEqual([])
  expect(examples).toEqual(expect.arrayContaining(translated))
})

describe('in a clean copy of the project', () => {
  let copy: CleanCopy

  beforeAll(() => {
    copy = makeCleanCopy()
    writeFileSync(join(copy.folder, 'servers.txt'), 'http://192.168.1.10:8188\nhttp://192.168.1.11:8188\n')
  })
  afterAll(() => copy[Symbol.dispose]())

  /** In a shell, as the reader does; without npm's banner, and without settings of the shell that runs the tests. */
  function type(command: string) {
    const { NODE_ENV: _, DEV_SERVER_COMFYUI_FILE: __, DEV_SERVER_COMFYUI_URL: ___, ...env } = process.env
    const child = spawn(command, {
      shell: true,
      cwd: copy.folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...env, npm_config_loglevel: 'silent' },
    })
    const { pid = Number.NaN } = child
    onTestFinished(() => {
      if (child.exitCode === null && child.signalCode === null) process.kill(-pid, 'SIGKILL')
    })
    let stdout = ''
    let seen: () => void = () => {}
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text
      seen()
    })
    const ended = new Promise<{ code: number | null; stdout: string }>((done) => {
      child.on('close', (code) => done({ code, stdout }))
    })
    const says = (text: string) =>
      new Promise<void>((done, fail) => {
        seen = () => {
          if (stdout.includes(text)) done()
        }
        void ended.then(() => fail(new Error(`${command} ended without saying ${text}`)))
      })
    return { ended, says, endGroup: () => process.kill(-pid, 'SIGTERM') }
  }

  test.for(examplesOf('where'))('$command prints what the README shows', limit, async ({ command, output }) => {
    expect(await type(command).ended).toEqual({ code: 0, stdout: output })
  })

  test.for(examplesOf('serve'))('$command listens, and ends when it is told to', limit, async ({ command }) => {
    // Any port will do: the one of the README may be in use on this machine.
    const program = type(`${command.replace(/ --listen \S+/, '')} --listen 127.0.0.1:0`)
    await program.says('[LoadBalancer] Listening on http://127.0.0.1:')
    program.endGroup()
    // Its exit code is that of the shell around it, which the signal ends too.
    expect((await program.ended).stdout).toMatch(
      /^\[LoadBalancer\] Loaded \d+ servers? from .+\n\[LoadBalancer\] Listening on .+\n$/,
    )
  })
})
