import type { ClientRow } from '@shared/model/client-row'
import type { Settings } from '@shared/model/settings'
import { expect, type PanelPage, SIZES, test } from '../support/ui-app'
import {
  aBusySnapshot,
  aClient,
  anActivity,
  aServer,
  aSnapshot,
  aState,
  clients,
  down,
  NOW,
  servers,
  up,
} from '../support/ui-data'

const list = servers(3)
const MINUTE = 60_000

const table = ({ page }: PanelPage) => page.getByRole('table', { name: 'Clients' })
const rows = (panel: PanelPage) => table(panel).getByRole('rowgroup').nth(1).getByRole('row')
const head = (panel: PanelPage, name: string) => table(panel).getByRole('columnheader', { name })

async function show(panel: PanelPage, shown: readonly ClientRow[], settings: Partial<Settings> = {}): Promise<void> {
  await panel.load(aSnapshot({ state: aState({}, { servers: list, ...settings }), clients: [...shown] }))
  await panel.open('clients')
}

/** The IPs of the rows in sight, from top to bottom. */
async function ips(panel: PanelPage): Promise<string[]> {
  const all = await rows(panel).evaluateAll((elements) =>
    elements
      .map((element) => ({
        ip: element.querySelector('code')?.textContent ?? '',
        top: element.getBoundingClientRect().top,
      }))
      .sort((a, b) => a.top - b.top)
      .map(({ ip }) => ip),
  )
  return all
}

test('a row says who, where, why, how much and when', async ({ panel }) => {
  await show(panel, [
    aClient('192.168.1.100', list, {
      serverId: aServer(2).id,
      why: 'draining',
      openSockets: 2,
      requests: 8820,
      bytesUp: 1_970_000_000,
      bytesDown: 97_500_000,
      firstSeen: new Date(2026, 2, 12, 8, 41).getTime(),
      lastSeen: NOW - 6000,
    }),
  ])
  await expect(rows(panel).getByRole('cell')).toHaveText([
    '192.168.1.100',
    /2\s*Studio B/,
    'Draining · home is Studio A',
    '2',
    '8,820',
    '1.97 GB',
    '97.5 MB',
    '08:41',
    '6 s ago',
  ])
})

test('a client whose server does not answer is marked', async ({ panel }) => {
  const [first] = clients(1, list)
  const serverStates = Object.fromEntries(list.map(({ id }) => [id, id === first?.serverId ? down() : up()]))
  await panel.load(aSnapshot({ state: aState({ serverStates }, { servers: list }), clients: clients(6, list) }))
  await panel.open('clients')
  await expect(rows(panel).first()).toContainText('Hash · server is down')
  const marked = clients(6, list).filter((client) => client.serverId === first?.serverId)
  await expect(rows(panel).filter({ hasText: 'server is down' })).toHaveCount(marked.length)
})

test('that the server is down stays whole in the smallest window', async ({ panel }) => {
  const { page } = panel
  const held = aClient('192.168.1.100', list, { serverId: aServer(2).id, why: 'draining' })
  const serverStates = Object.fromEntries(list.map(({ id }) => [id, down()]))
  await panel.resize(SIZES.small)
  await panel.load(aSnapshot({ state: aState({ serverStates }, { servers: list }), clients: [held] }))
  const marked = page.getByText('server is down', { exact: true })
  const end = () =>
    marked.evaluate((words) => {
      const room = words.parentElement?.getBoundingClientRect().right ?? 0
      return words.getBoundingClientRect().right - room
    })
  await page.getByTitle('Table').click()
  expect(await end()).toBeLessThanOrEqual(0.5)
  await panel.open('clients')
  expect(await end()).toBeLessThanOrEqual(0.5)
})

test('values change in place as they are pushed', async ({ panel }) => {
  const [first] = clients(3, list)
  if (first === undefined) throw new Error('a client is wanted')
  await show(panel, clients(3, list))
  await panel.fake.push('onActivity', anActivity({ clients: [{ ...first, requests: 123_456, lastSeen: NOW }] }))
  await expect(rows(panel).first()).toContainText('123,456')
  await expect(rows(panel).first()).toContainText('now')
})

test('a client that has not been seen for long steps back', async ({ panel }) => {
  await show(panel, [
    aClient('192.168.1.100', list, { lastSeen: NOW - 9 * MINUTE }),
    aClient('192.168.1.101', list, { lastSeen: NOW - 7 * MINUTE }),
  ])
  await expect(rows(panel).nth(0)).toHaveAttribute('data-old', 'true')
  await expect(rows(panel).nth(1)).not.toHaveAttribute('data-old', 'true')
})

