import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, constants, openSync, read } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import http from 'node:http'
import net from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import WebSocket, { WebSocketServer } from 'ws'
import { request } from '../support/http-client'
import { cleanEnv, HEADLESS, runHeadless, startHeadless, startServe } from '../support/run-headless'
import { simulate } from '../support/simulator-client'
import { makeTempDir } from '../support/temp-dir'
import { startNamed, startUpstream } from '../support/upstream'

// Each test starts programs, and the machine may be busy.
vi.setConfig({ testTimeout: 20_000 })

const LOCAL = ['--listen', '127.0.0.1:0']

/** The end of a program that was refused: its exit code and the one sentence it said. */
async function refusalOf(...args: readonly string[]) {
  const { code, stdout, stderr } = await runHeadless(args)
  expect(stderr).toMatch(/^[^\n]+\n$/)
  expect(stderr).not.toMatch(/^\s+at |Error:/m)
  return { code, stdout, sentence: stderr.trim() }
}

const LOADED = '[LoadBalancer] Loaded 1 servers from command line\n'

/** A server whose one answer the test gives when it likes. */
async function startHesitant() {
  let answerIt: (res: http.ServerResponse) => void
  const arrived = new Promise<http.ServerResponse>((resolve) => {
    answerIt = resolve
  })
  const upstream = await startUpstream((_req, res) => answerIt(res))
  return { ...upstream, arrived }
}

/** Whether anybody accepts connections there. */
async function isListening(port: number): Promise<boolean> {
  const socket = net.connect(port, '127.0.0.1')
  const isConnected = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  })
  socket.destroy()
  return isConnected
}

describe('serve', () => {
  it('says what it loaded, where it listens, and every request and WebSocket with its server: nothing else', async () => {
    const upstream = await startUpstream((_req, res) => res.end('hello'))
    const sockets = new WebSocketServer({ server: upstream.server })
    onTestFinished(() => sockets.close())
    const serve = await startServe([...LOCAL, '--server', upstream.url])
    const base = `127.0.0.1:${serve.port}`
    expect((await request(`http://${base}/api/queue?token=secret`)).body).toBe('hello')
    await request(`http://${base}/caf%C3%A9`, { method: 'POST' })
    const socket = new WebSocket(`ws://${base}/ws?clientId=x`)
    await once(socket, 'open')
    socket.close()
    await once(socket, 'close')
    const { code, signal, stdout, stderr } = await serve.stop()
    expect(stdout).toBe(`[LoadBalancer] Loaded 1 servers from command line
[LoadBalancer] Listening on http://${base}
[LoadBalancer] GET /api/queue → ${upstream.url} [client: 127.0.0.1]
[LoadBalancer] POST /caf%C3%A9 → ${upstream.url} [client: 127.0.0.1]
[LoadBalancer] WS /ws → ${upstream.url} [client: 127.0.0.1] (load balanced)
`)
    expect({ code, signal, stderr }).toEqual({ code: 0, signal: null, stderr: '' })
  })

  it('says the line of a request when its server is chosen, not when it has answered', async () => {
    const { url, arrived } = await startHesitant()
    const serve = await startServe([...LOCAL, '--server', url])
    const answer = request(`http://127.0.0.1:${serve.port}/slow`)
    await serve.says('GET /slow → ')
    ;(await arrived).end('done')
    expect((await answer).body).toBe('done')
  })

  it('writes no byte that could break or forge a line, whatever it is sent', async () => {
    const upstream = await startNamed('a')
    const serve = await startServe([...LOCAL, '--server', upstream.url])
    const lines = ['/\u00e9\u0085\n[LoadBalancer]', '/\u009b31m\u0000', '/\u2028', '/"%0A[LoadBalancer]']
    for (const path of lines) {
      const socket = net.connect(serve.port, '127.0.0.1')
      socket.end(Buffer.from(`GET ${path} HTTP/1.1\r\nHost: us\r\nConnection: close\r\n\r\n`, 'latin1'))
      socket.resume()
      await once(socket, 'close')
    }
    const { stdout } = await serve.stop()
    expect(stdout).toMatch(/^(\[LoadBalancer\] [\x20-\x7e→]+\n)+$/)
    expect(stdout).toContain('GET /"%0A[LoadBalancer] → ')
  })

  it('sends each client to its own server', async () => {
    const [first, second] = [await simulate({ name: 'first' }), await simulate({ name: 'second' })]
    const serve = await startServe(['--listen', '0.0.0.0:0', '--server', first.url, '--server', second.url])
    const ask = async (localAddress: string) =>
      /<h1>(.*)<\/h1>/.exec((await request(`http://127.0.0.1:${serve.port}/`, { localAddress })).body)?.[1]
    expect([await ask('127.0.0.2'), await ask('127.0.0.3'), await ask('127.0.0.2')]).toEqual([
      'first',
      'second',
      'first',
    ])
  })

  it('tells what it refuses on standard error, one line each', async () => {
    const serve = await startServe([...LOCAL, '--server', 'http://127.0.0.1:9', '--allow', '10.0.0.0/8'])
    const { status, body } = await request(`http://127.0.0.1:${serve.port}/x?y`)
    expect(status).toBe(403)
    expect(body).toContain('127.0.0.1')
    await serve.complains('refused')
    const { stdout, stderr } = await serve.stop()
    expect(stderr).toBe('[LoadBalancer] GET /x refused: 403 CLIENT_NOT_ALLOWED [client: 127.0.0.1]\n')
    expect(stdout).not.toContain('/x')
  })

  it('allows whoever is in one of several ranges, and anyone with any', async () => {
    const upstream = await startNamed('a')
    const ask = async (...allowed: string[]) => {
      const allow = allowed.flatMap((range) => ['--allow', range])
      const serve = await startServe([...LOCAL, '--server', upstream.url, ...allow])
      return (await request(`http://127.0.0.1:${serve.port}/`)).status
    }
    expect(await Promise.all([ask('10.0.0.0/8', '127.0.0.1'), ask('10.0.0.0/8', 'any')])).toEqual([200, 200])
  })
})

