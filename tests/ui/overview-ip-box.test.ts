import { err, ok } from '@shared/ipc/result'
import type { ClientPlace } from '@shared/model/client-row'
import { expect, type PanelPage, SIZES, test } from '../support/ui-app'
import { aClient, anActivity, aServer, aSnapshot, aState, clients, down, servers, up } from '../support/ui-data'

const pair = servers(2)
const box = ({ page }: PanelPage) => page.getByRole('textbox', { name: 'Where would this IP go?' })
const answer = ({ page }: PanelPage) =>
  page.getByRole('region', { name: 'Where would this IP go?' }).getByRole('status')

function aPlace(ip: string, patch: Partial<ClientPlace> = {}): ClientPlace {
  const { isAllowed, serverId, why, hash } = aClient(ip, pair)
  return { ip, isAllowed, serverId, why, hash, ...patch }
}

async function ask(panel: PanelPage, text: string, place: ClientPlace | null): Promise<void> {
  await panel.fake.answer('explainIp', ok(place))
  await box(panel).fill(text)
}

test.beforeEach(async ({ panel }) => {
  await panel.load(aSnapshot({ state: aState({}, { servers: pair }), clients: clients(3, pair) }))
})

test('shows the server of an address that has never been seen, and the sum', async ({ panel }) => {
  await ask(panel, '192.168.1.121', aPlace('192.168.1.121'))
  await expect(answer(panel)).toContainText(/192\.168\.1\.121.*Studio A/s)
  await expect(answer(panel)).toContainText('hash("192.168.1.121") = 2051273196')
  await expect(answer(panel)).toContainText('2051273196 mod 2 = 0 → server 1')
  await expect(answer(panel)).toContainText('If Studio A goes down, it gets an error page until it is back.')
  await expect(panel.page.locator('[data-light]')).toHaveCount(0)
})

test('asks once typing has paused, not for every key', async ({ panel }) => {
  await panel.fake.answer('explainIp', ok(aPlace('192.168.1.121')))
  await box(panel).pressSequentially('192.168.1.121')
  await expect(answer(panel)).toContainText('Studio A')
  expect(await panel.fake.calls('explainIp')).toEqual([{ name: 'explainIp', argument: '192.168.1.121' }])
})

test('writes the address as it is counted', async ({ panel }) => {
  await ask(panel, ' FD00:0:0::20 ', aPlace('fd00::20'))
  await expect(answer(panel)).toContainText('hash("fd00::20")')
  expect(await panel.fake.calls('explainIp')).toEqual([{ name: 'explainIp', argument: 'FD00:0:0::20' }])
})

test('lets a client that is known stand out in the picture, until the box is cleared', async ({ panel }) => {
  const { page } = panel
  await ask(panel, '192.168.1.100', aPlace('192.168.1.100'))
  await expect(answer(panel)).toContainText('This client is known. It stands out in the picture.')
  await expect(page.locator('[data-cord="192.168.1.100"]')).toHaveCSS('opacity', '1')
  await expect(page.locator('[data-cord="192.168.1.101"]')).toHaveCSS('opacity', '0.36')
  await expect(page.locator('[data-row="192.168.1.100"]')).toHaveAttribute('data-light', 'lit')
  await page.getByRole('button', { name: 'Clear' }).click()
  await expect(page.locator('[data-light]')).toHaveCount(0)
  await expect(answer(panel)).toContainText('Type any IPv4 or IPv6 address.')
})

test('says that a text is not an IP address', async ({ panel }) => {
  await ask(panel, '192.168.1.300', null)
  await expect(answer(panel)).toHaveText('This is not an IP address.')
  await expect(box(panel)).toHaveAttribute('aria-invalid', 'true')
})

test('says that an address may not connect, and what to do', async ({ panel }) => {
  await ask(panel, '203.0.113.5', aPlace('203.0.113.5', { isAllowed: false }))
  await expect(answer(panel)).toContainText(/203\.0\.113\.5.*Not allowed/s)
  await expect(answer(panel)).toContainText('“Who may connect” does not let it in: it gets an error page.')
  await expect(answer(panel)).toContainText('change that in Settings')
  await expect(answer(panel)).not.toContainText('Studio')
})

