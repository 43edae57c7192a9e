import { err } from '@shared/ipc/result'
import type { ClientRow } from '@shared/model/client-row'
import type { PanelState } from '@shared/model/panel-snapshot'
import type { Settings } from '@shared/model/settings'
import { expect, type PanelPage, SIZES, test } from '../support/ui-app'
import {
  aBusySnapshot,
  aClient,
  anActivity,
  aRoute,
  aServer,
  aSnapshot,
  aState,
  clients,
  down,
  NO_COUNTS,
  NOW,
  servers,
  up,
} from '../support/ui-data'

const pair = servers(2)
const cord = ({ page }: PanelPage, ip: string) => page.locator(`[data-cord="${ip}"]`)
const row = ({ page }: PanelPage, ip: string) =>
  page.getByRole('button', { name: new RegExp(`^${ip.replaceAll('.', '\\.')}(,|$)`) })
const card = ({ page }: PanelPage, name: string) =>
  page.getByRole('list', { name: 'Servers' }).getByRole('listitem').filter({ hasText: name })

/** How high a client's row, its socket and the beginning of its cord are, as drawn just now. */
function endsOf({ page }: PanelPage, ip: string): Promise<{ row: number; socket: number; cord: number }> {
  return page.evaluate((key) => {
    const find = (attribute: string) => document.querySelector(`[${attribute}="${key}"]`) ?? document.body
    const middle = ({ top, height }: DOMRect) => top + height / 2
    const path = find('data-cord')
    const picture = path.closest('svg')?.getBoundingClientRect().top ?? 0
    const begin = /M ?[\d.]+ ([\d.]+)/.exec(getComputedStyle(path).getPropertyValue('d'))?.[1]
    return {
      row: middle(find('data-row').getBoundingClientRect()),
      socket: middle(find('data-socket').getBoundingClientRect()),
      cord: picture + Number(begin),
    }
  }, ip)
}

function show(
  panel: PanelPage,
  rows: readonly ClientRow[],
  state: Partial<PanelState> = {},
  settings: Partial<Settings> = {},
) {
  return panel.load(aSnapshot({ state: aState(state, { servers: pair, ...settings }), clients: [...rows] }))
}