test.describe('sorting', () => {
  const three = [
    aClient('192.168.1.9', list, { requests: 50 }),
    aClient('192.168.1.10', list, { requests: 700 }),
    aClient('10.0.0.200', list, { requests: 3 }),
  ]

  test('is by IP at first, as a number', async ({ panel }) => {
    await show(panel, three)
    await expect(head(panel, 'Client IP')).toHaveAttribute('aria-sort', 'ascending')
    await expect.poll(() => ips(panel)).toEqual(['10.0.0.200', '192.168.1.9', '192.168.1.10'])
  })

  test('is by the column whose head is pressed: figures largest first, then the other way round', async ({ panel }) => {
    await show(panel, three)
    await head(panel, 'Requests').getByRole('button').click()
    await expect(head(panel, 'Requests')).toHaveAttribute('aria-sort', 'descending')
    await expect.poll(() => ips(panel)).toEqual(['192.168.1.10', '192.168.1.9', '10.0.0.200'])
    await head(panel, 'Requests').getByRole('button').press('Enter')
    await expect(head(panel, 'Requests')).toHaveAttribute('aria-sort', 'ascending')
    await expect.poll(() => ips(panel)).toEqual(['10.0.0.200', '192.168.1.9', '192.168.1.10'])
  })

  test('does not move rows under the pointer; they find their place when it has left', async ({ panel }) => {
    const { page, fake } = panel
    await show(panel, three)
    await head(panel, 'Requests').getByRole('button').click()
    await rows(panel).filter({ hasText: '192.168.1.9' }).hover()
    const busiest = aClient('10.0.0.200', list, { requests: 9999 })
    await fake.push('onActivity', anActivity({ clients: [busiest, aClient('10.0.0.7', list, { requests: 5000 })] }))
    await expect(rows(panel).filter({ hasText: '10.0.0.200' })).toContainText('9,999')
    await expect.poll(() => ips(panel)).toEqual(['192.168.1.10', '192.168.1.9', '10.0.0.200', '10.0.0.7'])
    await page.mouse.move(600, 20)
    await expect.poll(() => ips(panel)).toEqual(['10.0.0.200', '10.0.0.7', '192.168.1.10', '192.168.1.9'])
  })
})

test.describe('finding', () => {
  test('takes a part of an IP or of a server, and says so when there is none', async ({ panel }) => {
    const { page } = panel
    await show(panel, clients(12, list))
    const search = page.getByRole('searchbox', { name: 'Find by IP or server' })
    await search.fill('1.107')
    await expect.poll(() => ips(panel)).toEqual(['192.168.1.107'])
    await search.fill('studio b')
    for (const row of await rows(panel).all()) await expect(row).toContainText('Studio B')
    await search.fill('10.9.9.9')
    await expect(page.getByRole('heading', { name: 'No client matches' })).toBeVisible()
    await page.getByRole('button', { name: 'Show all' }).click()
    await expect(search).toHaveValue('')
    await expect(rows(panel)).toHaveCount(12)
  })

  test('shows the clients of one server', async ({ panel }) => {
    const { page } = panel
    const all = clients(12, list)
    const ofSecond = all.filter((client) => client.serverId === list[1]?.id).map((client) => client.ip)
    await show(panel, all)
    const filter = page.getByRole('group', { name: 'Show the clients of' })
    await filter.getByRole('button', { name: 'Studio B' }).click()
    await expect(filter.getByRole('button', { name: 'Studio B' })).toHaveAttribute('aria-pressed', 'true')
    await expect.poll(() => ips(panel)).toEqual(ofSecond)
    await filter.getByRole('button', { name: 'All servers' }).click()
    await expect(rows(panel)).toHaveCount(12)
  })

  test('shows who is not let in, who is at no server', async ({ panel }) => {
    const { page } = panel
    const stranger = aClient('203.0.113.5', list, { isAllowed: false })
    await show(panel, [...clients(12, list), stranger])
    const filter = page.getByRole('group', { name: 'Show the clients of' })
    await filter.getByRole('button', { name: 'Not allowed 1' }).click()
    await expect.poll(() => ips(panel)).toEqual([stranger.ip])
    await expect(rows(panel).first()).toContainText(/No server.*Not allowed/s)
    await page.getByRole('button', { name: 'All servers' }).click()
  })

  test('chooses among many servers by typing', async ({ panel }) => {
    const { page } = panel
    const many = servers(40).map((server, index) => ({ ...server, name: `gpu-${index + 1}` }))
    await show(panel, clients(80, many), { servers: many })
    await page.getByRole('combobox', { name: 'Show the clients of' }).fill('gpu-17')
    await page.getByRole('option', { name: '17 · gpu-17' }).click()
    await expect(rows(panel).first()).toContainText('gpu-17')
    for (const row of await rows(panel).all()) await expect(row).toContainText('gpu-17')
  })
})

test('says that nobody has come yet', async ({ panel }) => {
  await show(panel, [])
  await expect(panel.page.getByRole('heading', { name: 'No client yet' })).toBeVisible()
})

test('ten thousand clients are drawn as far as they are in sight, and every one can be scrolled to', async ({
  panel,
}) => {
  const { page } = panel
  await show(panel, clients(10_000, list))
  await expect(table(panel)).toHaveAttribute('aria-rowcount', '10001')
  expect(await rows(panel).count()).toBeLessThan(60)
  await table(panel).getByRole('rowgroup').nth(1).focus()
  await page.keyboard.press('End')
  await expect(rows(panel).filter({ hasText: '10.0.39.250' })).toBeVisible()
  await page.getByRole('searchbox').fill('10.0.20.7')
  await expect(rows(panel).filter({ hasText: '10.0.20.77' })).toBeVisible()
})

for (const [theme, language, size] of [
  ['dark', 'en', 'wide'],
  ['light', 'zh', 'wide'],
  ['light', 'en', 'small'],
  ['dark', 'zh', 'small'],
] as const) {
  for (const scene of ['busy', 'empty'] as const) {
    test(`everybody can read and reach it: ${scene}, ${theme}, ${language}, ${size}`, async ({ panel }) => {
      await panel.resize(SIZES[size])
      const busy = aBusySnapshot({ theme, language })
      await panel.load(scene === 'busy' ? busy : { ...busy, clients: [] })
      await panel.open('clients')
      await panel.expectReachable()
    })
  }
}
