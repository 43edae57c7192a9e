import { AxeBuilder } from '@axe-core/playwright'
import { err } from '@shared/ipc/result'
import type { Settings } from '@shared/model/settings'
import { expect, type PanelPage, SIZES, test } from '../support/ui-app'
import { aBusySnapshot, aClient, aServer, aSnapshot, aState, servers } from '../support/ui-data'

const list = servers(3)

async function openServers({ page }: PanelPage): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^(Servers|服务器)$/ })
    .click()
}

async function showServers(panel: PanelPage, settings: Partial<Settings> = { servers: list }): Promise<void> {
  await panel.load(aSnapshot({ state: aState({}, settings) }))
  await openServers(panel)
}

const address = ({ page }: PanelPage, row: number) => page.getByLabel(`Address of row ${row}`, { exact: true })
const nameField = ({ page }: PanelPage, row: number) => page.getByLabel(`Name of row ${row}`, { exact: true })
const button = ({ page }: PanelPage, name: string) => page.getByRole('button', { name, exact: true })
const bar = ({ page }: PanelPage) => page.getByRole('region', { name: 'Changes' })
const pushServers = (panel: PanelPage, saved: Settings['servers']) =>
  panel.fake.push('onState', aState({ revision: 2 }, { servers: saved }))

test('an empty list says what to do, and Add server puts the focus into the address of a new row', async ({
  panel,
}) => {
  await showServers(panel, { servers: [] })
  await expect(panel.page.getByRole('heading', { name: 'No servers yet' })).toBeVisible()
  await button(panel, 'Add server').click()
  await expect(address(panel, 1)).toBeFocused()
  await expect(panel.page.getByRole('heading', { name: 'No servers yet' })).toHaveCount(0)
})

test('addresses are typed one after the other with Enter; Apply saves them, and the bar stays until main says so', async ({
  panel,
}) => {
  await showServers(panel, { servers: [] })
  await button(panel, 'Add server').click()
  await panel.page.keyboard.type('192.168.1.31:8188')
  await panel.page.keyboard.press('Enter')
  await expect(address(panel, 2)).toBeFocused()
  await panel.page.keyboard.type('http://192.168.1.32:8188/')
  await nameField(panel, 2).fill('Lab')
  await expect(bar(panel)).toContainText('2 servers added.')
  expect(await panel.fake.calls('saveServers')).toEqual([])

  await button(panel, 'Apply').click()
  await expect.poll(() => panel.fake.calls('saveServers')).toHaveLength(1)
  const [call] = await panel.fake.calls('saveServers')
  const sent = call?.argument ?? []
  expect(sent.map(({ url, name, enabled }) => ({ url, name, enabled }))).toEqual([
    { url: '192.168.1.31:8188', name: '', enabled: true },
    { url: 'http://192.168.1.32:8188/', name: 'Lab', enabled: true },
  ])
  await expect(bar(panel)).toBeVisible()
  await pushServers(panel, sent)
  await expect(bar(panel)).toHaveCount(0)
  await expect(address(panel, 2)).toHaveValue('http://192.168.1.32:8188/')
})

test('what is wrong is said under the field, Apply waits for it, and it goes as soon as it is right', async ({
  panel,
}) => {
  await showServers(panel)
  await address(panel, 2).fill('192.168.1.20:8800')
  await expect(address(panel, 2)).toHaveAccessibleDescription(/switchboard’s own address/)
  await address(panel, 3).fill('HTTP://192.168.1.31:8188/')
  await expect(address(panel, 3)).toHaveAccessibleDescription('This is the same server as row 1.')
  await expect(bar(panel)).toContainText('2 rows have errors, the first is row 2.')
  await expect(button(panel, 'Apply')).toBeDisabled()
  await expect(button(panel, 'Apply')).toHaveAccessibleDescription(/Apply waits until this is corrected/)

  await bar(panel)
    .getByRole('button', { name: /2 rows have errors/ })
    .click()
  await expect(address(panel, 2)).toBeFocused()
  await address(panel, 2).fill('192.168.1.52:8188')
  await address(panel, 3).fill('192.168.1.53:8188')
  await expect(panel.page.getByText('This is the same server')).toHaveCount(0)
  await expect(button(panel, 'Apply')).toBeEnabled()
})

