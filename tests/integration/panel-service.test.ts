import { once } from 'node:events'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import http from 'node:http'
import net from 'node:net'
import { join } from 'node:path'
import type { PanelActivity, PanelState } from '@shared/model/panel-snapshot'
import { panelSnapshotSchema, panelStateSchema } from '@shared/model/panel-snapshot'
import type { ServerEntry, ServerId } from '@shared/model/server-entry'
import { DEFAULT_SETTINGS, type Settings } from '@shared/model/settings'
import { describe, expect, it, onTestFinished } from 'vitest'
import WebSocket, { WebSocketServer } from 'ws'
import { PanelService, type PanelServiceOptions } from '../../src/main/core/panel-service'
import { createFakeClock } from '../support/fake-clock'
import { request } from '../support/http-client'
import { simulate } from '../support/simulator-client'
import { makeTempDir } from '../support/temp-dir'
import { startUpstream } from '../support/upstream'

const LOCAL = { host: '127.0.0.1', port: 0 }

function entry(url: string, change: Partial<ServerEntry> = {}): ServerEntry {
  return { id: url as ServerId, url, name: '', enabled: true, ...change }
}

/** The service on a folder with these settings, listening on a free port of 127.0.0.1 if nothing else is said. */
async function openService(settings: Partial<Settings> = {}, options: Partial<PanelServiceOptions> = {}) {
  const settingsDir = options.settingsDir ?? (await makeTempDir())
  if (options.settingsDir === undefined) await writeSettings(settingsDir, settings)
  const states: PanelState[] = []
  const activities: PanelActivity[] = []
  const wakeUps = new Set<() => void>()
  const service = await PanelService.open({
    settingsDir,
    onState: (state) => {
      states.push(state)
      for (const wake of wakeUps) wake()
    },
    onActivity: (activity) => activities.push(activity),
    ...options,
  })
  onTestFinished(() => service.dispose())
  return {
    service,
    settingsDir,
    states,
    activities,
    get state() {
      return states.at(-1)!
    },
    get port() {
      const { status } = states.at(-1)!
      if (status.state !== 'running') throw new Error(`the proxy is ${status.state}`)
      return status.port
    },
    get notices() {
      return states.at(-1)!.notices.map(({ error }) => error.code)
    },
    /** Resolves when a state was published that fits. */
    until: (fits: (state: PanelState) => boolean) =>
      new Promise<PanelState>((resolve) => {
        const look = () => {
          const state = states.at(-1)!
          if (!fits(state)) return
          wakeUps.delete(look)
          resolve(state)
        }
        wakeUps.add(look)
        look()
      }),
  }
}

async function writeSettings(dir: string, settings: Partial<Settings>): Promise<void> {
  await writeFile(join(dir, 'settings.json'), JSON.stringify({ version: 1, listen: LOCAL, ...settings }))
}

async function savedIn(dir: string): Promise<Settings> {
  return JSON.parse(await readFile(join(dir, 'settings.json'), 'utf8'))
}

/** Takes a port for as long as the test runs. */
async function takePort(): Promise<number> {
  const server = net.createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void server.close())
  return (server.address() as net.AddressInfo).port
}

