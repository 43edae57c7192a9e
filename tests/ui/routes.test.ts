import { AxeBuilder } from '@axe-core/playwright'
import type { RouteRow } from '@shared/model/route-row'
import { expect, type PanelPage, SIZES, test } from '../support/ui-app'
import { anActivity, aRoute, aSnapshot, aState, NOW, servers } from '../support/ui-data'

const list = servers(2)
const aSocket = (id: number, patch: Partial<RouteRow> = {}) =>
  aRoute(id, { kind: 'ws', target: '/ws?clientId=abc', isOpen: true, status: 101, durationMs: null, ...patch })
const routes = (from: number, to: number, patch: Partial<RouteRow> = {}) =>
  Array.from({ length: to - from + 1 }, (_, index) => aRoute(from + index, patch))

async function showRoutes(panel: PanelPage, rows: RouteRow[] = []): Promise<void> {
  await panel.load(aSnapshot({ state: aState({}, { servers: list }), routes: rows }))
  await panel.page
    .getByRole('navigation')
    .getByRole('button', { name: /^(Routes|路由)$/ })
    .click()
}

const push = (panel: PanelPage, rows: RouteRow[], dropped = 0) =>
  panel.fake.push('onActivity', anActivity({ routes: rows, dropped }))
const rowsOf = ({ page }: PanelPage) => page.getByRole('row').filter({ has: page.getByRole('cell') })
const log = ({ page }: PanelPage) => page.getByRole('rowgroup', { name: 'Routes, newest first' })

test('an empty log says how to fill it, running or stopped', async ({ panel }) => {
  await showRoutes(panel)
  await expect(panel.page.getByText('Open http://192.168.1.20:8800 in a browser')).toBeVisible()
  const status = { state: 'stopped', since: NOW } as const
  await panel.fake.push('onState', aState({ revision: 2, status }, { servers: list }))
  await expect(panel.page.getByText('Press Start: every request')).toBeVisible()
})

test('a row shows when, who, what, where, how it ended, how long and how much; the newest is on top', async ({
  panel,
}) => {
  await showRoutes(panel, [aRoute(1)])
  const at = new Date(2026, 2, 12, 14, 25, 59, 83).getTime()
  const target = '/api/prompt?x=1'
  await push(panel, [aRoute(2, { at, method: 'POST', target, bytesUp: 22_900, bytesDown: 300, durationMs: 1240 })])
  await expect(rowsOf(panel)).toHaveCount(2)
  await expect(rowsOf(panel).first()).toHaveText(
    '14:25:59.083192.168.1.100POST/api/prompt?x=11Studio A2001.24 s22.9 kB300 B',
  )
})

test('a refused row says why, and a row of a removed server still says where it went', async ({ panel }) => {
  await showRoutes(panel, [
    aRoute(1, { status: 403, error: 'FOREIGN_PAGE', serverId: null, serverUrl: null }),
    aRoute(2, { serverId: 'gone' as RouteRow['serverId'], serverUrl: 'http://192.168.1.77:8188' }),
  ])
  await expect(rowsOf(panel).last()).toContainText('Called from a page of another address')
  await expect(rowsOf(panel).last()).toContainText('403')
  await expect(rowsOf(panel).first()).toContainText('192.168.1.77:8188')
})

test('an open WebSocket stays in sight above the log, its age ticks and its traffic grows until it closes', async ({
  panel,
}) => {
  await showRoutes(panel, [aSocket(1, { at: NOW - 42_000 }), ...routes(2, 200)])
  const socket = panel.page.getByRole('list', { name: 'Open WebSockets' }).getByRole('listitem')
  await expect(panel.page.getByText('1 open WebSocket')).toBeVisible()
  await expect(socket).toContainText('open')
  await expect(socket).toContainText('42 s')
  await panel.page.clock.setFixedTime(NOW + 3000)
  await expect(socket).toContainText('45 s')
  await push(panel, [aSocket(1, { seq: 999, at: NOW - 42_000, bytesDown: 96_400_000 })])
  await expect(socket).toContainText('96.4 MB')
  await push(panel, [aSocket(1, { seq: 1000, isOpen: false, durationMs: 45_000 })])
  await expect(socket).toHaveCount(0)
})

test('more than three open WebSockets fold, and all of them can be shown', async ({ panel }) => {
  await showRoutes(
    panel,
    Array.from({ length: 5 }, (_, index) => aSocket(index + 1)),
  )
  const sockets = panel.page.getByRole('list', { name: 'Open WebSockets' }).getByRole('listitem')
  await expect(sockets).toHaveCount(3)
  await panel.page.getByRole('button', { name: 'Show all' }).click()
  await expect(sockets).toHaveCount(5)
})

test('the log follows its newest row until the person scrolls away, then waits for them', async ({ panel }) => {
  await showRoutes(panel, routes(1, 200))
  await push(panel, [aRoute(201, { target: '/followed' })])
  await expect(rowsOf(panel).first()).toContainText('/followed')

  await log(panel).hover()
  await panel.page.mouse.wheel(0, 560)
  await expect(panel.page.getByRole('button', { name: /^Go to the newest/ })).toBeVisible()
  const top = () => log(panel).evaluate((element) => element.scrollTop)
  const before = await top()
  await push(panel, routes(202, 234, { target: '/later' }))
  await expect(panel.page.getByRole('button', { name: 'Go to the newest 33 wait' })).toBeVisible()
  expect(await top()).toBe(before)
  await expect(panel.page.getByText('/later')).toHaveCount(0)

  await panel.page.getByRole('button', { name: /^Go to the newest/ }).click()
  await expect(rowsOf(panel).first()).toContainText('/later')
  expect(await top()).toBe(0)
})