test.describe('before there is anything to see', () => {
  test('three steps lead to the first server', async ({ panel }) => {
    const { page } = panel
    await panel.load(aSnapshot({ state: aState({ status: { state: 'stopped', since: NOW } }) }))
    await expect(page.getByRole('heading', { name: 'Three steps to a shared ComfyUI' })).toBeVisible()
    await page.getByRole('button', { name: 'Add the first one' }).click()
    await expect(page.getByRole('navigation').locator('[aria-current]')).toHaveText('Servers')
    await expect(page.getByLabel('Address of row 1', { exact: true })).toBeFocused()
  })

  test('or to a list that is there already', async ({ panel }) => {
    const { page } = panel
    await panel.load(aSnapshot({ state: aState({ status: { state: 'stopped', since: NOW } }) }))
    await page.getByRole('button', { name: 'Paste a list' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('navigation').locator('[aria-current]')).toHaveText('Servers')
  })

  test('or to simulated servers, and says why those could not be started', async ({ panel }) => {
    const { page, fake } = panel
    await panel.load(aSnapshot({ state: aState({ status: { state: 'stopped', since: NOW } }) }))
    await fake.answer('startDemo', err({ code: 'DEMO_FAILED', detail: 'no free port' }))
    await page.getByRole('button', { name: 'See it with simulated servers' }).click()
    await expect.poll(() => fake.calls('startDemo')).toHaveLength(1)
    await expect(page.getByText('The demo could not be started: no free port.')).toBeVisible()
  })

  test('a list in which no server is enabled says so', async ({ panel }) => {
    await show(panel, [], {}, { servers: [aServer(1, { enabled: false })] })
    await expect(panel.page.getByRole('heading', { name: 'No server is enabled' })).toBeVisible()
  })

  test('while nobody is there, the address to give to people stands in the picture', async ({ panel }) => {
    await show(panel, [])
    const main = panel.page.getByRole('main')
    await expect(main.getByRole('heading', { name: 'Nobody is here yet' })).toBeVisible()
    await expect(main.getByText('http://192.168.1.20:8800')).toBeVisible()
    await main.getByRole('button', { name: 'Copy address' }).click()
    await expect.poll(() => panel.clipboard()).toBe('http://192.168.1.20:8800')
  })
})

test.describe('the switchboard', () => {
  test('has a cord from every client to its server, in the hue of the server', async ({ panel }) => {
    await show(panel, clients(3, pair))
    const hueOf = (ip: string) => cord(panel, ip).evaluate((path) => getComputedStyle(path).stroke)
    const hue = (number: number) =>
      panel.page.evaluate((token) => {
        const probe = document.body.appendChild(document.createElement('i'))
        probe.style.color = `var(${token})`
        const { color } = getComputedStyle(probe)
        probe.remove()
        return color
      }, `--cs-hue-${number}`)
    expect(await hueOf('192.168.1.100')).toBe(await hue(2))
    expect(await hueOf('192.168.1.101')).toBe(await hue(1))
    expect(await hueOf('192.168.1.102')).toBe(await hue(2))
    await expect(panel.page.getByRole('button', { name: '192.168.1.100, on Studio B', exact: true })).toBeVisible()
  })

  test('shows a new client as soon as it is pushed, and lets it go when it is forgotten', async ({ panel }) => {
    await show(panel, clients(2, pair))
    await expect(cord(panel, '192.168.1.177')).toHaveCount(0)
    await panel.fake.push('onActivity', anActivity({ clients: [aClient('192.168.1.177', pair)] }))
    await expect(cord(panel, '192.168.1.177')).toHaveCount(1)
    await expect(row(panel, '192.168.1.177')).toBeVisible()
    await panel.fake.push('onActivity', anActivity({ forgotten: ['192.168.1.177'] }))
    await expect(cord(panel, '192.168.1.177')).toHaveCount(0)
  })

  test('draws a client that a socket holds elsewhere dashed, and says why', async ({ panel }) => {
    const { page } = panel
    const held = aClient('192.168.1.100', pair, { serverId: aServer(1).id, why: 'draining' })
    await show(panel, [held, aClient('192.168.1.101', pair)])
    await expect(cord(panel, held.ip)).toHaveCSS('stroke-dasharray', '6px, 5px')
    await expect(cord(panel, '192.168.1.101')).toHaveCSS('stroke-dasharray', 'none')
    await row(panel, held.ip).hover()
    await expect(page.getByRole('tooltip')).toContainText('Home server is Studio B')
    await expect(page.getByRole('tooltip')).toContainText('An open WebSocket keeps it here.')
  })

  test('moves the cord of a client whose last socket closed back home', async ({ panel }) => {
    const held = aClient('192.168.1.100', pair, { serverId: aServer(1).id, why: 'draining' })
    await show(panel, [held])
    await expect(panel.page.getByRole('button', { name: '192.168.1.100, on Studio A' })).toBeVisible()
    await panel.fake.push('onActivity', anActivity({ clients: [aClient('192.168.1.100', pair, { openSockets: 0 })] }))
    await expect(panel.page.getByRole('button', { name: '192.168.1.100, on Studio B' })).toBeVisible()
    await expect(cord(panel, held.ip)).toHaveCSS('stroke-dasharray', 'none')
  })

  test('draws the cord of a client whose server does not answer as broken, and says since when', async ({ panel }) => {
    const { page } = panel
    await show(panel, clients(4, pair), { serverStates: { 'server-1': up(), 'server-2': down() } })
    await expect(cord(panel, '192.168.1.101')).toHaveCount(1)
    await expect(cord(panel, '192.168.1.100')).toHaveCount(0)
    await expect(page.locator('[data-broken="192.168.1.100"]')).toHaveCount(1)
    const name = '192.168.1.100, on Studio B, not answering'
    await page.getByRole('button', { name, exact: true }).hover()
    const why = page.getByRole('tooltip')
    await expect(why).toContainText('Studio B has been down since 14:02 (Server refused the connection).')
    await expect(why).toContainText('Its clients get an error page until it is back.')
    await panel.fake.push('onState', aState({}, { servers: pair }))
    await expect(cord(panel, '192.168.1.100')).toHaveCount(1)
  })

  test('seats who is not let in apart, without a cord, and says what to do', async ({ panel }) => {
    const { page } = panel
    const stranger = aClient('203.0.113.5', pair, { isAllowed: false })
    await show(panel, [...clients(3, pair), stranger])
    await expect(cord(panel, '192.168.1.100')).toHaveCount(1)
    await expect(cord(panel, stranger.ip)).toHaveCount(0)
    await expect(page.locator('[data-row]').last()).toHaveAccessibleName('203.0.113.5, not allowed')
    for (const name of ['Studio A', 'Studio B']) await expect(card(panel, name)).not.toContainText('4 clients')
    await page.locator('[data-row]').last().hover()
    await expect(page.getByRole('tooltip')).toContainText('“Who may connect” does not let it in')
    await expect(page.getByRole('tooltip')).toContainText('change that in Settings')
    await panel.fake.push('onActivity', anActivity({ clients: [{ ...stranger, isAllowed: true }] }))
    await expect(cord(panel, stranger.ip)).toHaveCount(1)
  })

  test('keeps rows, sockets and cords together while they glide', async ({ panel }) => {
    const { page, fake } = panel
    await show(panel, clients(3, pair))
    await expect(cord(panel, '192.168.1.102')).toHaveCount(1)
    const before = await endsOf(panel, '192.168.1.102')
    await fake.push('onActivity', anActivity({ clients: clients(6, pair).slice(3) }))
    await expect(cord(panel, '192.168.1.105')).toHaveCount(1)
    await page.evaluate(() => {
      for (const animation of document.getAnimations()) {
        animation.pause()
        animation.currentTime = 60
      }
    })
    const between = await endsOf(panel, '192.168.1.102')
    await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()))
    const after = await endsOf(panel, '192.168.1.102')
    expect(Math.abs(after.row - before.row)).toBeGreaterThan(8)
    expect(Math.abs(between.row - before.row)).toBeGreaterThan(2)
    expect(Math.abs(between.row - after.row)).toBeGreaterThan(2)
    for (const { row: middle, socket, cord: begin } of [before, between, after]) {
      expect(socket).toBeCloseTo(middle, 0)
      expect(begin).toBeCloseTo(middle, 0)
    }
  })

  test('lets nothing glide for who wants less motion', async ({ panel }) => {
    const { page, fake } = panel
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await show(panel, clients(3, pair))
    await expect(cord(panel, '192.168.1.102')).toHaveCount(1)
    const before = await endsOf(panel, '192.168.1.102')
    await fake.push('onActivity', anActivity({ clients: clients(6, pair).slice(3) }))
    await expect(cord(panel, '192.168.1.105')).toHaveCount(1)
    const { row: middle, socket, cord: begin } = await endsOf(panel, '192.168.1.102')
    expect(Math.abs(middle - before.row)).toBeGreaterThan(8)
    expect(socket).toBeCloseTo(middle, 0)
    expect(begin).toBeCloseTo(middle, 0)
    const picture = page.getByRole('region', { name: 'Switchboard' }).locator('svg, ul')
    const gliding = (parts: Element[]) => parts.flatMap((part) => part.getAnimations({ subtree: true })).length
    expect(await picture.evaluateAll(gliding)).toBe(0)
  })

  test('tells an open WebSocket from none by the socket', async ({ panel }) => {
    await show(panel, [aClient('192.168.1.100', pair), aClient('192.168.1.101', pair, { openSockets: 0 })])
    await expect(panel.page.locator('[data-socket="192.168.1.100"][data-open]')).toHaveCount(1)
    await expect(panel.page.locator('[data-socket="192.168.1.101"]:not([data-open])')).toHaveCount(1)
  })

  test('makes a cord thicker with the traffic of the last seconds', async ({ panel }) => {
    const { page, fake } = panel
    const [first, second] = clients(2, pair)
    if (first === undefined || second === undefined) throw new Error('two clients are wanted')
    await show(panel, [first, second])
    const stepOf = (ip: string) => page.locator('g[data-step]').filter({ has: cord(panel, ip) })
    await expect(stepOf(first.ip)).toHaveAttribute('data-step', '0')
    await fake.push('onActivity', anActivity({ clients: [{ ...first, bytesDown: first.bytesDown + 90_000_000 }] }))
    await page.clock.setFixedTime(NOW + 1000)
    await expect(stepOf(first.ip)).toHaveAttribute('data-step', '3')
    await expect(stepOf(second.ip)).toHaveAttribute('data-step', '0')
  })
})