async function freePort(): Promise<number> {
  const server = net.createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as net.AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

const refused = expect.objectContaining({ code: 'ECONNREFUSED' })

describe('the first state', () => {
  it('is published at once: stopped, with the settings of the folder', async () => {
    const panel = await openService({ theme: 'dark', servers: [entry('http://a', { enabled: false }), entry('b')] })
    expect(panel.states).toHaveLength(1)
    expect(panel.state).toMatchObject({
      revision: 1,
      status: { state: 'stopped' },
      settings: { theme: 'dark', listen: LOCAL, access: DEFAULT_SETTINGS.access },
      serverStates: { 'http://a': { state: 'disabled' }, b: { state: 'unknown' } },
      addresses: [],
      self: { listenHost: '127.0.0.1', port: 0 },
      notices: [],
    })
  })

  it('crosses the contract as it is, and so does the snapshot', async () => {
    const panel = await openService(
      { servers: [entry('http://a')] },
      { priorFailure: { code: 'ENGINE_GONE', detail: 'x' } },
    )
    expect(panelStateSchema.parse(panel.state)).toEqual(panel.state)
    const snapshot = panel.service.snapshot()
    expect(panelSnapshotSchema.parse(snapshot)).toEqual(snapshot)
  })

  it('names what went wrong before: a thread that ended, a file that was set aside', async () => {
    const settingsDir = await makeTempDir()
    await writeFile(join(settingsDir, 'settings.json'), 'damaged')
    const panel = await openService({}, { settingsDir, priorFailure: { code: 'ENGINE_GONE', detail: 'x' } })
    expect(panel.notices).toEqual(['ENGINE_GONE', 'SETTINGS_SET_ASIDE'])
    panel.service.dismissNotice(panel.state.notices[0]!.id)
    expect(panel.notices).toEqual(['SETTINGS_SET_ASIDE'])
  })
})

describe('start and stop', () => {
  it('go through starting and stopping, tell the real port, and free it', async () => {
    const panel = await openService()
    await panel.service.startProxy()
    const { port } = panel
    expect((await request(`http://127.0.0.1:${port}/`)).status).toBe(503)
    expect(panel.state.addresses.map(({ url }) => url)).toEqual([`http://127.0.0.1:${port}`])
    expect(panel.state.self.port).toBe(port)
    await panel.service.stopProxy()
    await expect(request(`http://127.0.0.1:${port}/`)).rejects.toEqual(refused)
    expect(panel.states.map(({ status }) => status.state)).toEqual([
      'stopped',
      'starting',
      'running',
      'stopping',
      'stopped',
    ])
  })

  it('number every state one higher than the one before', async () => {
    const panel = await openService()
    await panel.service.startProxy()
    await panel.service.stopProxy()
    expect(panel.states.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5])
  })

  it('happen one after the other, in the order in which they were asked for', async () => {
    const panel = await openService()
    const { service } = panel
    const asked = [service.startProxy(), service.stopProxy(), service.startProxy(), service.startProxy()]
    await Promise.all(asked)
    expect(panel.states.map(({ status }) => status.state)).toEqual([
      'stopped',
      'starting',
      'running',
      'stopping',
      'stopped',
      'starting',
      'running',
    ])
    expect((await request(`http://127.0.0.1:${panel.port}/`)).status).toBe(503)
  })

  it('are nothing when it runs already, or is stopped already', async () => {
    const panel = await openService()
    await panel.service.stopProxy()
    expect(panel.states).toHaveLength(1)
    await panel.service.startProxy()
    const { port } = panel
    await panel.service.startProxy()
    expect(panel.port).toBe(port)
  })

  it('fail on a port in use, with a free one near by, and work on that one', async () => {
    const taken = await takePort()
    const panel = await openService({ listen: { host: '127.0.0.1', port: taken } })
    await expect(panel.service.startProxy()).rejects.toMatchObject({ info: { code: 'PORT_IN_USE' } })
    const { status } = panel.state
    if (status.state !== 'failed') throw new Error(status.state)
    const suggested = Number(status.error.params?.suggestedPort)
    expect(status.error).toMatchObject({ code: 'PORT_IN_USE', params: { port: taken } })
    expect(suggested).toBeGreaterThan(taken)
    await panel.service.updateSettings({ listen: { host: '127.0.0.1', port: suggested } })
    await panel.service.startProxy()
    expect(panel.port).toBe(suggested)
  })

  it('take back a failure when they are asked to stop', async () => {
    const panel = await openService({ listen: { host: '192.0.2.1', port: 8800 } })
    await expect(panel.service.startProxy()).rejects.toMatchObject({ info: { code: 'ADDRESS_NOT_AVAILABLE' } })
    await panel.service.stopProxy()
    expect(panel.state.status.state).toBe('stopped')
  })
})