describe('where serve listens', () => {
  it('may be one address, all of them, and a port that the system picks', async () => {
    const forms = ['127.0.0.1:0', '[::1]:0', ':0', '0']
    const serves = await Promise.all(
      forms.map((form) => startServe(['--server', 'http://127.0.0.1:9', '--listen', form])),
    )
    const said = serves.map(({ lines, port }) => lines[1]?.replace(String(port), 'PORT'))
    expect(said).toEqual([
      '[LoadBalancer] Listening on http://127.0.0.1:PORT',
      '[LoadBalancer] Listening on http://[::1]:PORT',
      '[LoadBalancer] Listening on http://localhost:PORT',
      '[LoadBalancer] Listening on http://localhost:PORT',
    ])
    const everywhere = serves[2]!.port
    for (const host of ['127.0.0.1', '127.0.0.2', '[::1]']) {
      expect((await request(`http://${host}:${everywhere}/`)).status).toBe(502)
    }
  })

  it('is port 8800 of every interface when nothing is said', async () => {
    // Taken by us, or by somebody else already: either way the program must find it in use.
    const taker = net.createServer()
    await new Promise((resolve) => taker.once('error', resolve).once('listening', resolve).listen(8800))
    onTestFinished(() => void taker.close())
    const ending = await refusalOf('serve', '--server', 'a')
    expect(ending).toEqual({ code: 1, stdout: LOADED, sentence: expect.stringMatching(/port 8800 .*in use/) })
  })

  it('is an address that is free: else it exits with 1 and one sentence', async () => {
    const taken = await startNamed('taken')
    const inUse = await refusalOf('serve', '--server', 'a', '--listen', `127.0.0.1:${taken.port}`)
    expect(inUse).toEqual({ code: 1, stdout: LOADED, sentence: expect.stringMatching(`port ${taken.port} .*in use`) })
  })

  it('is an address of this machine: else it exits with 1 and one sentence', async () => {
    const notOurs = await refusalOf('serve', '--server', 'a', '--listen', '192.0.2.1:0')
    expect(notOurs).toEqual({ code: 1, stdout: LOADED, sentence: expect.stringContaining('192.0.2.1') })
  })
})