test('says that the server is down, since when, and that it gets an error page', async ({ panel }) => {
  const serverStates = { 'server-1': down(), 'server-2': up() }
  await panel.fake.push('onState', aState({ serverStates }, { servers: pair }))
  await ask(panel, '192.168.1.121', aPlace('192.168.1.121'))
  await expect(answer(panel)).toContainText('Studio A has been down since 14:02 (Server refused the connection).')
  await expect(answer(panel)).toContainText('Its clients get an error page until it is back.')
  await expect(answer(panel)).not.toContainText('goes down')
})

test('says that an open WebSocket holds a client away from home', async ({ panel }) => {
  const held = aPlace('192.168.1.100', { serverId: aServer(1).id, why: 'draining' })
  await ask(panel, '192.168.1.100', held)
  await expect(answer(panel)).toContainText('Home server is Studio B')
  await expect(answer(panel)).toContainText('An open WebSocket keeps it here.')
})

test('says that no server is enabled', async ({ panel }) => {
  const list = pair.map((server) => ({ ...server, enabled: false }))
  await panel.fake.push('onState', aState({}, { servers: list }))
  await ask(panel, '192.168.1.121', aPlace('192.168.1.121', { serverId: null }))
  await expect(answer(panel)).toContainText('No server is enabled: it gets an error page.')
})

test('follows a change of the list', async ({ panel }) => {
  const { fake } = panel
  await ask(panel, '192.168.1.121', aPlace('192.168.1.121'))
  await expect(answer(panel)).toContainText('mod 2 = 0 → server 1')
  const three = servers(3)
  const third = aClient('192.168.1.121', three).serverId
  await fake.answer('explainIp', ok(aPlace('192.168.1.121', { serverId: third })))
  await fake.push('onState', aState({ revision: 2 }, { servers: three }))
  await expect(answer(panel)).toContainText('mod 3 = ')
  expect(await fake.calls('explainIp')).toHaveLength(2)
})

test('follows a client that goes home', async ({ panel }) => {
  const { fake } = panel
  const held = aClient('192.168.1.100', pair, { serverId: aServer(1).id, why: 'draining' })
  await fake.push('onActivity', anActivity({ clients: [held] }))
  await ask(panel, held.ip, aPlace(held.ip, { serverId: held.serverId, why: 'draining' }))
  await expect(answer(panel)).toContainText('An open WebSocket keeps it here.')
  await fake.answer('explainIp', ok(aPlace(held.ip)))
  await fake.push('onActivity', anActivity({ clients: [aClient(held.ip, pair)] }))
  await expect(answer(panel)).toContainText('At home: the hash says so')
})

test('says why it could not be asked', async ({ panel }) => {
  await panel.fake.answer('explainIp', err({ code: 'ENGINE_GONE', detail: '' }))
  await box(panel).fill('192.168.1.121')
  await expect(answer(panel)).toContainText('The proxy ended unexpectedly.')
})

test('the answer comes into sight in the smallest window', async ({ panel }) => {
  await panel.resize(SIZES.small)
  await ask(panel, '192.168.1.121', aPlace('192.168.1.121'))
  await expect(answer(panel).getByText('If Studio A goes down')).toBeInViewport({ ratio: 1 })
})

for (const [theme, language] of [
  ['dark', 'en'],
  ['light', 'zh'],
] as const) {
  test(`everybody can read and reach it: ${theme}, ${language}`, async ({ panel }) => {
    await panel.fake.push('onState', aState({ revision: 2 }, { servers: pair, theme, language }))
    await panel.fake.answer('explainIp', ok(aPlace('192.168.1.100')))
    await panel.page.getByRole('textbox').fill('192.168.1.100')
    await expect(panel.page.locator('[data-row="192.168.1.100"]')).toHaveAttribute('data-light', 'lit')
    await panel.expectReachable()
  })
}