test.describe('a request that passes', () => {
  const request = (id: number, clientIp: string) => anActivity({ routes: [aRoute(id, { clientIp })] })

  /** Collects what runs along the cords from now on: it is gone after a fifth of a second. */
  async function watchRuns({ page }: PanelPage): Promise<() => Promise<string[]>> {
    await page.evaluate(() => {
      const runs: string[] = []
      Object.assign(window, { runs })
      new MutationObserver((changes) => {
        for (const node of changes.flatMap((change) => [...change.addedNodes])) {
          if (node instanceof SVGElement && node.dataset.run !== undefined) runs.push(node.dataset.run)
        }
      }).observe(document.body, { childList: true, subtree: true })
    })
    return () => page.evaluate(() => (window as unknown as { runs: string[] }).runs)
  }

  test('runs along the cord of its client, and is gone at the end', async ({ panel }) => {
    const { page, fake } = panel
    await show(panel, clients(3, pair))
    await expect(cord(panel, '192.168.1.101')).toHaveCount(1)
    const runs = await watchRuns(panel)
    await fake.push('onActivity', request(1, '192.168.1.101'))
    await expect.poll(runs).toEqual(['192.168.1.101', '192.168.1.101'])
    await expect(page.locator('[data-run]')).toHaveCount(0)
  })

  test('is drawn at most four times a second on one cord', async ({ panel }) => {
    const { fake } = panel
    await show(panel, clients(3, pair))
    await expect(cord(panel, '192.168.1.101')).toHaveCount(1)
    const runs = await watchRuns(panel)
    const routes = Array.from({ length: 50 }, (_, index) => aRoute(index + 1, { clientIp: '192.168.1.101' }))
    await fake.push('onActivity', anActivity({ routes }))
    await fake.push('onActivity', request(60, '192.168.1.100'))
    await expect.poll(runs).toContain('192.168.1.100')
    expect((await runs()).filter((ip) => ip === '192.168.1.101')).toHaveLength(8)
  })

  test('only brightens the cord for who wants less motion', async ({ panel }) => {
    const { page, fake } = panel
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await show(panel, clients(3, pair))
    await expect(cord(panel, '192.168.1.101')).toHaveCount(1)
    const runs = await watchRuns(panel)
    const brightened = page.waitForFunction(
      (ip) =>
        document.getAnimations().some(({ effect }) => {
          const target = effect instanceof KeyframeEffect ? effect.target : null
          return target?.getAttribute('data-cord') === ip
        }),
      '192.168.1.101',
    )
    await fake.push('onActivity', request(1, '192.168.1.101'))
    await brightened
    expect(await runs()).toEqual([])
  })

  test('is not drawn while the page is hidden', async ({ panel }) => {
    const { fake } = panel
    await show(panel, clients(3, pair))
    await expect(cord(panel, '192.168.1.101')).toHaveCount(1)
    const runs = await watchRuns(panel)
    await panel.setVisible(false)
    await fake.push('onActivity', request(1, '192.168.1.101'))
    await panel.setVisible(true)
    await fake.push('onActivity', request(2, '192.168.1.100'))
    await expect.poll(runs).toContain('192.168.1.100')
    expect(await runs()).not.toContain('192.168.1.101')
  })
})

