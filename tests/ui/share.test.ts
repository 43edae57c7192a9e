import type { PanelState } from '@shared/model/panel-snapshot'
import { expect, type PanelPage, SIZES, test } from '../support/ui-app'
import { anAddress, aSnapshot, aState, NOW, servers } from '../support/ui-data'

const list = servers(2)
const addresses = [
  anAddress('192.168.1.20'),
  anAddress('fd00::20'),
  anAddress('100.101.2.3', { kind: 'tunnel', interfaceName: 'tailscale0' }),
  anAddress('172.17.0.1', { kind: 'virtual', interfaceName: 'docker0' }),
  anAddress('localhost'),
]
const [first, , vpn] = addresses
const running = (patch: Partial<PanelState> = {}) => aState({ addresses, ...patch }, { servers: list })
const since = (ms: number) => ({ state: 'running', since: NOW - ms, host: '', port: 8800 }) as const

const dialogOf = ({ page }: PanelPage) => page.getByRole('dialog')
const opener = ({ page }: PanelPage) => page.getByRole('button', { name: 'QR code and addresses' })

async function open(panel: PanelPage, state: PanelState): Promise<void> {
  await panel.load(aSnapshot({ state }))
  await opener(panel).click()
  await expect(dialogOf(panel)).toBeVisible()
}

test.describe('the address in the title area', () => {
  test('has a code to scan only while the address answers, and never for this computer alone', async ({ panel }) => {
    const { page, fake } = panel
    const code = page.getByRole('banner').locator('svg', { has: page.locator('title') })
    await panel.load(aSnapshot({ state: running() }))
    await expect(code).toBeVisible()
    await fake.push('onState', running({ status: { state: 'stopped', since: NOW } }))
    await expect(code).toHaveCount(0)
    await fake.push('onState', running({ addresses: [anAddress('localhost')] }))
    await expect(code).toHaveCount(0)
  })

  test('cuts an address that is too long instead of the rest', async ({ panel }) => {
    const { page } = panel
    const address = anAddress('2001:db8:1234:5678:aede:48ff:fe00:1122')
    await panel.resize(SIZES.small)
    await panel.load(aSnapshot({ state: running({ addresses: [address] }) }))
    await expect(page.getByTitle(address.url)).toBeVisible()
    for (const name of ['Copy address', 'QR code and addresses', 'Stop']) {
      await expect(page.getByRole('banner').getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 })
    }
    await expect(page.getByText('Running', { exact: true }).first()).toBeInViewport({ ratio: 1 })
  })
})

