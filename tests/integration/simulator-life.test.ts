import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Simulator, startSimulator } from '../../src/simulator/simulator'
import { createFakeClock } from '../support/fake-clock'
import { RawClient } from '../support/raw-client'
import { call, colorPrompt, EventClient, queue, samplerPrompt, simulate } from '../support/simulator-client'

describe('the end of a server', () => {
  it('breaks its sockets and closes its port; another start has what was saved and nothing else', async () => {
    const server = await simulate()
    const client = await EventClient.open(server, 'owner')
    await client.jobEnd(await queue(server, { client_id: 'owner', prompt: colorPrompt(1, 'SaveImage') }))
    const shown = await queue(server, { client_id: 'owner', prompt: colorPrompt(2) })
    await client.jobEnd(shown)
    const { images } = client.of('executed').at(-1)!.data.output as { images: Record<string, string>[] }
    await queue(server, { client_id: 'owner', prompt: samplerPrompt(1, 5000) })
    await server.kill()
    expect(await client.closed).toBe(1006)
    await expect(fetch(server.url)).rejects.toThrow('fetch failed')
    await server.restart()
    expect((await call(server, '/prompt')).body).toEqual({ exec_info: { queue_remaining: 0 } })
    expect((await call(server, '/history')).body).toEqual({})
    expect((await call(server, '/view?filename=ComfyUI_00001_.png')).status).toBe(200)
    expect((await call(server, `/view?${new URLSearchParams(images[0])}`)).status).toBe(404)
    expect(await EventClient.open(server, 'owner')).toBeTruthy()
  })

  it('leaves nothing open', async () => {
    const server = await startSimulator({ stepMs: 1000 })
    onTestFinished(() => server.stop())
    const client = await EventClient.open(server)
    const halfSent = await RawClient.open(server.port)
    halfSent.request('POST /prompt HTTP/1.1', 'Host: x', 'Content-Length: 10')
    await queue(server, { prompt: samplerPrompt(1) })
    await server.stop()
    expect(await client.closed).toBe(1006)
    await halfSent.ending()
    expect([server.openSockets, server.jobs.running]).toEqual([0, 0])
    await expect.poll(() => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap')).toEqual([])
  })

  it('keeps the port closed until the server has started', async () => {
    const clock = createFakeClock()
    const server = await simulate({ clock, startDelayMs: 8000 })
    await expect(fetch(server.url)).rejects.toThrow('fetch failed')
    clock.advance(8000)
    await expect.poll(() => call(server, '/').then(({ status }) => status, String)).toBe(200)
  })
})

describe('another program on the port of a server', () => {
  it('keeps it from starting again, until the port is free', async () => {
    const server = await simulate()
    await server.kill()
    const release = await takePort(server.port)
    await expect(server.restart()).rejects.toMatchObject({ code: 'EADDRINUSE' })
    expect([server.jobs.running, server.openSockets]).toEqual([0, 0])
    await release()
    await server.restart()
    expect(await isThere(server)).toBe(true)
  })

  it('keeps it from starting late, and can be outlived', async () => {
    const clock = createFakeClock()
    const server = await simulate({ clock, startDelayMs: 8000 })
    const release = await takePort(server.port)
    clock.advance(8000)
    await expect(server.restart()).rejects.toMatchObject({ code: 'EADDRINUSE' })
    await release()
    await server.restart()
    expect(await isThere(server)).toBe(true)
  })
})

describe('starting, killing and stopping at the same time', () => {
  it('starts a server once that is asked to start while it waits for its start', async () => {
    const clock = createFakeClock()
    const server = await simulate({ clock, startDelayMs: 8000 })
    await server.restart()
    expect([await isThere(server), clock.pendingTimers]).toEqual([true, 0])
  })

  it('leaves a server down that is killed while it waits for its start', async () => {
    const clock = createFakeClock()
    const server = await simulate({ clock, startDelayMs: 8000 })
    await server.kill()
    expect([await isThere(server), clock.pendingTimers]).toEqual([false, 0])
  })

  it('starts a server once that is asked twice', async () => {
    const server = await simulate()
    await server.kill()
    await Promise.all([server.restart(), server.restart()])
    expect(await isThere(server)).toBe(true)
  })

  it('does one after the other', async () => {
    const server = await simulate()
    await Promise.all([server.kill(), server.restart()])
    expect(await isThere(server)).toBe(true)
    await Promise.all([server.kill(), server.restart(), server.kill()])
    expect(await isThere(server)).toBe(false)
  })

  it('ends stopped, whatever else is under way or asked for later', async () => {
    const server = await simulate()
    await server.kill()
    await Promise.all([server.restart(), server.stop(), server.restart()])
    await server.restart()
    expect(await isThere(server)).toBe(false)
  })
})

function isThere(server: Simulator): Promise<boolean> {
  return fetch(server.url).then(
    (response) => response.ok,
    () => false,
  )
}

/** @returns what frees it again */
async function takePort(port: number): Promise<() => Promise<unknown>> {
  const other = createServer().listen(port, '127.0.0.1')
  await once(other, 'listening')
  const release = () => {
    const closed = once(other, 'close')
    other.close()
    return closed
  }
  onTestFinished(() => void other.close())
  return release
}
