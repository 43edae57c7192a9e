import { AxeBuilder } from '@axe-core/playwright'
import { err } from '@shared/ipc/result'
import type { PanelState } from '@shared/model/panel-snapshot'
import type { Settings } from '@shared/model/settings'
import { expect, type PanelPage, SIZES, test } from '../support/ui-app'
import { anAddress, aSnapshot, aState, NOW } from '../support/ui-data'

async function showSettings(
  panel: PanelPage,
  settings: Partial<Settings> = {},
  state: Partial<PanelState> = {},
): Promise<void> {
  await panel.load(aSnapshot({ state: aState(state, settings) }))
  await panel.page
    .getByRole('navigation')
    .getByRole('button', { name: /^(Settings|设置)$/ })
    .click()
}

const push = (panel: PanelPage, settings: Partial<Settings>) =>
  panel.fake.push('onState', aState({ revision: 2 }, settings))
const card = ({ page }: PanelPage, name: string) => page.getByRole('region', { name, exact: true })
const port = ({ page }: PanelPage) => page.getByRole('textbox', { name: 'Port' })

async function patches(panel: PanelPage): Promise<unknown[]> {
  return (await panel.fake.calls('updateSettings')).map(({ argument }) => argument)
}

test('every setting says its default', async ({ panel }) => {
  await showSettings(panel)
  for (const words of [
    'Default: every network',
    'Default: 8800',
    'This is the default.',
    'Default: none',
    'Default: off',
    'Default: on',
  ]) {
    await expect(panel.page.getByText(words).first()).toBeVisible()
  }
  await expect(panel.page.getByText('Default: system')).toHaveCount(2)
})

test('a choice is sent at once and shows only when main has taken it over', async ({ panel }) => {
  await showSettings(panel)
  const theme = panel.page.getByRole('radiogroup', { name: 'Theme' })
  await theme.getByText('Light').click()
  await expect.poll(() => patches(panel)).toEqual([{ theme: 'light' }])
  await expect(theme.getByRole('radio', { name: 'Dark' })).toBeChecked()
  await push(panel, { theme: 'light' })
  await expect(theme.getByRole('radio', { name: 'Light' })).toBeChecked()
  await expect(panel.page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light')
})

test('a change of language changes every word', async ({ panel }) => {
  await showSettings(panel)
  await panel.page.getByRole('radiogroup', { name: 'Language' }).getByText('中文').click()
  await expect.poll(() => patches(panel)).toEqual([{ language: 'zh' }])
  await push(panel, { language: 'zh' })
  await expect(panel.page.getByRole('heading', { name: '设置', exact: true })).toBeVisible()
  await expect(card(panel, '谁可以连接')).toBeVisible()
})

test('a switch that main refuses stays as it is and says why', async ({ panel }) => {
  await showSettings(panel)
  await panel.fake.answer('updateSettings', err({ code: 'INTERNAL', detail: 'broken' }))
  await panel.page.getByRole('switch', { name: 'Close to tray' }).click()
  await expect(card(panel, 'Start and tray').getByRole('alert')).toContainText('Not saved.')
  await expect(panel.page.getByRole('switch', { name: 'Close to tray' })).toBeChecked()
})

test('the port is saved on request, and the fields follow main', async ({ panel }) => {
  await showSettings(panel)
  await port(panel).fill('8801')
  await expect(card(panel, 'Listening')).toContainText('the new port opens before the old one closes')
  expect(await patches(panel)).toEqual([])
  await card(panel, 'Listening').getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => patches(panel)).toEqual([{ listen: { host: '', port: 8801 } }])
  await push(panel, { listen: { host: '', port: 8801 } })
  await expect(card(panel, 'Listening').getByRole('button', { name: 'Save' })).toHaveCount(0)
  await expect(port(panel)).toHaveValue('8801')
})

test('a port that is taken is said beside the field, what was typed stays, and the free one is a press away', async ({
  panel,
}) => {
  await showSettings(panel)
  const params = { port: 8801, host: '', suggestedPort: 8802 }
  await panel.fake.answer('updateSettings', err({ code: 'PORT_IN_USE', detail: 'taken', params }))
  await port(panel).fill('8801')
  await card(panel, 'Listening').getByRole('button', { name: 'Save' }).click()
  await expect(card(panel, 'Listening').getByRole('alert')).toHaveText(
    'Not saved. Port 8801 is in use by another program.',
  )
  await expect(port(panel)).toHaveValue('8801')
  await card(panel, 'Listening').getByRole('button', { name: 'Use 8802' }).click()
  await expect.poll(async () => (await patches(panel)).at(-1)).toEqual({ listen: { host: '', port: 8802 } })
})

test('a saved port that could not be opened is said in its place', async ({ panel }) => {
  const error = { code: 'PORT_IN_USE', detail: 'taken', params: { port: 8800, host: '', suggestedPort: 8801 } } as const
  await showSettings(panel, {}, { status: { state: 'failed', since: NOW, error } })
  await expect(card(panel, 'Listening').getByRole('alert')).toHaveText('Port 8800 is in use by another program.')
  await expect(card(panel, 'Listening').getByRole('button', { name: 'Use 8801' })).toBeVisible()
})

test('what was typed is still there after a look at another screen, until it is cancelled', async ({ panel }) => {
  const open = (name: string) => panel.page.getByRole('navigation').getByRole('button', { name }).click()
  await showSettings(panel)
  await port(panel).fill('8801')
  await open('Overview')
  await open('Settings')
  await expect(port(panel)).toHaveValue('8801')
  await card(panel, 'Listening').getByRole('button', { name: 'Cancel' }).click()
  await open('Overview')
  await open('Settings')
  await expect(port(panel)).toHaveValue('8800')
})