describe('the server list', () => {
  it('is used, published and kept', async () => {
    const upstream = await simulate({ name: 'first' })
    const panel = await openService()
    await panel.service.startProxy()
    await panel.service.saveServers([entry(upstream.url, { name: 'First' })])
    expect((await request(`http://127.0.0.1:${panel.port}/`)).body).toContain('<h1>first</h1>')
    expect(panel.state.settings.servers).toMatchObject([{ url: upstream.url, name: 'First' }])
    expect((await savedIn(panel.settingsDir)).servers).toEqual([entry(upstream.url, { name: 'First' })])
  })

  it.each([
    [[entry('http://a'), entry('192.168.1')], { row: 2, problem: 'DOTTED_NUMBER' }],
    [[entry('http://a'), entry('A:80')], { row: 2, problem: 'DUPLICATE' }],
    [
      [entry('http://a', { id: 'x' as ServerId }), entry('http://b', { id: 'x' as ServerId })],
      { problem: 'DUPLICATE' },
    ],
  ])('stays as it was when a row is wrong', async (servers, params) => {
    const panel = await openService({ servers: [entry('http://old')] })
    await expect(panel.service.saveServers(servers)).rejects.toMatchObject({
      info: { code: 'INVALID_SERVERS', params },
    })
    expect(panel.states).toHaveLength(1)
    expect((await savedIn(panel.settingsDir)).servers).toEqual([entry('http://old')])
  })

  it('must not hold our own address, also where the system picked the port', async () => {
    const panel = await openService()
    await panel.service.startProxy()
    await expect(panel.service.saveServers([entry(`localhost:${panel.port}`)])).rejects.toMatchObject({
      info: { code: 'INVALID_SERVERS', params: { row: 1, problem: 'OWN_ADDRESS' } },
    })
  })

  it('says of each server what traffic shows', async () => {
    const clock = createFakeClock(5000)
    const upstream = await simulate()
    const down = `http://127.0.0.1:${await freePort()}`
    const panel = await openService({ servers: [entry(down), entry(upstream.url)] }, { clock })
    await panel.service.startProxy()
    const published = panel.states.length
    await request(`http://127.0.0.1:${panel.port}/`, { localAddress: '127.0.0.2' })
    await request(`http://127.0.0.1:${panel.port}/`, { localAddress: '127.0.0.3' })
    expect(panel.states).toHaveLength(published)
    clock.advance(200)
    expect(panel.states).toHaveLength(published + 1)
    expect(panel.state.serverStates).toEqual({
      [down]: { state: 'down', since: 5000, reason: 'SERVER_REFUSED' },
      [upstream.url]: { state: 'up', since: 5000, reason: null },
    })
  })

  it('forgets what it knew of a server that left it', async () => {
    const upstream = await simulate()
    const panel = await openService({ servers: [entry(upstream.url)] })
    await panel.service.startProxy()
    await request(`http://127.0.0.1:${panel.port}/`)
    await panel.until(({ serverStates }) => serverStates[upstream.url]?.state === 'up')
    await panel.service.saveServers([])
    await panel.service.saveServers([entry(upstream.url)])
    expect(panel.state.serverStates[upstream.url]?.state).toBe('unknown')
  })
})