describe('bad input', () => {
  const refused: readonly (readonly [readonly string[], string])[] = [
    [[], 'Say serve or where'],
    [['server'], 'Unknown command server'],
    [['serve'], 'No servers'],
    [['serve', '--colour', 'red'], '--colour'],
    [['serve', '--server', 'a', 'b'], 'serve does not take b'],
    [['serve', '--server', 'localhost:9000', '--listen', ':9000'], 'round in a loop'],
    [['serve', '--server', 'a', '--listen', 'localhost'], '--listen localhost'],
    [['serve', '--server', 'a', '--allow', '10.1/16'], '--allow 10.1/16'],
    [['serve', '--servers-file', 'none.txt'], 'none.txt'],
  ]

  it('exits with 2 and one sentence, and says nothing on standard output', async () => {
    const endings = await Promise.all(refused.map(([args]) => refusalOf(...args)))
    expect(endings).toEqual(
      refused.map(([, complaint]) => ({ code: 2, stdout: '', sentence: expect.stringContaining(complaint) as string })),
    )
  })
})

describe('--help', () => {
  it('tells of every option, for the program and for each command', async () => {
    const endings = await Promise.all(
      [['--help'], ['serve', '--help'], ['where', '-h']].map((args) => runHeadless(args)),
    )
    const [program] = endings
    expect(endings).toEqual([program, program, program])
    expect(program).toMatchObject({ code: 0, stderr: '' })
    for (const option of ['--listen', '--server', '--servers-file', '--allow', '--settings-dir', '--help', '8800']) {
      expect(program!.stdout).toContain(option)
    }
  })
})

describe('where serve finds its servers', () => {
  const settings = {
    version: 1,
    servers: [
      { id: 's1', url: 'http://127.0.0.1:9', name: '', enabled: true },
      { id: 's2', url: 'http://127.0.0.1:10', name: '', enabled: false },
    ],
    listen: { host: '127.0.0.1', port: 0 },
    access: { mode: 'list', cidrs: ['10.0.0.0/8'] },
  }

  it('is said with their number', async () => {
    const dir = await makeTempDir()
    await writeFile(join(dir, 'list.txt'), 'http://a:8188\n# b\nhttp://c:8188\n')
    await writeFile(join(dir, 'settings.json'), JSON.stringify(settings))
    const file = ['--servers-file', 'list.txt']
    const started = await Promise.all([
      startServe([...LOCAL, '--server', 'a', ...file], { cwd: dir }),
      startServe([...LOCAL, ...file], { cwd: dir }),
      startServe(LOCAL, { env: { DEV_SERVER_COMFYUI_URL: 'http://a,http://b' } }),
      startServe(LOCAL, { env: { DEV_SERVER_COMFYUI_FILE: `file://${dir}/list.txt`, DEV_SERVER_COMFYUI_URL: 'a' } }),
      startServe([...LOCAL, '--settings-dir', '.'], { cwd: dir }),
    ])
    expect(started.map(({ lines }) => lines[0]?.replace('[LoadBalancer] Loaded ', ''))).toEqual([
      '3 servers from command line',
      '2 servers from list.txt',
      '2 servers from environment',
      '2 servers from environment',
      '1 servers from settings',
    ])
  })

  it('may be the folder that the person typed in, although npm moved us', async () => {
    const typed = await makeTempDir()
    const project = await makeTempDir()
    await writeFile(join(typed, '.env'), 'DEV_SERVER_COMFYUI_URL=http://a\n')
    await writeFile(join(project, '.env'), 'DEV_SERVER_COMFYUI_URL=http://wrong,http://wrong2\n')
    const env = { INIT_CWD: typed, npm_package_json: join(project, 'package.json') }
    const serve = await startServe(LOCAL, { cwd: project, env })
    expect(serve.lines[0]).toBe('[LoadBalancer] Loaded 1 servers from .env')
  })

  it('may be the settings of the app, which then also say where to listen and for whom, and are only read', async () => {
    const dir = await makeTempDir()
    const text = JSON.stringify(settings)
    await writeFile(join(dir, 'settings.json'), text)
    const serve = await startServe(['--settings-dir', dir])
    expect(serve.lines[1]).toBe(`[LoadBalancer] Listening on http://127.0.0.1:${serve.port}`)
    expect((await request(`http://127.0.0.1:${serve.port}/`)).status).toBe(403)
    await serve.stop()
    expect(await readdir(dir)).toEqual(['settings.json'])
    expect(await readFile(join(dir, 'settings.json'), 'utf8')).toBe(text)
  })

  it('is bad input when the settings are damaged, which are left where they are', async () => {
    const dir = await makeTempDir()
    await writeFile(join(dir, 'settings.json'), '{"version":1')
    expect(await refusalOf('serve', '--settings-dir', dir)).toMatchObject({ code: 2 })
    expect(await readdir(dir)).toEqual(['settings.json'])
  })
})

