import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CALLS, PUSHES } from '@shared/ipc/channels'
import { expect, FREE_PORT, snapshotOf, test } from '../support/e2e-app'
import { Panel } from '../support/e2e-pages'

test.describe('a page gone hostile', () => {
  test('finds the named verbs of the panel and nothing of Node or Electron', async ({ launch }) => {
    const page = await (await launch({ settings: { listen: FREE_PORT } })).page()
    expect(await page.evaluate(() => Object.keys(window.panel).sort())).toEqual(
      [...Object.keys(CALLS), ...Object.keys(PUSHES)].sort(),
    )
    expect(
      await page.evaluate(() =>
        ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter((name) => name in window),
      ),
    ).toEqual([])
  })

  test('cannot change the bridge', async ({ launch }) => {
    const page = await (await launch({ settings: { listen: FREE_PORT } })).page()
    const changed = await page.evaluate(() => {
      'use strict'
      const attempts = [
        () => Object.assign(window.panel, { snapshot: () => 'mine' }),
        () => Object.assign(window.panel, { more: 1 }),
        () => Object.assign(window, { panel: {} }),
      ]
      return attempts.filter((attempt) => {
        try {
          attempt()
          return true
        } catch {
          return false
        }
      }).length
    })
    expect(changed).toBe(0)
  })

  test('gets INVALID_ARGUMENT for every kind of nonsense, and nothing is lost', async ({ launch }) => {
    const page = await (await launch({ settings: { listen: FREE_PORT } })).page()
    const before = await snapshotOf(page)
    const codes = await page.evaluate(async () => {
      const hostile = window.panel as unknown as Record<
        string,
        (argument?: unknown) => Promise<{ ok: boolean; error?: { code: string } }>
      >
      const server = { id: 'a', url: 'http://a:1', name: '', enabled: true }
      const deep: unknown[] = []
      for (let i = 0, at = deep; i < 500; i++) {
        const next: unknown[] = []
        at.push(next)
        at = next
      }
      const attempts: [string, unknown][] = [
        ['saveServers', undefined],
        ['saveServers', 'http://a'],
        ['saveServers', [null]],
        ['saveServers', [{ ...server, url: 'x'.repeat(5_000_000) }]],
        ['saveServers', Array.from({ length: 2001 }, (_, i) => ({ ...server, id: `${i}` }))],
        ['saveServers', deep],
        ['updateSettings', { listen: { host: '', port: '80' } }],
        ['updateSettings', { servers: [] }],
        ['updateSettings', { language: 'xx' }],
        ['dismissNotice', Number.POSITIVE_INFINITY],
        ['dismissNotice', { valueOf: 1 }],
        ['startProxy', 'now'],
        ['openLogs', '/'],
      ]
      const answers = attempts.map(async ([name, argument]) => {
        const answer = await hostile[name]?.(argument)
        return answer?.ok ? 'accepted' : answer?.error?.code
      })
      return Promise.all(answers)
    })
    expect(codes).toEqual(codes.map(() => 'INVALID_ARGUMENT'))
    expect((await snapshotOf(page)).state.settings).toEqual(before.state.settings)
  })

  test('goes nowhere: no window, no other page, no frame, no request to the net', async ({ launch, settingsDir }) => {
    const app = await launch({ settings: { listen: FREE_PORT } })
    const page = await app.page()
    await expect(new Panel(page).startButton).toBeVisible()
    expect(await page.evaluate(() => window.open('https://example.org/'))).toBeNull()
    await page.evaluate(() => {
      window.location.href = 'https://example.org/navigated'
    })
    const reached = await page.evaluate(async () => {
      const frame = document.createElement('iframe')
      frame.src = 'https://example.org/framed'
      document.body.append(frame)
      const image = new Image()
      image.src = 'https://example.org/pixel.png'
      const answers = await Promise.allSettled([fetch('https://example.org/fetched'), image.decode()])
      return answers.map(({ status }) => status)
    })
    expect(reached).toEqual(['rejected', 'rejected'])
    const log = (): Promise<string> => readFile(join(settingsDir, 'logs', 'switchboard.log'), 'utf8')
    await expect.poll(log).toContain('refused to open https://example.org/')
    await expect.poll(log).toContain('refused to leave the panel for https://example.org/navigated')
    expect(page.url()).toBe('panel://app/')
    expect(await app.windowCount()).toBe(1)
  })

  test('is denied every permission', async ({ launch }) => {
    const page = await (await launch({ settings: { listen: FREE_PORT } })).page()
    const states = await page.evaluate(async () => {
      const names = [
        'geolocation',
        'notifications',
        'camera',
        'microphone',
        'clipboard-read',
        'midi',
      ] as PermissionName[]
      return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state))
    })
    expect(states).toEqual(states.map(() => 'denied'))
    const located = await page.evaluate(
      () =>
        new Promise((resolve) =>
          navigator.geolocation.getCurrentPosition(
            () => resolve('found'),
            (error) => resolve(error.code),
          ),
        ),
    )
    expect(located).toBe(1)
  })
})

test.describe('the page', () => {
  test('is served under its own scheme with a policy and a nonce that are new each time', async ({ launch }) => {
    const page = await (await launch({ settings: { listen: FREE_PORT } })).page()
    await expect(new Panel(page).startButton).toBeVisible()
    const nonces = await page.evaluate(() =>
      Promise.all(
        [1, 2].map(async () => {
          const response = await fetch('/')
          const policy = response.headers.get('content-security-policy') ?? ''
          const tag = /name="csp-nonce" content="([^"]+)"/.exec(await response.text())?.[1]
          return { policy, tag }
        }),
      ),
    )
    for (const { policy, tag } of nonces) {
      expect(policy).toContain("default-src 'none'; script-src 'self'")
      expect(policy).toContain(`style-src 'self' 'nonce-${tag}'`)
      expect(policy).not.toContain('unsafe')
    }
    expect(nonces[0]?.tag).not.toBe(nonces[1]?.tag)
  })

  test('loads everything from itself and breaks its policy nowhere, on any screen', async ({ launch }) => {
    const app = await launch({ settings: { listen: FREE_PORT } })
    const page = await app.page()
    const requests: string[] = []
    const complaints: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    await page.reload()
    const panel = new Panel(page)
    for (const screen of ['Overview', 'Servers', 'Clients', 'Routes', 'Settings'] as const) await panel.open(screen)
    expect(complaints).toEqual([])
    expect(requests.length).toBeGreaterThan(2)
    expect(requests.filter((url) => !url.startsWith('panel://app/') && !url.startsWith('data:'))).toEqual([])
  })

  test('can put the address on the clipboard', async ({ launch }) => {
    const app = await launch({ settings: { listen: FREE_PORT, startProxyOnLaunch: true } })
    const page = await app.page()
    await expect(new Panel(page).stopButton).toBeVisible()
    await page.getByRole('button', { name: 'Copy address', exact: true }).click()
    await expect
      .poll(() => app.electron.evaluate(({ clipboard }) => clipboard.readText()))
      .toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  })
})