test('a port that is no port is refused before it is sent', async ({ panel }) => {
  await showSettings(panel)
  await port(panel).fill('65536')
  await expect(card(panel, 'Listening').getByRole('alert')).toHaveText('Enter a whole number from 0 to 65535.')
  await expect(card(panel, 'Listening').getByRole('button', { name: 'Save' })).toBeDisabled()
  await card(panel, 'Listening').getByRole('button', { name: 'Cancel' }).click()
  await expect(port(panel)).toHaveValue('8800')
})

test('where it listens is said in plain words, and one address can be chosen', async ({ panel }) => {
  await showSettings(panel)
  const listening = card(panel, 'Listening')
  await expect(listening).toContainText('Other computers can connect')
  await expect(listening.getByRole('listitem').last()).toContainText('this computer only')
  await listening.getByText('This computer', { exact: true }).click()
  await expect(listening).toContainText('Only programs on this computer can connect.')
  await listening.getByText('One address').click()
  await expect(listening.getByRole('button', { name: 'Save' })).toBeDisabled()
  await listening.getByLabel('Address', { exact: true }).fill('192.168.1')
  await expect(listening).toContainText('Enter an IP address')
  await listening.getByLabel('Address', { exact: true }).fill('192.168.1.20')
  await panel.page.keyboard.press('Escape')
  await listening.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => patches(panel)).toEqual([{ listen: { host: '192.168.1.20', port: 8800 } }])
})

test('the addresses say over which way they lead', async ({ panel }) => {
  const addresses = [
    anAddress('192.168.1.20', { interfaceName: '以太网' }),
    anAddress('100.101.2.3', { kind: 'tunnel', interfaceName: 'Tailscale' }),
    anAddress('172.17.0.1', { kind: 'virtual', interfaceName: 'docker0' }),
    anAddress('localhost'),
  ]
  await showSettings(panel, {}, { addresses })
  await expect(card(panel, 'Listening').getByRole('listitem')).toHaveText([
    'http://192.168.1.20:8800network card 以太网',
    'http://100.101.2.3:8800VPN Tailscale',
    'http://172.17.0.1:8800virtual network docker0',
    'http://localhost:8800this computer only',
  ])
})

test('the computer can be kept awake, which is off by default', async ({ panel }) => {
  await showSettings(panel)
  const keepAwake = panel.page.getByRole('switch', { name: 'Keep this computer awake' })
  await expect(keepAwake).not.toBeChecked()
  await keepAwake.click()
  await expect.poll(() => patches(panel)).toEqual([{ keepAwake: true }])
  await push(panel, { keepAwake: true })
  await expect(keepAwake).toBeChecked()
})

test('anyone may connect only after a warning and a press of Save', async ({ panel }) => {
  await showSettings(panel)
  const access = card(panel, 'Who may connect')
  await access.getByRole('radio', { name: 'Anyone' }).click()
  await expect(access).toContainText('ComfyUI has no password.')
  expect(await patches(panel)).toEqual([])
  await access.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => patches(panel)).toEqual([{ access: { mode: 'anyone', cidrs: [] } }])
})

test('a list of addresses is checked line by line and kept when another choice is made', async ({ panel }) => {
  await showSettings(panel)
  const access = card(panel, 'Who may connect')
  await access.getByRole('radio', { name: 'Only these addresses' }).click()
  await expect(access.getByRole('alert')).toHaveText('The list is empty: nobody could connect.')
  const lines = access.getByRole('textbox', { name: 'Addresses that may connect' })
  await lines.fill('192.168.1.0/24\n10.0.0')
  await expect(access.getByRole('alert')).toHaveText('Line 2: 10.0.0 is not an address or range.')
  await lines.fill('192.168.1.0/24\nfd00::/8, 10.0.0.7')
  await access.getByRole('button', { name: 'Save' }).click()
  const cidrs = ['192.168.1.0/24', 'fd00::/8', '10.0.0.7']
  await expect.poll(() => patches(panel)).toEqual([{ access: { mode: 'list', cidrs } }])
  await push(panel, { access: { mode: 'list', cidrs } })
  await expect(lines).toHaveValue(cidrs.join('\n'))
})

test('pages that may call us are hosts or origins, one per line', async ({ panel }) => {
  await showSettings(panel)
  const pages = card(panel, 'Pages allowed to call us')
  await pages.getByRole('textbox').fill('tools.lan:3000\nhttps://tools.example/page')
  await expect(pages.getByRole('alert')).toHaveText(
    'Line 2: Leave out the path: the address ends after the host and port.',
  )
  await pages.getByRole('textbox').fill('tools.lan:3000\nhttps://tools.example')
  await pages.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => patches(panel)).toEqual([{ allowedPages: ['tools.lan:3000', 'https://tools.example'] }])
})

for (const [theme, language] of [
  ['light', 'en'],
  ['dark', 'zh'],
] as const) {
  test(`the screen has no accessibility violation and fits the smallest window (${theme}, ${language})`, async ({
    panel,
  }) => {
    await panel.resize(SIZES.small)
    await showSettings(panel, { theme, language })
    await panel.page.getByRole('radio', { name: /^(Anyone|任何人)$/ }).click()
    await panel.page.getByRole('textbox', { name: /^(Port|端口)$/ }).fill('65536')
    const { violations } = await new AxeBuilder({ page: panel.page }).setLegacyMode().include('main').analyze()
    expect(violations).toEqual([])
    expect(await panel.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  })
}