test('every problem of an address has its own sentence', async ({ panel }) => {
  await showServers(panel, { servers: [aServer(1)] })
  const problems: [string, RegExp][] = [
    ['', /Enter the address/],
    ['ftp://host', /Only addresses with http/],
    ['http://me:secret@host', /Leave out the user name/],
    ['http://host/path', /Leave out the path/],
    ['http://host/?x', /Leave out everything from/],
    ['http://ho st', /not the name or IP address/],
    ['192.168.1', /four numbers/],
    ['host:0', /port must be/],
  ]
  for (const [text, sentence] of problems) {
    await address(panel, 1).fill(text)
    await expect(address(panel, 1)).toHaveAccessibleDescription(sentence)
  }
})

test('a refused Apply says why and loses nothing', async ({ panel }) => {
  await showServers(panel)
  await panel.fake.answer('saveServers', err({ code: 'INVALID_SERVERS', detail: 'row 1' }))
  await nameField(panel, 1).fill('Renamed')
  await button(panel, 'Apply').click()
  await expect(bar(panel)).toContainText('Not applied. The server list has an error and was not applied.')
  await expect(nameField(panel, 1)).toHaveValue('Renamed')
  await expect(button(panel, 'Apply')).toBeEnabled()
})

test('the draft is still there after a look at another screen', async ({ panel }) => {
  await showServers(panel)
  await nameField(panel, 1).fill('Typed')
  await panel.page.getByRole('navigation').getByRole('button', { name: 'Routes' }).click()
  await openServers(panel)
  await expect(nameField(panel, 1)).toHaveValue('Typed')
  await expect(bar(panel)).toContainText('1 server changed.')
})

test('a list that changes elsewhere keeps the draft and takes the rest over', async ({ panel }) => {
  await showServers(panel)
  await nameField(panel, 1).fill('Mine')
  await pushServers(panel, [...list, aServer(4, { name: 'From elsewhere' })])
  await expect(nameField(panel, 4)).toHaveValue('From elsewhere')
  await expect(nameField(panel, 1)).toHaveValue('Mine')
  await expect(bar(panel)).toContainText('1 server changed.')
})

test('a removed row stays struck through until Apply and can be restored', async ({ panel }) => {
  await showServers(panel)
  await button(panel, 'Remove row 2').click()
  await expect(address(panel, 2)).toHaveCSS('text-decoration-line', 'line-through')
  await expect(address(panel, 2)).not.toBeEditable()
  await expect(bar(panel)).toContainText('1 server removed.')
  await expect(button(panel, 'Restore row 2')).toBeFocused()
  await panel.page.keyboard.press('Enter')
  await expect(bar(panel)).toHaveCount(0)
  await expect(address(panel, 2)).toBeEditable()
})

test('rows move by their buttons and by Alt and an arrow, and the focus goes with them', async ({ panel }) => {
  await showServers(panel)
  await address(panel, 1).focus()
  await panel.page.keyboard.press('Alt+ArrowDown')
  await expect(address(panel, 2)).toBeFocused()
  await expect(address(panel, 2)).toHaveValue('http://192.168.1.31:8188')
  await expect(bar(panel)).toContainText('Order changed.', { ignoreCase: true })
  await button(panel, 'Move row 2 up').click()
  await expect(button(panel, 'Move row 1 up')).toBeFocused()
  await expect(bar(panel)).toHaveCount(0)
})

test('Discard takes everything back, and Undo brings it again', async ({ panel }) => {
  await showServers(panel)
  await panel.page.getByRole('switch', { name: 'Use row 3' }).click()
  await address(panel, 1).fill('http://elsewhere:1')
  await button(panel, 'Discard').click()
  await expect(address(panel, 1)).toHaveValue('http://192.168.1.31:8188')
  await expect(panel.page.getByRole('switch', { name: 'Use row 3' })).toBeChecked()
  await button(panel, 'Undo').click()
  await expect(address(panel, 1)).toHaveValue('http://elsewhere:1')
  await expect(panel.page.getByRole('switch', { name: 'Use row 3' })).not.toBeChecked()
})

test('the bar says how many clients move, and which of them only when their sockets close', async ({ panel }) => {
  const two = servers(2)
  const clients = [
    aClient('192.168.1.100', two, { openSockets: 1 }),
    aClient('192.168.1.101', two, { openSockets: 0 }),
    aClient('192.168.1.102', two, { openSockets: 0 }),
  ]
  await panel.load(aSnapshot({ state: aState({}, { servers: two }), clients }))
  await openServers(panel)
  await button(panel, 'Add server').click()
  await panel.page.keyboard.type('192.168.1.33:8188')
  // 2051273259 mod 3 = 0, 2051273258 mod 3 = 2, 2051273257 mod 3 = 1: the first two leave their servers.
  await expect(bar(panel)).toContainText('Of 3 known clients 2 will move.')
  await expect(bar(panel)).toContainText('1 of them moves only when its open sockets close.')
  await button(panel, 'Who moves').click()
  await expect(bar(panel).getByRole('listitem').filter({ hasText: '192.168.1.100' })).toContainText(
    /Studio B.*Studio A.*after 1 socket closes/,
  )
  await expect(bar(panel).getByRole('listitem').filter({ hasText: '192.168.1.101' })).toContainText(
    /Studio A.*192\.168\.1\.33:8188.*with its next request/,
  )
})