describe('the end of serve', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('comes with %s: exit code 0, sockets closed, port free', async (signal) => {
    const upstream = await startUpstream((_req, res) => res.end())
    const sockets = new WebSocketServer({ server: upstream.server })
    onTestFinished(() => sockets.close())
    const serve = await startServe([...LOCAL, '--server', upstream.url])
    const socket = new WebSocket(`ws://127.0.0.1:${serve.port}/ws`)
    await once(socket, 'open')
    const closed = once(socket, 'close')
    expect(await serve.stop(signal)).toMatchObject({ code: 0, signal: null, stderr: '' })
    await closed
    expect(await isListening(serve.port)).toBe(false)
  })

  it('lets a request under way end, takes no new connection, and is not hurried by a second signal', async () => {
    const hesitant = await startHesitant()
    const sockets = new WebSocketServer({ server: hesitant.server })
    onTestFinished(() => sockets.close())
    const serve = await startServe([...LOCAL, '--server', hesitant.url], { detached: true })
    const socket = new WebSocket(`ws://127.0.0.1:${serve.port}/ws`)
    await once(socket, 'open')
    const answer = request(`http://127.0.0.1:${serve.port}/`)
    const res = await hesitant.arrived
    // As a terminal does it: to the whole process group. Then the sockets are closed, which tells that it has arrived.
    process.kill(-serve.child.pid!, 'SIGINT')
    await once(socket, 'close')
    expect(await isListening(serve.port)).toBe(false)
    process.kill(-serve.child.pid!, 'SIGINT')
    process.kill(-serve.child.pid!, 'SIGTERM')
    res.end('whole')
    expect((await answer).body).toBe('whole')
    expect(await serve.ended).toMatchObject({ code: 0, signal: null })
  })

  it('comes within four seconds, whatever hangs: a request, and a reader of its output that is stuck', async () => {
    const hesitant = await startHesitant()
    const pipe = await makePipe()
    const serve = await startHeadless(['serve', ...LOCAL, '--server', 'http://127.0.0.1:9', '--server', hesitant.url], {
      stdout: pipe.fd,
    })
    const port = Number(/Listening on \S+:(\d+)/.exec(await pipe.read('Listening on'))?.[1])
    const agent = new http.Agent({ keepAlive: true })
    onTestFinished(() => agent.destroy())
    // From here on nobody reads, and this is more than a pipe holds.
    for (let count = 0; count < 60; count++) {
      const { status } = await request(`http://127.0.0.1:${port}/${'x'.repeat(4000)}`, {
        agent,
        localAddress: '127.0.0.2',
      })
      expect(status).toBe(502)
    }
    const hanging = request(`http://127.0.0.1:${port}/hangs`).catch((error: NodeJS.ErrnoException) => error.code)
    await hesitant.arrived
    const startedAt = performance.now()
    expect(await serve.stop()).toMatchObject({ code: 0, signal: null })
    expect(performance.now() - startedAt).toBeLessThan(5000)
    expect(await hanging).toBe('ECONNRESET')
  })

  it('does not come when nobody reads its output any more', async () => {
    const upstream = await startNamed('still here')
    const serve = await startServe([...LOCAL, '--server', upstream.url])
    serve.child.stdout!.destroy()
    for (let count = 0; count < 5; count++) {
      expect((await request(`http://127.0.0.1:${serve.port}/`)).body).toBe('still here')
    }
    expect(await serve.stop()).toMatchObject({ code: 0, signal: null, stderr: '' })
  })

  it('comes when npm started it and its parent is gone', async () => {
    const { serveStdout, parent, port } = await startUnderParent({ npm_lifecycle_event: 'serve' })
    parent.kill('SIGKILL')
    await once(serveStdout, 'end')
    expect(await isListening(port)).toBe(false)
  })

  it('does not come with its parent when npm did not start it', async () => {
    const { serveStdout, parent, pid, port } = await startUnderParent({})
    parent.kill('SIGKILL')
    await once(parent, 'exit')
    expect((await request(`http://127.0.0.1:${port}/`)).status).toBe(502)
    process.kill(pid, 'SIGTERM')
    await once(serveStdout, 'end')
  })
})