test.describe('the why-card', () => {
  test('shows the classic sum, by pointer', async ({ panel }) => {
    const { page } = panel
    await show(panel, clients(3, pair))
    await row(panel, '192.168.1.100').hover()
    const why = page.getByRole('tooltip')
    await expect(why).toContainText('At home: the hash says so')
    await expect(why).toContainText('hash("192.168.1.100") = 2051273259')
    await expect(why).toContainText('2051273259 mod 2 = 1 → server 2')
    await page.mouse.move(640, 790)
    await expect(why).toHaveCount(0)
  })

  test('and by keyboard: one stop for Tab, then arrow keys from client to client', async ({ panel }) => {
    const { page } = panel
    await show(panel, clients(3, pair))
    await row(panel, '192.168.1.101').focus()
    await expect(page.getByRole('tooltip')).toContainText('mod 2 = 0 → server 1')
    await page.keyboard.press('ArrowDown')
    await expect(row(panel, '192.168.1.100')).toBeFocused()
    await expect(page.getByRole('tooltip')).toContainText('192.168.1.100')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await expect(row(panel, '192.168.1.102')).toBeFocused()
    await expect(page.locator('[data-row][tabindex="0"]')).toHaveCount(1)
  })

  test('counts over the enabled servers and says so when some are off', async ({ panel }) => {
    const list = [aServer(1, { enabled: false }), aServer(2), aServer(3)]
    await show(panel, [aClient('192.168.1.100', list)], {}, { servers: list })
    await row(panel, '192.168.1.100').hover()
    const why = panel.page.getByRole('tooltip')
    await expect(why).toContainText('2051273259 mod 2 = 1 → server 3')
    await expect(why).toContainText('Counted from 0 over the 2 enabled servers.')
  })

  test('lets the cord and its server stand out, the rest steps back', async ({ panel }) => {
    await show(panel, clients(3, pair))
    await row(panel, '192.168.1.100').hover()
    await expect(cord(panel, '192.168.1.100')).toHaveCSS('opacity', '1')
    await expect(cord(panel, '192.168.1.101')).toHaveCSS('opacity', '0.36')
    await expect(card(panel, 'Studio B')).toHaveAttribute('data-light', 'lit')
    await expect(card(panel, 'Studio A')).toHaveAttribute('data-light', 'dim')
    await card(panel, 'Studio A').hover()
    await expect(cord(panel, '192.168.1.101')).toHaveCSS('opacity', '1')
    await expect(panel.page.getByRole('tooltip')).toHaveCount(0)
  })

  test('leaves a pointer at rest alone: what appears under it was not pointed at', async ({ panel }) => {
    const { page, fake } = panel
    await panel.load(aSnapshot({ state: aState({ status: { state: 'stopped', since: NOW } }) }))
    await expect(page.getByRole('heading', { name: 'Three steps to a shared ComfyUI' })).toBeVisible()
    await page.mouse.move(800, 400)
    await fake.push('onState', aState({ revision: 2 }, { servers: servers(4) }))
    const cards = page.getByRole('list', { name: 'Servers' }).getByRole('listitem')
    await expect(cards.and(page.locator(':hover'))).toHaveCount(1)
    await fake.push('onActivity', anActivity({ clients: clients(12, servers(4)) }))
    await expect(page.locator('[data-cord]')).toHaveCount(12)
    await expect(page.locator('[data-light]')).toHaveCount(0)
    await page.mouse.move(801, 400)
    await expect(cards.and(page.locator(':hover'))).toHaveAttribute('data-light', 'lit')
  })

  test('stays inside the picture for every client', async ({ panel }) => {
    const { page } = panel
    await panel.resize(SIZES.small)
    await panel.load(aBusySnapshot())
    const board = await page.getByRole('region', { name: 'Switchboard' }).boundingBox()
    const rows = page.locator('[data-row^="192"]')
    for (let index = 0; index < (await rows.count()); index++) {
      await rows.nth(index).hover()
      const box = await page.getByRole('tooltip').boundingBox()
      expect(box?.y).toBeGreaterThanOrEqual(board?.y ?? 0)
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual((board?.y ?? 0) + (board?.height ?? 0))
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual((board?.x ?? 0) + (board?.width ?? 0))
    }
  })
})