test('scrolling back to the top follows again', async ({ panel }) => {
  await showRoutes(panel, routes(1, 200))
  await log(panel).hover()
  await panel.page.mouse.wheel(0, 560)
  await expect(panel.page.getByRole('button', { name: /^Go to the newest/ })).toBeVisible()
  await push(panel, [aRoute(201, { target: '/later' })])
  await panel.page.mouse.wheel(0, -5000)
  await expect(rowsOf(panel).first()).toContainText('/later')
})

test('a paused log stands still, counts what waits, and keeps what the store has dropped since', async ({ panel }) => {
  await showRoutes(panel, [...routes(1, 9), aRoute(10, { target: '/last-before' })])
  await panel.page.getByRole('button', { name: 'Pause', exact: true }).click()
  await expect(panel.page.getByText('Paused at 14:26:00')).toBeVisible()
  await push(panel, routes(11, 158))
  await expect(panel.page.getByText('148 wait')).toBeVisible()
  await push(panel, routes(159, 6000))
  await expect(panel.page.getByText('5,000+ wait')).toBeVisible()
  await expect(rowsOf(panel)).toHaveCount(10)
  await expect(rowsOf(panel).first()).toContainText('/last-before')
  await panel.page.getByRole('button', { name: 'Resume', exact: true }).click()
  await expect(panel.page.getByText('/last-before')).toHaveCount(0)
  await expect(panel.page.getByText('5,000 kept')).toBeVisible()
})

test('a row that is open while the log is paused still shows how it ends', async ({ panel }) => {
  await showRoutes(panel, [aRoute(1, { isOpen: true, status: null, durationMs: null })])
  await panel.page.getByRole('button', { name: 'Pause', exact: true }).click()
  await expect(rowsOf(panel).first()).toContainText('waiting')
  await push(panel, [aRoute(1, { seq: 2, status: 502, error: 'SERVER_REFUSED' })])
  await expect(rowsOf(panel).first()).toContainText('Server refused the connection')
})

test('the search looks in everything that a row shows, and says when nothing matches', async ({ panel }) => {
  await showRoutes(panel, [
    aRoute(1, { clientIp: '10.0.0.7' }),
    aRoute(2, { method: 'POST', target: '/api/prompt' }),
    aRoute(3, { status: 502, error: 'SERVER_REFUSED', serverId: list[1]?.id ?? null }),
  ])
  const box = panel.page.getByRole('searchbox', { name: 'Search routes' })
  for (const [query, id] of [
    ['10.0.0.7', '10.0.0.7'],
    ['post prompt', '/api/prompt'],
    ['studio b', '502'],
    ['refused', '502'],
  ] as const) {
    await box.fill(query)
    await expect(rowsOf(panel)).toHaveCount(1)
    await expect(rowsOf(panel)).toContainText(id)
    await expect(panel.page.getByText('1 of 3 kept')).toBeVisible()
  }
  await box.fill('nowhere')
  await expect(panel.page.getByText('No route matches')).toBeVisible()
  await panel.page.getByRole('main').getByRole('button', { name: 'Clear search' }).last().click()
  await expect(rowsOf(panel)).toHaveCount(3)
})

test('what main left out is said', async ({ panel }) => {
  await showRoutes(panel, [aRoute(1)])
  await push(panel, [aRoute(2)], 1204)
  await expect(panel.page.getByText('1,204 left out: too many at once')).toBeVisible()
})

test('five thousand rows are drawn only where they are in sight', async ({ panel }) => {
  await showRoutes(panel, routes(1, 5000))
  await expect(panel.page.getByText('5,000 kept')).toBeVisible()
  expect(await rowsOf(panel).count()).toBeLessThan(60)
  await log(panel).focus()
  await panel.page.keyboard.press('End')
  await expect(rowsOf(panel).last()).toHaveAttribute('aria-rowindex', '5001')
})

for (const [theme, language] of [
  ['dark', 'en'],
  ['light', 'zh'],
] as const) {
  test(`the screen has no accessibility violation and fits the smallest window (${theme}, ${language})`, async ({
    panel,
  }) => {
    await panel.resize(SIZES.small)
    await panel.load(
      aSnapshot({
        state: aState({}, { servers: list, theme, language }),
        routes: [
          ...Array.from({ length: 5 }, (_, index) => aSocket(index + 1)),
          ...routes(6, 40),
          aRoute(41, { status: 502, error: 'SERVER_REFUSED' }),
          aRoute(42, { status: 403, error: 'FOREIGN_PAGE', serverId: null, serverUrl: null }),
          aRoute(43, { status: 304 }),
          aRoute(44, { isOpen: true, status: null, durationMs: null }),
        ],
      }),
    )
    await panel.page
      .getByRole('navigation')
      .getByRole('button', { name: /^(Routes|路由)$/ })
      .click()
    await panel.page.getByRole('button', { name: /^(Pause|暂停)$/ }).click()
    await panel.page.mouse.move(0, 0)
    const { violations } = await new AxeBuilder({ page: panel.page }).setLegacyMode().include('main').analyze()
    expect(violations).toEqual([])
    expect(await panel.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  })
}