describe('a change of settings', () => {
  it('is used, published and kept; what it does not name stays', async () => {
    const panel = await openService({ theme: 'dark' })
    await panel.service.updateSettings({ language: 'zh', closeToTray: false, theme: undefined })
    const expected = { language: 'zh', closeToTray: false, theme: 'dark' }
    expect(panel.state.settings).toMatchObject(expected)
    expect(await savedIn(panel.settingsDir)).toMatchObject(expected)
  })

  it.each([
    [{ listen: { host: 'a b', port: 1 } }, 'listen'],
    [{ access: { mode: 'list', cidrs: ['10.1/16'] } }, 'access'],
    [{ allowedPages: ['user@host'] }, 'allowedPages'],
  ] as const)('that is not valid changes nothing: %j', async (patch, field) => {
    const panel = await openService()
    const before = await savedIn(panel.settingsDir)
    await expect(panel.service.updateSettings(structuredClone(patch) as object)).rejects.toMatchObject({
      info: { code: 'INVALID_SETTINGS', params: { field } },
    })
    expect(panel.states).toHaveLength(1)
    expect(await savedIn(panel.settingsDir)).toEqual(before)
  })

  it('of who may connect holds at once', async () => {
    const panel = await openService()
    await panel.service.startProxy()
    const url = `http://127.0.0.1:${panel.port}/`
    await panel.service.updateSettings({ access: { mode: 'list', cidrs: ['10.0.0.0/8'] } })
    expect((await request(url)).status).toBe(403)
    await panel.service.updateSettings({ access: { mode: 'list', cidrs: ['127.0.0.1'] } })
    expect((await request(url)).status).toBe(503)
  })

  it('of the port while it runs binds the new one first, without stopping, and then releases the old one', async () => {
    const panel = await openService()
    await panel.service.startProxy()
    const before = panel.port
    const next = await freePort()
    await panel.service.updateSettings({ listen: { host: '127.0.0.1', port: next } })
    expect(panel.port).toBe(next)
    expect((await request(`http://127.0.0.1:${next}/`)).status).toBe(503)
    await expect(request(`http://127.0.0.1:${before}/`)).rejects.toEqual(refused)
    expect(panel.states.slice(2).map(({ status }) => status.state)).not.toContain('stopped')
    expect((await savedIn(panel.settingsDir)).listen.port).toBe(next)
  })

  it('to a port in use changes nothing, and the old one goes on', async () => {
    const panel = await openService()
    await panel.service.startProxy()
    const { port } = panel
    const taken = await takePort()
    const published = panel.states.length
    await expect(panel.service.updateSettings({ listen: { host: '127.0.0.1', port: taken } })).rejects.toMatchObject({
      info: { code: 'PORT_IN_USE', params: { port: taken } },
    })
    expect(panel.states).toHaveLength(published)
    expect((await request(`http://127.0.0.1:${port}/`)).status).toBe(503)
    expect((await savedIn(panel.settingsDir)).listen).toEqual(LOCAL)
  })

  it('may move to another host on the same port, where our own socket would be in the way', async () => {
    const port = await freePort()
    const panel = await openService({ listen: { host: '', port } })
    await panel.service.startProxy()
    await panel.service.updateSettings({ listen: { host: '127.0.0.1', port } })
    expect((await request(`http://127.0.0.1:${port}/`)).status).toBe(503)
    await expect(request(`http://127.0.0.2:${port}/`)).rejects.toEqual(refused)
    await panel.service.updateSettings({ listen: { host: '', port } })
    expect((await request(`http://127.0.0.2:${port}/`)).status).toBe(503)
  })

  it('to a host that is not ours on the same port changes nothing either', async () => {
    const panel = await openService({ listen: { host: '', port: await freePort() } })
    await panel.service.startProxy()
    const { port } = panel
    await expect(panel.service.updateSettings({ listen: { host: '192.0.2.1', port } })).rejects.toMatchObject({
      info: { code: 'ADDRESS_NOT_AVAILABLE' },
    })
    expect((await request(`http://127.0.0.2:${port}/`)).status).toBe(503)
  })

  it('to every host of a port that somebody else has on one of them changes nothing either', async () => {
    const other = net.createServer()
    await once(other.listen(0, '127.0.0.2'), 'listening')
    onTestFinished(() => void other.close())
    const { port } = other.address() as net.AddressInfo
    const panel = await openService({ listen: { host: '127.0.0.1', port } })
    await panel.service.startProxy()
    await expect(panel.service.updateSettings({ listen: { host: '0.0.0.0', port } })).rejects.toMatchObject({
      info: { code: 'PORT_IN_USE' },
    })
    expect((await request(`http://127.0.0.1:${port}/`)).status).toBe(503)
    expect((await savedIn(panel.settingsDir)).listen).toEqual({ host: '127.0.0.1', port })
  })

  it('leaves open connections alone when the port changes', async () => {
    const upstream = await startUpstream((_req, res) => res.end())
    const sockets = new WebSocketServer({ server: upstream.server })
    onTestFinished(() => sockets.close())
    sockets.on('connection', (socket) => socket.on('message', (data) => socket.send(data)))
    const panel = await openService({ servers: [entry(upstream.url)] })
    await panel.service.startProxy()
    const socket = new WebSocket(`ws://127.0.0.1:${panel.port}/ws`)
    await once(socket, 'open')
    await panel.service.updateSettings({ listen: { host: '127.0.0.1', port: await freePort() } })
    socket.send('still there')
    expect(String((await once(socket, 'message'))[0])).toBe('still there')
  })
})

describe('notices', () => {
  it('say that settings cannot be saved, once, until they can; the change holds all the same', async () => {
    const panel = await openService()
    await rm(join(panel.settingsDir, 'settings.json'))
    await mkdir(join(panel.settingsDir, 'settings.json', 'x'), { recursive: true })
    await panel.service.updateSettings({ theme: 'dark' })
    await panel.service.updateSettings({ language: 'zh' })
    expect(panel.notices).toEqual(['SETTINGS_NOT_SAVED'])
    expect(panel.state.settings).toMatchObject({ theme: 'dark', language: 'zh' })
    await rm(join(panel.settingsDir, 'settings.json'), { recursive: true })
    await panel.service.updateSettings({ theme: 'light' })
    expect(panel.notices).toEqual([])
    expect(await savedIn(panel.settingsDir)).toMatchObject({ theme: 'light', language: 'zh' })
  })

  it('say that the log cannot be written, once, until it can', async () => {
    const settingsDir = await makeTempDir()
    await writeSettings(settingsDir, {})
    await writeFile(join(settingsDir, 'logs'), 'a file in the place of the folder')
    const panel = await openService({}, { settingsDir })
    await panel.until(({ notices }) => notices.length > 0)
    expect(panel.notices).toEqual(['LOG_NOT_WRITTEN'])
    await rm(join(settingsDir, 'logs'))
    panel.service.log('again')
    await panel.until(({ notices }) => notices.length === 0)
  })
})