test.describe('the table twin', () => {
  test('says the same in rows and columns', async ({ panel }) => {
    const { page } = panel
    await show(panel, clients(3, pair))
    await page.getByTitle('Table').click()
    const table = page.getByRole('table', { name: 'Clients' })
    await expect(table.getByRole('columnheader')).toHaveText(['Client IP', 'Server', 'Why', 'WebSockets', 'Last seen'])
    await expect(table.getByRole('row').nth(1)).toContainText('192.168.1.101')
    await expect(table.getByRole('row').nth(1)).toContainText('Studio A')
    await panel.expectReachable()
  })

  test('is in the order of the picture, and says what the picture shows', async ({ panel }) => {
    const { page } = panel
    const held = aClient('192.168.1.100', pair, { serverId: aServer(1).id, why: 'draining' })
    const stranger = aClient('10.0.0.1', pair, { isAllowed: false })
    const serverStates = { 'server-1': up(), 'server-2': down() }
    await show(panel, [stranger, held, ...clients(3, pair).slice(1)], { serverStates })
    await page.getByTitle('Table').click()
    const rows = page.getByRole('table', { name: 'Clients' }).getByRole('row')
    await expect(rows.nth(1)).toContainText(/192\.168\.1\.100.*Studio A.*Draining · home is Studio B/s)
    await expect(rows.nth(2)).toContainText(/192\.168\.1\.101.*Studio A.*Hash/s)
    await expect(rows.nth(3)).toContainText(/192\.168\.1\.102.*Studio B.*server is down/s)
    await expect(rows.nth(4)).toContainText(/10\.0\.0\.1.*No server.*Not allowed/s)
  })

  test('has a row of its own for everybody who shares one in the picture', async ({ panel }) => {
    const { page } = panel
    await show(panel, clients(140, pair))
    await page.getByTitle('Table').click()
    await expect(page.getByRole('table', { name: 'Clients' })).toHaveAttribute('aria-rowcount', '141')
  })

  test('is reached by keyboard', async ({ panel }) => {
    const { page } = panel
    await show(panel, clients(3, pair))
    await page.getByRole('radio', { name: 'Picture' }).focus()
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('table', { name: 'Clients' })).toBeVisible()
  })
})

