import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type TrayPresence, watchTrayPresence } from '../../../../src/main/platform/tray-presence'
import { FakeDesktop } from '../../../support/desktop'

let presence: TrayPresence | undefined
let changes: boolean[]

beforeEach(() => {
  changes = []
})

afterEach(() => {
  presence?.close()
  vi.unstubAllEnvs()
})

async function look(busAddress: string): Promise<TrayPresence> {
  vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', busAddress)
  presence = await watchTrayPresence('linux', (isPresent) => changes.push(isPresent))
  return presence
}

describe('a tray on Linux', () => {
  let desktop: FakeDesktop | undefined

  afterEach(async () => {
    presence?.close()
    presence = undefined
    await desktop?.stop()
    desktop = undefined
  })

  it('is there when somebody on the session bus watches for icons', async () => {
    desktop = await FakeDesktop.start()
    expect((await look(desktop.busAddress)).isPresent).toBe(true)
    expect(changes).toEqual([])
  })

  it('is not there when nobody does, until somebody comes, and goes with them', async () => {
    desktop = await FakeDesktop.start({ hasTray: false })
    const tray = await look(desktop.busAddress)
    expect(tray.isPresent).toBe(false)
    await desktop.showTray()
    await vi.waitFor(() => expect(changes).toEqual([true]))
    expect(tray.isPresent).toBe(true)
    await desktop.hideTray()
    await vi.waitFor(() => expect(changes).toEqual([true, false]))
    expect(tray.isPresent).toBe(false)
  })

  it.each(['unix:path=/nowhere/bus', 'disabled:', 'nonsense', 'unix:abstract=comfy-switchboard-no-bus'])(
    'is not there without a session bus (%s)',
    async (address) => {
      expect((await look(address)).isPresent).toBe(false)
    },
  )

  it('is not there when the bus does not answer within a second', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'mute-bus-'))
    const bus = createServer((socket) => socket.resume()).listen(join(dir, 'bus'))
    const before = performance.now()
    expect((await look(`unix:path=${join(dir, 'bus')}`)).isPresent).toBe(false)
    expect(performance.now() - before).toBeGreaterThanOrEqual(999)
    expect(performance.now() - before).toBeLessThan(2_000)
    presence?.close()
    await new Promise((resolve) => bus.close(resolve))
    await rm(dir, { recursive: true })
  })
})

describe('a tray on Windows and macOS', () => {
  it.each(['win32', 'darwin'] as const)('is always there: %s', async (platform) => {
    presence = await watchTrayPresence(platform, () => undefined)
    expect(presence.isPresent).toBe(true)
  })
})