describe('the log', () => {
  it('has the lines of the commands, and what main adds', async () => {
    const upstream = await simulate()
    const panel = await openService({ servers: [entry(upstream.url), entry('http://off', { enabled: false })] })
    panel.service.log('from main')
    await panel.service.startProxy()
    const { port } = panel
    await request(`http://127.0.0.1:${port}/api/queue?secret`)
    await panel.service.updateSettings({ access: { mode: 'list', cidrs: [] } })
    await request(`http://127.0.0.1:${port}/x`)
    await panel.service.dispose()
    expect(await readFile(join(panel.settingsDir, 'logs', 'switchboard.log'), 'utf8')).toBe(
      `[LoadBalancer] Loaded 1 servers from settings
from main
[LoadBalancer] Listening on http://127.0.0.1:${port}
[LoadBalancer] GET /api/queue → ${upstream.url} [client: 127.0.0.1]
[LoadBalancer] GET /x refused: 403 CLIENT_NOT_ALLOWED [client: 127.0.0.1]
[LoadBalancer] Stopped
`,
    )
  })
})

describe('activity', () => {
  async function openBusy() {
    const clock = createFakeClock()
    const panel = await openService({}, { clock })
    await panel.service.startProxy()
    const agent = new http.Agent({ keepAlive: true })
    onTestFinished(() => agent.destroy())
    const url = `http://127.0.0.1:${panel.port}/`
    const visit = () => request(url, { agent })
    return { ...panel, clock, visit }
  }

  it('is not sent while nobody looks', async () => {
    const { service, clock, visit, activities } = await openBusy()
    await visit()
    clock.advance(10_000)
    service.snapshot()
    await visit()
    clock.advance(10_000)
    expect(activities).toEqual([])
  })

  it('is not sent before a snapshot was taken, and then goes on from it', async () => {
    const { service, clock, visit, activities } = await openBusy()
    service.setWatched(true)
    await visit()
    clock.advance(1000)
    expect(activities).toEqual([])
    expect(service.snapshot().routes).toHaveLength(1)
    await visit()
    clock.advance(1000)
    expect(activities.flatMap(({ routes }) => routes.map(({ id }) => id))).toEqual([2])
    expect(activities.at(-1)).toMatchObject({ counts: { requests: 2, errors: 2, clients: 1 } })
  })

  it('goes on from a snapshot that was taken just before somebody looked', async () => {
    const { service, clock, visit, activities } = await openBusy()
    expect(service.snapshot().routes).toEqual([])
    await visit()
    service.setWatched(true)
    clock.advance(200)
    expect(activities.flatMap(({ routes }) => routes.map(({ id }) => id))).toEqual([1])
  })

  it('comes at most five times a second, whatever the traffic, and not at all without traffic', async () => {
    const { service, clock, visit, activities } = await openBusy()
    service.setWatched(true)
    service.snapshot()
    for (let count = 0; count < 100; count++) {
      await visit()
      clock.advance(20)
    }
    expect(activities.length).toBeGreaterThan(1)
    expect(activities.length).toBeLessThanOrEqual(10)
    const rows = new Map(activities.flatMap(({ routes }) => routes.map((row) => [row.id, row])))
    expect(rows.size).toBe(100)
    clock.advance(1000)
    const sent = activities.length
    clock.advance(60_000)
    expect(activities).toHaveLength(sent)
  })

  it('ends when nobody looks any more; the state is published all the same', async () => {
    const { service, clock, visit, activities, states } = await openBusy()
    service.setWatched(true)
    service.snapshot()
    service.setWatched(false)
    await visit()
    clock.advance(10_000)
    expect(activities).toEqual([])
    const published = states.length
    await service.updateSettings({ theme: 'dark' })
    expect(states.length).toBeGreaterThan(published)
  })

  it('tells the progress of an open WebSocket about once a second', async () => {
    const upstream = await startUpstream((_req, res) => res.end())
    const sockets = new WebSocketServer({ server: upstream.server })
    onTestFinished(() => sockets.close())
    sockets.on('connection', (socket) => socket.on('message', (data) => socket.send(data)))
    const { service, clock, activities, state } = await openBusy()
    await service.saveServers([entry(upstream.url)])
    const socket = new WebSocket(state.addresses[0]!.url.replace('http', 'ws'))
    await once(socket, 'open')
    service.setWatched(true)
    service.snapshot()
    for (let second = 0; second < 3; second++) {
      socket.send('hello')
      await once(socket, 'message')
      for (let step = 0; step < 5; step++) clock.advance(200)
    }
    expect(activities).toHaveLength(3)
    expect(activities.at(-1)).toMatchObject({
      routes: [{ kind: 'ws', isOpen: true, status: 101, bytesDown: 3 * 7 }],
      counts: { openSockets: 1, bytesDown: 3 * 7 },
    })
  })

  it('says where each client is and why: by the hash, or held by a WebSocket until that is closed', async () => {
    const [first, second] = [await simulate(), await simulate()]
    const panel = await openService({ servers: [entry(first.url)] })
    await panel.service.startProxy()
    const url = `http://127.0.0.1:${panel.port}/`
    const seat = () => panel.service.snapshot().clients.map(({ ip, serverId, why }) => ({ ip, serverId, why }))
    const socket = new WebSocket(`${url.replace('http', 'ws')}ws`, { localAddress: '127.0.0.1' })
    await once(socket, 'open')
    expect(seat()).toEqual([{ ip: '127.0.0.1', serverId: first.url, why: 'hash' }])
    await panel.service.saveServers([entry(first.url), entry(second.url)])
    expect(seat()).toEqual([{ ip: '127.0.0.1', serverId: first.url, why: 'draining' }])
    await request(`${url}first`)
    expect(first.requests.at(-1)?.target).toBe('/first')
    socket.terminate()
    await once(socket, 'close')
    while (panel.service.snapshot().counts.openSockets > 0) await request(url)
    expect(seat()).toEqual([{ ip: '127.0.0.1', serverId: second.url, why: 'hash' }])
    await request(`${url}second`)
    expect(second.requests.at(-1)?.target).toBe('/second')
  })
})