test.describe('while nothing runs', () => {
  const port = {
    code: 'PORT_IN_USE',
    detail: 'EADDRINUSE',
    params: { host: '', port: 8800, suggestedPort: 8801 },
  } as const

  for (const [state, title] of [
    ['stopped', 'Stopped'],
    ['starting', 'Starting'],
    ['stopping', 'Stopping'],
  ] as const) {
    test(`${state}: the cords are unplugged and nobody is lost`, async ({ panel }) => {
      await show(panel, clients(4, pair), { status: { state, since: NOW } })
      await expect(panel.page.getByRole('main').getByRole('heading', { name: title })).toBeVisible()
      await expect(panel.page.locator('[data-row]')).toHaveCount(4)
      await expect(panel.page.locator('[data-cord]')).toHaveCount(0)
    })
  }

  test('a taken port is named, and the free one is a click away', async ({ panel }) => {
    const { page, fake } = panel
    await show(panel, clients(4, pair), { status: { state: 'failed', since: NOW, error: port } })
    await expect(page.getByRole('heading', { name: 'Port 8800 is taken' })).toBeVisible()
    await page.getByRole('button', { name: 'Use 8801', exact: true }).click()
    await expect.poll(() => fake.calls('startProxy')).toHaveLength(1)
    expect(await fake.calls('updateSettings')).toEqual([
      { name: 'updateSettings', argument: { listen: { host: '', port: 8801 } } },
    ])
  })

  test('or is tried again, or another one is chosen', async ({ panel }) => {
    const { page, fake } = panel
    await show(panel, [], { status: { state: 'failed', since: NOW, error: port } })
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect.poll(() => fake.calls('startProxy')).toHaveLength(1)
    await page.getByRole('button', { name: 'Choose another' }).click()
    await expect(page.getByRole('navigation').locator('[aria-current]')).toHaveText('Settings')
  })

  test('a port without a free neighbour is not offered one', async ({ panel }) => {
    const error = { ...port, params: { host: '', port: 8800 } }
    await show(panel, [], { status: { state: 'failed', since: NOW, error } })
    await expect(panel.page.getByRole('button', { name: 'Try again' })).toBeVisible()
    await expect(panel.page.getByRole('button', { name: /^Use / })).toHaveCount(0)
  })

  test('any other failure says what it was', async ({ panel }) => {
    const error = { code: 'PORT_FORBIDDEN', detail: 'EACCES', params: { port: 80 } } as const
    await show(panel, [], { status: { state: 'failed', since: NOW, error } })
    await expect(panel.page.getByRole('main')).toContainText('This system does not let the program use port 80.')
  })

  test('when no server answers, the picture says where to look', async ({ panel }) => {
    const { page } = panel
    await show(panel, clients(4, pair), { serverStates: { 'server-1': down(), 'server-2': down() } })
    await expect(page.getByRole('heading', { name: 'No server answers' })).toBeVisible()
    await page.getByRole('button', { name: 'Check the list' }).click()
    await expect(page.getByRole('navigation').locator('[aria-current]')).toHaveText('Servers')
  })
})