test('the bar warns of open WebSockets that close at once', async ({ panel }) => {
  const two = servers(2)
  const clients = [aClient('192.168.1.100', two, { openSockets: 3 }), aClient('192.168.1.101', two, { openSockets: 2 })]
  await panel.load(aSnapshot({ state: aState({}, { servers: two }), clients }))
  await openServers(panel)
  // Only 192.168.1.100 is on the second server.
  await button(panel, 'Remove row 2').click()
  await expect(bar(panel)).toContainText('3 open WebSockets close at once.')
  await button(panel, 'Restore row 2').click()
  await button(panel, 'Add server').click()
  await panel.page.keyboard.type('192.168.1.33:8188')
  await expect(bar(panel)).toContainText('move only when their open sockets close.')
  await expect(bar(panel)).not.toContainText('at once')
})

test('a list in which no server is on is warned of before it is applied', async ({ panel }) => {
  await showServers(panel, { servers: [aServer(1)] })
  await panel.page.getByRole('switch', { name: 'Use row 1' }).click()
  await expect(bar(panel)).toContainText('No server is on after this')
})

test('a row says how its server is doing, since when and why, and how many clients are on it', async ({ panel }) => {
  await panel.load(aBusySnapshot())
  await openServers(panel)
  const third = panel.page.getByRole('row').nth(3)
  await expect(third).toContainText('Down')
  await expect(third).toContainText('since 14:02')
  await expect(third).toContainText('Server refused the connection')
  await address(panel, 3).fill('http://192.168.1.99:8188')
  await expect(third).toContainText('Not applied yet')
})

test('a thousand servers are drawn only where they are in sight, and the last one can be edited', async ({ panel }) => {
  const thousand = Array.from({ length: 1000 }, (_, index) =>
    aServer(index + 1, { url: `http://gpu-${index + 1}:8188`, name: '' }),
  )
  await showServers(panel, { servers: thousand })
  await expect(address(panel, 1)).toBeVisible()
  expect(await panel.page.getByRole('row').count()).toBeLessThan(60)
  await button(panel, 'Add server').click()
  await expect(address(panel, 1001)).toBeFocused()
  await panel.page.keyboard.type('gpu-500:8188')
  await expect(address(panel, 1001)).toHaveAccessibleDescription('This is the same server as row 500.')
  await panel.page.keyboard.press('Home')
  await panel.page.mouse.move(600, 400)
  await panel.page.mouse.wheel(0, -100_000)
  await expect(address(panel, 1)).toBeInViewport()
  await panel.page.keyboard.type('new-')
  await expect(bar(panel)).toContainText('1 server added.')
  await expect(address(panel, 1001)).toHaveValue('new-gpu-500:8188')
})

test('a full list takes no further server and says how many it takes', async ({ panel }) => {
  const full = Array.from({ length: 2000 }, (_, index) => aServer(index + 1, { url: `http://gpu-${index + 1}:8188` }))
  await showServers(panel, { servers: full })
  await expect(button(panel, 'Add server')).toBeDisabled()
  await expect(button(panel, 'Add server')).toHaveAccessibleDescription(
    'The list is full: 2,000 servers are the most it takes.',
  )
})

for (const [theme, language] of [
  ['light', 'en'],
  ['dark', 'zh'],
] as const) {
  test(`the screen has no accessibility violation and fits the smallest window (${theme}, ${language})`, async ({
    panel,
  }) => {
    await panel.resize(SIZES.small)
    await panel.load(aBusySnapshot({ theme, language }))
    await openServers(panel)
    const rows = panel.page.locator('[data-row]')
    await rows.nth(1).locator('[data-part=remove]').click()
    await rows.nth(3).locator('[data-part=url]').fill('192.168.1')
    await expect(rows.nth(3).locator('[data-part=url]')).toHaveAttribute('aria-invalid', 'true')
    const { violations } = await new AxeBuilder({ page: panel.page }).setLegacyMode().include('main').analyze()
    expect(violations).toEqual([])
    expect(await panel.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  })
}