describe('what is worth knowing of people', () => {
  it('is where any address would go, seen before or not', async () => {
    const panel = await openService({ servers: [entry('http://a:1'), entry('http://b:1')] })
    // |h| of 192.168.1.100 is 2051273259, which modulo 2 is 1.
    const place = { ip: '192.168.1.100', isAllowed: true, serverId: 'http://b:1', why: 'hash', hash: 2051273259 }
    expect(panel.service.explainIp(' 192.168.1.100 ')).toEqual(place)
    expect(panel.service.explainIp('::ffff:192.168.1.100')).toEqual(place)
    expect(panel.service.explainIp('studio')).toBeNull()
    expect(panel.service.snapshot().clients).toEqual([])
  })

  it('is whether they may connect, also after that was changed', async () => {
    const upstream = await simulate()
    const panel = await openService({ servers: [entry(upstream.url)] })
    await panel.service.startProxy()
    await request(`http://127.0.0.1:${panel.port}/`)
    const isAllowed = () => panel.service.snapshot().clients.map((client) => client.isAllowed)
    expect(isAllowed()).toEqual([true])
    await panel.service.updateSettings({ access: { mode: 'list', cidrs: ['10.0.0.0/8'] } })
    expect(isAllowed()).toEqual([false])
    expect(panel.service.explainIp('127.0.0.1')?.isAllowed).toBe(false)
    expect(panel.service.explainIp('10.0.0.1')?.isAllowed).toBe(true)
  })

  it('is that the computer slept while others were connected', async () => {
    const upstream = await startUpstream((_req, res) => res.end())
    const sockets = new WebSocketServer({ server: upstream.server })
    onTestFinished(() => sockets.close())
    const panel = await openService({ servers: [entry(upstream.url)] }, { isDemo: true })
    await panel.service.startProxy()
    const connect = async (ip: string) => {
      const headers = { 'x-demo-client': ip }
      const socket = new WebSocket(`ws://127.0.0.1:${panel.port}/ws`, { headers })
      onTestFinished(() => socket.terminate())
      await once(socket, 'open')
    }
    await connect('127.0.0.1')
    panel.service.power('suspend')
    panel.service.power('resume')
    expect(panel.notices).toEqual([])
    for (const ip of ['10.9.9.2', '10.9.9.3', '10.9.9.3']) await connect(ip)
    panel.service.power('suspend')
    panel.service.power('resume')
    panel.service.power('resume')
    expect(panel.state.notices.map(({ error }) => [error.code, error.params])).toEqual([['HOST_SLEPT', { count: 2 }]])
  })

  it('is nothing of what they say of themselves, but in the demo', async () => {
    const upstream = await simulate()
    const headers = { 'x-demo-client': '127.0.0.21' }
    const seen = async (isDemo: boolean) => {
      const panel = await openService({ servers: [entry(upstream.url)] }, { isDemo })
      await panel.service.startProxy()
      await request(`http://127.0.0.1:${panel.port}/`, { headers })
      expect(panel.state.isDemo).toBe(isDemo)
      return panel.service.snapshot().clients.map(({ ip }) => ip)
    }
    expect(await seen(false)).toEqual(['127.0.0.1'])
    expect(await seen(true)).toEqual(['127.0.0.21'])
  })
})