test.describe('beside the picture', () => {
  test('figures count what happens right now', async ({ panel }) => {
    const { page, fake } = panel
    const now = page.getByRole('region', { name: 'Right now' })
    await panel.load(
      aSnapshot({ state: aState({}, { servers: pair }), counts: { ...NO_COUNTS, requests: 1000, clients: 3 } }),
    )
    await expect(now).toContainText('1,000 in all')
    await fake.push(
      'onActivity',
      anActivity({
        counts: {
          ...NO_COUNTS,
          requests: 1384,
          openSockets: 27,
          bytesDown: 18_700_000,
          bytesUp: 1_200_000,
          errors: 4,
          clients: 24,
        },
      }),
    )
    await page.clock.setFixedTime(NOW + 1000)
    await expect(now).toContainText('384/s')
    await expect(now).toContainText('18.7MB/s')
    await expect(now).toContainText('↑ 1.20 MB/s')
    await expect(now).toContainText('27')
    await expect(now).toContainText('24 clients')
    await expect(now).toContainText('4')
  })

  test('figures go on where they were when the screen opens again', async ({ panel }) => {
    const { page, fake } = panel
    const now = page.getByRole('region', { name: 'Right now' })
    await panel.load(aSnapshot({ state: aState({}, { servers: pair }), counts: NO_COUNTS }))
    await expect(now).toContainText('0 in all')
    await panel.open('clients')
    await page.clock.setFixedTime(NOW + 2000)
    await fake.push('onActivity', anActivity({ counts: { ...NO_COUNTS, requests: 100 } }))
    await panel.open('overview')
    await expect(now).toContainText('50.0/s')
  })

  test('the list names every server with its state, the disabled ones too', async ({ panel }) => {
    const list = [aServer(1), aServer(2), aServer(3, { enabled: false })]
    await panel.load(
      aSnapshot({ state: aState({ serverStates: { 'server-1': up(), 'server-2': down() } }, { servers: list }) }),
    )
    const lines = panel.page.getByRole('region', { name: 'Server list' }).getByRole('listitem')
    await expect(lines).toHaveText([/Studio B.*Down/s, /Studio A.*Healthy/s, /Studio C.*Disabled/s])
    await expect(lines.first()).toContainText('since 14:02 · Server refused the connection')
  })

  test('those of the list that do not answer come first, the rest keeps its order', async ({ panel }) => {
    const list = servers(5)
    const lines = panel.page.getByRole('region', { name: 'Server list' }).getByRole('listitem')
    const order = ['Studio A', 'Studio B', 'Studio C', 'Studio D', 'Studio E']
    await panel.load(aSnapshot({ state: aState({}, { servers: list }) }))
    await expect(lines).toContainText(order)
    const states = Object.fromEntries(list.map(({ id }, index) => [id, index === 1 || index === 3 ? down() : up()]))
    await panel.fake.push('onState', aState({ revision: 2, serverStates: states }, { servers: list }))
    await expect(lines).toContainText(['Studio B', 'Studio D', 'Studio A', 'Studio C', 'Studio E'])
    await panel.fake.push('onState', aState({ revision: 3 }, { servers: list }))
    await expect(lines).toContainText(order)
  })

  test('the picture counts the servers that it draws, of all in the list', async ({ panel }) => {
    const head = panel.page.getByRole('heading', { name: /^Servers/ })
    await show(panel, [], {}, { servers: servers(3) })
    await expect(head).toHaveText('Servers 3')
    const list = [aServer(1), aServer(2, { enabled: false }), aServer(3)]
    await panel.fake.push('onState', aState({ revision: 2 }, { servers: list }))
    await expect(head).toHaveText('Servers 2 of 3')
    await expect(panel.page.locator('[data-server]')).toHaveCount(2)
  })
})

const scenes = {
  'first run': (settings: Partial<Settings>) =>
    aSnapshot({ state: aState({ status: { state: 'stopped', since: NOW } }, settings) }),
  busy: aBusySnapshot,
  failed: (settings: Partial<Settings>) => {
    const busy = aBusySnapshot(settings)
    const error = { code: 'PORT_IN_USE', detail: '', params: { port: 8800, suggestedPort: 8801 } } as const
    return { ...busy, state: { ...busy.state, status: { state: 'failed', since: NOW, error } as const } }
  },
  'all down': (settings: Partial<Settings>) => {
    const busy = aBusySnapshot(settings)
    const serverStates = Object.fromEntries(busy.state.settings.servers.map((server) => [server.id, down()]))
    return { ...busy, state: { ...busy.state, serverStates } }
  },
}

for (const [scene, make] of Object.entries(scenes)) {
  for (const [theme, language, size] of [
    ['dark', 'en', 'wide'],
    ['light', 'zh', 'wide'],
    ['light', 'en', 'small'],
    ['dark', 'zh', 'small'],
  ] as const) {
    test(`everybody can read and reach it: ${scene}, ${theme}, ${language}, ${size}`, async ({ panel }) => {
      await panel.resize(SIZES[size])
      await panel.load(make({ theme, language }))
      await expect(panel.page.locator('html')).toHaveAttribute('lang', language === 'zh' ? 'zh-CN' : 'en')
      await panel.expectReachable()
    })
  }
}