test.describe('the address, enlarged', () => {
  test('is a code, a text to copy and the way back, by keyboard alone', async ({ panel }) => {
    const { page } = panel
    await panel.load(aSnapshot({ state: running() }))
    await opener(panel).press('Enter')
    const dialog = dialogOf(panel)
    await expect(dialog.getByRole('img', { name: 'QR code of http://192.168.1.20:8800' })).toBeVisible()
    await dialog.getByRole('button', { name: 'Copy address' }).press('Enter')
    await expect.poll(() => panel.clipboard()).toBe('http://192.168.1.20:8800')
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await expect(opener(panel)).toBeFocused()
  })

  test('is also reached by the words beside it', async ({ panel }) => {
    await panel.load(aSnapshot({ state: running() }))
    await panel.page.getByRole('button', { name: 'More addresses' }).click()
    await expect(dialogOf(panel)).toBeVisible()
  })

  test('says over which way each address leads, and copies any of them', async ({ panel }) => {
    await open(panel, running())
    const choice = dialogOf(panel).getByRole('radiogroup', { name: 'Address to share' })
    for (const kind of ['network card enp3s0', 'VPN tailscale0', 'virtual network docker0', 'this computer only']) {
      await expect(choice.getByText(kind).first()).toBeVisible()
    }
    await choice.getByRole('button', { name: 'Copy http://[fd00::20]:8800' }).click()
    await expect.poll(() => panel.clipboard()).toBe('http://[fd00::20]:8800')
  })

  test('changes to the one that is chosen when main has taken it over, without moving the list', async ({ panel }) => {
    const { fake } = panel
    await open(panel, running())
    const dialog = dialogOf(panel)
    await dialog.getByRole('radio', { name: 'http://100.101.2.3:8800' }).click()
    const argument = { shareAddress: { host: '100.101.2.3', interfaceName: 'tailscale0' } }
    await expect.poll(() => fake.calls('updateSettings')).toEqual([{ name: 'updateSettings', argument }])
    await expect(dialog.getByRole('radio', { name: 'http://192.168.1.20:8800' })).toBeChecked()
    const moved = [vpn, ...addresses.filter((address) => address !== vpn)].flatMap((address) => address ?? [])
    await fake.push('onState', aState({ addresses: moved }, { servers: list, ...argument }))
    await expect(dialog.getByRole('radio', { name: 'http://100.101.2.3:8800' })).toBeChecked()
    await expect(dialog.getByRole('img', { name: 'QR code of http://100.101.2.3:8800' })).toBeVisible()
    await expect(dialog.getByRole('radio').first()).toHaveAccessibleName(first?.url ?? '')
  })

  test('goes back to what the program would choose', async ({ panel }) => {
    const shareAddress = { host: '192.168.1.20', interfaceName: 'enp3s0' }
    await open(panel, aState({ addresses }, { servers: list, shareAddress }))
    await dialogOf(panel).getByRole('button', { name: 'Choose automatically' }).click()
    await expect
      .poll(() => panel.fake.calls('updateSettings'))
      .toEqual([{ name: 'updateSettings', argument: { shareAddress: null } }])
    await panel.fake.push('onState', running())
    await expect(dialogOf(panel).getByRole('button', { name: 'Choose automatically' })).toHaveCount(0)
  })

  const withoutCode: readonly [string, Partial<PanelState>, string][] = [
    ['does not answer', { status: { state: 'stopped', since: NOW } }, 'The code appears when the address answers.'],
    [
      'is of this computer alone',
      { addresses: [anAddress('localhost'), anAddress('fd00::20')] },
      'Choose another one.',
    ],
    ['is the only one, for want of a network', { addresses: [anAddress('localhost')] }, 'it is on no network now'],
  ]
  for (const [why, patch, words] of withoutCode) {
    test(`has no code while it ${why}, and says so`, async ({ panel }) => {
      await open(panel, running(patch))
      await expect(dialogOf(panel)).toContainText(words)
      await expect(dialogOf(panel).getByRole('img', { name: 'QR code' })).toHaveCount(0)
    })
  }

  test('leads to the settings when only this computer is listened to', async ({ panel }) => {
    const listen = { host: '127.0.0.1', port: 8800 }
    await open(panel, aState({ addresses: [anAddress('127.0.0.1', { kind: 'local' })] }, { servers: list, listen }))
    await expect(dialogOf(panel)).toContainText('the switchboard listens on no network')
    await dialogOf(panel).getByRole('button', { name: 'Change in Settings' }).click()
    await expect(dialogOf(panel)).toHaveCount(0)
    await expect(panel.page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
  })
})

test.describe('that nobody came from outside', () => {
  const hint = 'No other device has connected yet.'

  test('is said with the address, with what to check on this system, until somebody comes', async ({ panel }) => {
    await open(panel, running({ outsideSince: null, self: { listenHost: '', port: 8801, names: [] } }))
    const dialog = dialogOf(panel)
    await expect(dialog.getByText(hint)).toBeVisible()
    await expect(dialog).toContainText('sudo ufw allow 8801/tcp')
    await expect(dialog).toContainText('Guest Wi-Fi often keeps devices apart.')
    await panel.fake.push('onState', running({ outsideSince: NOW }))
    await expect(dialog.getByText(hint)).toHaveCount(0)
  })

  test('is not said of an address that nobody else can open, nor while it does not answer', async ({ panel }) => {
    await open(panel, running({ outsideSince: null, addresses: [anAddress('localhost')] }))
    await expect(dialogOf(panel).getByText(hint)).toHaveCount(0)
    await panel.fake.push('onState', running({ outsideSince: null, status: { state: 'stopped', since: NOW } }))
    await expect(dialogOf(panel)).toContainText('The code appears')
    await expect(dialogOf(panel).getByText(hint)).toHaveCount(0)
  })

  test('is said on the empty picture after two minutes, not before', async ({ panel }) => {
    const main = panel.page.getByRole('main')
    await panel.load(aSnapshot({ state: running({ outsideSince: null, status: since(119_000) }) }))
    await expect(main).toContainText('Give people this address.')
    await panel.fake.push('onState', running({ outsideSince: null, status: since(120_000) }))
    await expect(main).toContainText('If people cannot open the address, check:')
    await expect(main).toContainText('Nobody is here yet')
    await panel.fake.push('onState', running({ outsideSince: NOW, status: since(120_000) }))
    await expect(main).toContainText('Give people this address.')
  })

  test('has another reason when only this computer is listened to, and the way to change it', async ({ panel }) => {
    const local = { addresses: [anAddress('127.0.0.1', { kind: 'local' as const })], outsideSince: null }
    await panel.load(aSnapshot({ state: aState(local, { servers: list, listen: { host: '127.0.0.1', port: 8800 } }) }))
    const main = panel.page.getByRole('main')
    await expect(main).toContainText('Only this computer can open the address')
    await main.getByRole('button', { name: 'Change in Settings' }).click()
    await expect(panel.page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
  })
})

for (const [theme, language] of [
  ['light', 'en'],
  ['dark', 'zh'],
] as const) {
  test(`the dialog has no accessibility violation and fits the smallest window (${theme}, ${language})`, async ({
    panel,
  }) => {
    await panel.resize(SIZES.small)
    const state = aState({ addresses, outsideSince: null }, { servers: list, theme, language })
    await panel.load(aSnapshot({ state }))
    await panel.page.getByRole('button', { name: /^(QR code and addresses|二维码与地址)$/ }).click()
    await expect(dialogOf(panel).getByText('sudo ufw allow 8800/tcp')).toBeInViewport({ ratio: 1 })
    await expect(dialogOf(panel).getByRole('img', { name: 'http://192.168.1.20:8800' })).toBeInViewport({ ratio: 1 })
    await panel.expectReachable()
  })
}