describe('the demo', () => {
  it('cannot be opened to a network', async () => {
    const panel = await openService({}, { isDemo: true })
    const refused = { info: { code: 'DEMO_ONLY_HERE' } }
    for (const host of ['', '0.0.0.0', '192.168.1.20']) {
      await expect(panel.service.updateSettings({ listen: { host, port: 0 } })).rejects.toMatchObject(refused)
    }
    await panel.service.updateSettings({ listen: { host: '127.0.0.1', port: 0 }, theme: 'dark' })
    expect(panel.state.settings).toMatchObject({ theme: 'dark', listen: LOCAL })
  })
})

describe('the servers of the demo', () => {
  it('are those it came with, in any order and number: its people would send work to any other', async () => {
    const [a, b] = [entry('http://127.0.0.1:9001'), entry('http://127.0.0.1:9002')]
    const panel = await openService({ servers: [a, b] }, { isDemo: true })
    const mine = entry('http://192.168.1.31:8188')
    const refused = { info: { code: 'DEMO_OWN_SERVERS' } }
    await expect(panel.service.saveServers([a, b, mine])).rejects.toMatchObject(refused)
    await expect(panel.service.saveServers([{ ...a, url: mine.url }])).rejects.toMatchObject(refused)
    await panel.service.saveServers([b, { ...a, enabled: false, name: 'Mine' }])
    expect(panel.state.settings.servers).toEqual([b, { ...a, enabled: false, name: 'Mine' }])
  })
})

describe('the addresses of a stopped proxy whose port the system will pick', () => {
  it('are none, and are not told again and again while somebody looks', async () => {
    const clock = createFakeClock()
    const panel = await openService({}, { clock })
    panel.service.setWatched(true)
    panel.service.snapshot()
    const { length } = panel.states
    clock.advance(60_000)
    expect(panel.state.addresses).toEqual([])
    expect(panel.states).toHaveLength(length)
  })
})

describe('the end of the service', () => {
  it('stops the proxy, closes its sockets, and says nothing more', async () => {
    const clock = createFakeClock()
    const upstream = await simulate()
    const panel = await openService({ servers: [entry(upstream.url)] }, { clock })
    await panel.service.startProxy()
    panel.service.setWatched(true)
    panel.service.snapshot()
    const { port } = panel
    const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`)
    await once(socket, 'open')
    const closed = once(socket, 'close')
    await panel.service.dispose()
    await closed
    await expect(request(`http://127.0.0.1:${port}/`)).rejects.toEqual(refused)
    expect(panel.state.status.state).toBe('stopped')
    const { length } = panel.states
    clock.advance(60_000)
    expect(panel.states).toHaveLength(length)
    expect(panel.activities).toEqual([])
    expect(clock.pendingTimers).toBe(0)
  })

  it('comes after all that was asked for before it, and may come twice', async () => {
    const panel = await openService()
    const saved = panel.service.updateSettings({ theme: 'dark' })
    const started = panel.service.startProxy()
    await Promise.all([panel.service.dispose(), panel.service.dispose()])
    await Promise.all([saved, started])
    expect(panel.state.status.state).toBe('stopped')
    expect(await savedIn(panel.settingsDir)).toMatchObject({ theme: 'dark' })
  })
})