describe('a slow reader', () => {
  it('loses no line', async () => {
    const upstream = await startNamed('a')
    const serve = await startServe([...LOCAL, '--server', upstream.url])
    const agent = new http.Agent({ keepAlive: true })
    onTestFinished(() => agent.destroy())
    serve.child.stdout!.pause()
    const long = 'x'.repeat(4000)
    for (let count = 0; count < 100; count++) {
      await request(`http://127.0.0.1:${serve.port}/${count}/${long}`, { agent })
    }
    serve.child.stdout!.resume()
    await serve.says('GET /99/')
    const numbers = serve.lines.slice(2).map((line) => Number(/GET \/(\d+)\//.exec(line)?.[1]))
    expect(numbers).toEqual(Array.from({ length: 100 }, (_, index) => index))
  })
})

/** A pipe that blocks whoever writes to it while it is full, as that of a shell does. */
async function makePipe() {
  const path = join(await makeTempDir(), 'pipe')
  execFileSync('mkfifo', [path])
  const fd = openSync(path, constants.O_RDWR)
  onTestFinished(() => closeSync(fd))
  const readSome = promisify(read)
  return {
    fd,
    /** Reads until a line with this text is there. */
    async read(text: string): Promise<string> {
      const buffer = Buffer.alloc(4096)
      let said = ''
      while (!(said.includes(text) && said.endsWith('\n'))) {
        const { bytesRead } = await readSome(fd, buffer, 0, buffer.length, null)
        said += buffer.toString('utf8', 0, bytesRead)
      }
      return said
    },
  }
}

/** Starts serve as the child of another program; its standard output ends when it has ended. */
async function startUnderParent(env: Readonly<Record<string, string>>) {
  const args = [HEADLESS, 'serve', ...LOCAL, '--server', 'http://127.0.0.1:9']
  const program = `const { spawn } = require('node:child_process')
    const child = spawn(process.execPath, ${JSON.stringify(args)}, { stdio: ['ignore', 'inherit', 'inherit'] })
    process.stderr.write(child.pid + '\\n')`
  const parent = spawn(process.execPath, ['-e', program], { env: cleanEnv(env), cwd: await makeTempDir() })
  const [pidText] = (await once(parent.stderr, 'data')) as [Buffer]
  const pid = Number(String(pidText))
  onTestFinished(() => {
    parent.kill('SIGKILL')
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has ended, as it should.
    }
  })
  let said = ''
  while (!said.includes('Listening')) said += String((await once(parent.stdout, 'data'))[0])
  parent.stdout.resume()
  return { parent, pid, serveStdout: parent.stdout, port: Number(/:(\d+)\n/.exec(said)?.[1]) }
}
