import net from 'node:net'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { WebSocketServer } from 'ws'
import { DemoWorld } from '../../src/main/demo/demo-world'
import { DEMO_CLIENT_HEADER } from '../../src/shared/model/demo'
import { startProxy } from '../support/proxy-fixture'
import { runHeadless, startServe } from '../support/run-headless'
import { startUpstream } from '../support/upstream'

// People take their time, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 })

const SOON = { timeout: 15_000, interval: 20 }

/** The world of the demo behind our proxy. */
async function openWorld({ hasOwnAddresses = true } = {}) {
  const world = await DemoWorld.open(7, async () => hasOwnAddresses)
  let isClosed = false
  const close = async () => {
    if (!isClosed) await world.close()
    isClosed = true
  }
  onTestFinished(close)
  const proxy = await startProxy(
    { servers: world.servers.map(({ url }) => url) },
    hasOwnAddresses ? {} : { clientHeader: DEMO_CLIENT_HEADER },
  )
  return { world, close, ...proxy }
}

function isRefused(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(Number(new URL(url).port), '127.0.0.1')
    socket.once('connect', () => resolve(false)).once('error', () => resolve(true))
    socket.once('connect', () => socket.destroy())
  })
}

describe('the world of the demo', () => {
  it.each([
    ['from addresses of their own', true],
    ['from one address, with theirs in a header, where the system has only one', false],
  ])('has people who use the servers through the proxy, %s', async (_how, hasOwnAddresses) => {
    const { world, port, routes } = await openWorld({ hasOwnAddresses })
    expect(world.servers.map(({ name }) => name)).toEqual(['Studio A', 'Studio B', 'Studio C', 'Studio D'])
    expect(routes).toEqual([])
    world.connect(port)
    const seen = (fits: (target: string) => boolean) => routes.filter(({ target }) => fits(target))
    await vi.waitFor(() => {
      expect(new Set(routes.map(({ clientIp }) => clientIp)).size).toBe(12)
      expect(seen((target) => target.startsWith('/ws?clientId=')).length).toBeGreaterThanOrEqual(12)
      expect(seen((target) => target === '/api/prompt').length).toBeGreaterThan(2)
      expect(seen((target) => target.startsWith('/api/view?')).length).toBeGreaterThan(0)
    }, SOON)
    const homes = new Map<string, Set<string | undefined>>()
    for (const { clientIp, server } of routes) {
      expect(clientIp).toMatch(/^127\.0\.0\.(2|3)\d$/)
      homes.set(clientIp, (homes.get(clientIp) ?? new Set()).add(server?.url))
    }
    expect([...homes.values()].map(({ size }) => size)).toEqual(Array.from({ length: 12 }, () => 1))
  })

  it('comes back when the proxy listens again, elsewhere', async () => {
    const { world, port, routes, proxy } = await openWorld()
    const sockets = () => routes.filter(({ kind, error }) => kind === 'ws' && error === null).length
    world.connect(port)
    await vi.waitFor(() => expect(sockets()).toBeGreaterThan(3), SOON)
    world.connect(null)
    await proxy.stop()
    await Promise.all(routes.map(({ ended }) => ended))
    routes.splice(0)
    world.connect(await proxy.listen({ host: '127.0.0.1', port: 0 }))
    await vi.waitFor(() => expect(sockets()).toBeGreaterThan(3), SOON)
  })

  it('takes answers and events of any kind for what they are: not its own', async () => {
    const { world, configure, port, routes } = await openWorld()
    const odd = await startUpstream((_req, res) => res.end('<p>hello</p>'))
    const sockets = new WebSocketServer({ server: odd.server })
    onTestFinished(() => sockets.close())
    sockets.on('connection', (socket) => {
      socket.send('{"type":"custom.node","data":[1]}')
      socket.send('no JSON at all')
    })
    configure({ servers: [odd.url] })
    world.connect(port)
    const prompts = () => routes.filter(({ target }) => target === '/api/prompt').length
    await vi.waitFor(() => expect(prompts()).toBeGreaterThan(3), SOON)
  })

  it('loses a server now and then', async () => {
    const { world } = await openWorld()
    world.breakServer()
    await vi.waitFor(async () => {
      const refused = await Promise.all(world.servers.map(({ url }) => isRefused(url)))
      expect(refused.filter(Boolean)).toHaveLength(1)
    }, SOON)
  })

  it('is gone when it is closed, also in the middle of everything', async () => {
    const { world, close, port, routes, proxy } = await openWorld()
    world.connect(port)
    await vi.waitFor(() => expect(routes.some(({ target }) => target === '/api/prompt')).toBe(true), SOON)
    world.breakServer()
    world.welcome()
    await close()
    await vi.waitFor(() => expect(proxy.connectionCount).toBe(0), SOON)
    expect(await Promise.all(world.servers.map(({ url }) => isRefused(url)))).toEqual([true, true, true, true])
    const { length } = routes
    await Promise.all(routes.map(({ ended }) => ended))
    expect(routes).toHaveLength(length)
  })
})

describe('serve --demo', () => {
  it('runs simulated servers and people on loopback, and ends with all of them', async () => {
    const serve = await startServe(['--demo'])
    expect(serve.stdout).toMatch(/^\[LoadBalancer\] Loaded 4 servers from the demo\n.* on http:\/\/127\.0\.0\.1:\d+\n/)
    await serve.says('POST /api/prompt → http://127.0.0.1:')
    expect(serve.stdout).toMatch(/\[client: 127\.0\.0\.\d+\]/)
    expect(await serve.stop()).toMatchObject({ code: 0, stderr: '' })
  })

  it.each([[['--server', 'http://a']], [['--servers-file', 'a.txt']], [['--settings-dir', '.']], [['--allow', 'any']]])(
    'takes no %j: it brings its own',
    async (args) => {
      const { code, stderr } = await runHeadless(['serve', '--demo', ...args])
      expect(code).toBe(2)
      expect(stderr).toBe(`--demo brings its own servers and clients, so it takes no ${args[0]}.\n`)
    },
  )
})
