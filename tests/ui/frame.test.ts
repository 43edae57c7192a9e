import { err, ok } from '@shared/ipc/result'
import type { PanelState } from '@shared/model/panel-snapshot'
import { expect, SIZES, test } from '../support/ui-app'
import { aBusySnapshot, anAddress, aSnapshot, aState, down, NOW, servers } from '../support/ui-data'

const list = servers(2)
const stopped = { status: { state: 'stopped', since: NOW - 60_000 } } as const
const running = (patch: Partial<PanelState> = {}) => aState(patch, { servers: list })

test('until main has answered, every part has its place and says that it is loading', async ({ panel }) => {
  const { page } = panel
  await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(2)
  await expect(page.getByRole('button', { name: 'Start', exact: true })).toBeDisabled()
  await panel.load(aSnapshot({ state: running() }))
  await expect(page.getByText('Running', { exact: true })).toBeVisible()
})

test.describe('the title area', () => {
  const cases: readonly [string, string, string, PanelState][] = [
    ['Stopped', '已停止', 'since 14:25', aState(stopped, { servers: list })],
    ['Starting', '正在启动', 'Opening the address.', running({ status: { state: 'starting', since: NOW } })],
    ['Running', '运行中', 'up 5 h 43 min', running()],
    [
      'Degraded',
      '降级运行',
      'Studio B has not answered since 14:02.',
      running({ serverStates: { 'server-2': down() } }),
    ],
    [
      'Stopping',
      '正在停止',
      'Requests under way get 3 seconds to end.',
      running({ status: { state: 'stopping', since: NOW } }),
    ],
    [
      'Failed',
      '启动失败',
      'Port 8800 is in use by another program.',
      running({
        status: { state: 'failed', since: NOW, error: { code: 'PORT_IN_USE', detail: '', params: { port: 8800 } } },
      }),
    ],
  ]

  for (const [english, chinese, detail, state] of cases) {
    test(`says ${english}, why and since when, in both languages`, async ({ panel }) => {
      const head = panel.page.getByRole('banner')
      await panel.load(aSnapshot({ state }))
      await expect(head.getByText(english, { exact: true })).toBeVisible()
      await expect(head.getByText(detail).first()).toBeVisible()
      await panel.fake.push('onState', { ...state, settings: { ...state.settings, language: 'zh' } })
      await expect(head.getByText(chinese, { exact: true })).toBeVisible()
    })
  }

  test('counts the time it has been up, and stands still while the page is hidden', async ({ panel }) => {
    const { page } = panel
    // An hour before, so that the clock can be stopped at the right time however long the page takes to load.
    await page.clock.install({ time: NOW - 3_600_000 })
    await page.reload()
    await panel.load(
      aSnapshot({ state: running({ status: { state: 'running', since: NOW - 5000, host: '', port: 8800 } }) }),
    )
    await page.clock.pauseAt(NOW)
    await page.clock.runFor(1000)
    await expect(page.getByText('up 6 s')).toBeVisible()
    await page.clock.runFor(2000)
    await expect(page.getByText('up 8 s')).toBeVisible()
    await panel.setVisible(false)
    await page.clock.runFor(60_000)
    await expect(page.getByText('up 8 s')).toBeVisible()
    await panel.setVisible(true)
    await expect(page.getByText('up 1 min 8 s')).toBeVisible()
  })

  test('starts and stops the proxy, and shows what main makes of it, not what it hopes for', async ({ panel }) => {
    const { page, fake } = panel
    const start = page.getByRole('button', { name: 'Start', exact: true })
    const stop = page.getByRole('button', { name: 'Stop', exact: true })
    await panel.load(aSnapshot({ state: running(stopped) }))
    await start.click()
    expect(await fake.calls('startProxy')).toHaveLength(1)
    await expect(page.getByText('Stopped', { exact: true }).first()).toBeVisible()
    await fake.push('onState', running({ status: { state: 'starting', since: NOW } }))
    await expect(stop).toBeDisabled()
    await fake.push('onState', running())
    await stop.click()
    expect(await fake.calls('stopProxy')).toHaveLength(1)
    await fake.push('onState', running({ status: { state: 'stopping', since: NOW } }))
    await expect(start).toBeDisabled()
  })

  test('takes a double click for one: the second does not undo the first', async ({ panel }) => {
    const { page, fake } = panel
    await panel.load(aSnapshot({ state: running(stopped) }))
    await page.getByRole('button', { name: 'Start', exact: true }).dblclick()
    expect(await fake.calls('startProxy')).toHaveLength(1)
  })

  test('cannot start without a server, and says so', async ({ panel }) => {
    await panel.load(aSnapshot({ state: aState(stopped) }))
    await expect(panel.page.getByRole('button', { name: 'Start', exact: true })).toBeDisabled()
    await expect(
      panel.page.getByRole('banner').getByText('No servers yet. Add one to be able to start.').first(),
    ).toBeVisible()
  })

  test('says why a start failed', async ({ panel }) => {
    const { page, fake } = panel
    await panel.load(aSnapshot({ state: running(stopped) }))
    await fake.answer('startProxy', err({ code: 'ENGINE_GONE', detail: 'thread ended' }))
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    const notice = page.getByRole('alert').filter({ hasText: 'The proxy ended unexpectedly.' })
    await notice.getByRole('button', { name: 'Dismiss' }).click()
    await expect(notice).toHaveCount(0)
  })

  test('copies the address that people open', async ({ panel }) => {
    await panel.load(aSnapshot({ state: running(), clients: aBusySnapshot().clients }))
    await panel.page.getByRole('banner').getByRole('button', { name: 'Copy address' }).click()
    await expect(panel.page.getByText('Copied').first()).toBeVisible()
    expect(await panel.clipboard()).toBe('http://192.168.1.20:8800')
  })

  test('says that nobody else can open an address of this computer alone', async ({ panel }) => {
    await panel.load(aSnapshot({ state: running({ addresses: [anAddress('localhost')] }) }))
    await expect(panel.page.getByText('On this computer, open')).toBeVisible()
    await expect(panel.page.getByRole('button', { name: 'More addresses' })).toHaveCount(0)
  })
})

test('the rail goes to every screen by keyboard, and only the one that is shown is there', async ({ panel }) => {
  const { page } = panel
  await panel.load(aBusySnapshot())
  const names = ['Overview', 'Servers', 'Clients', 'Routes', 'Settings']
  const rail = page.getByRole('navigation', { name: 'Screens' })
  await rail.getByRole('button', { name: 'Overview', exact: true }).focus()
  for (const name of names) {
    await page.keyboard.press('Enter')
    await expect(rail.getByRole('button', { name, exact: true })).toHaveAttribute('aria-current', 'page')
    await expect(rail.locator('[aria-current]')).toHaveCount(1)
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toHaveText(name)
    await page.keyboard.press('Tab')
  }
})

test('a server that is down is marked on the rail while the proxy runs', async ({ panel }) => {
  const { page, fake } = panel
  await panel.load(aSnapshot({ state: running({ serverStates: { 'server-2': down() } }) }))
  const mark = page.getByRole('img', { name: '1 server is down' })
  await expect(mark).toBeVisible()
  await fake.push('onState', running({ ...stopped, serverStates: { 'server-2': down() } }))
  await expect(mark).toHaveCount(0)
})

test.describe('notices', () => {
  const notice = (id: number) =>
    ({
      id,
      at: NOW,
      error: { code: 'SETTINGS_NOT_SAVED', detail: 'EROFS', params: { dir: `/folder/${id}`, reason: 'EROFS' } },
    }) as const

  test('say what happened in words, and leave when main says so', async ({ panel }) => {
    const { page, fake } = panel
    await panel.load(aSnapshot({ state: running({ notices: [notice(7)] }) }))
    const alert = page.getByRole('alert')
    await expect(alert).toContainText(
      'Settings could not be saved in /folder/7 (EROFS). They hold until the program ends.',
    )
    await alert.getByRole('button', { name: 'Dismiss' }).click()
    expect(await fake.calls('dismissNotice')).toEqual([{ name: 'dismissNotice', argument: 7 }])
    await expect(alert).toHaveCount(1)
    await fake.push('onState', running())
    await expect(alert).toHaveCount(0)
  })

  test('offer to keep the computer awake when it has slept under people', async ({ panel }) => {
    const { page, fake } = panel
    const slept = { id: 9, at: NOW, error: { code: 'HOST_SLEPT', detail: '', params: { count: 4 } } } as const
    await panel.load(aSnapshot({ state: running({ notices: [slept, notice(1)] }) }))
    const offer = page.getByRole('button', { name: 'Keep this computer awake' })
    await offer.click()
    await expect.poll(() => fake.calls('dismissNotice')).toEqual([{ name: 'dismissNotice', argument: 9 }])
    expect(await fake.calls('updateSettings')).toEqual([{ name: 'updateSettings', argument: { keepAwake: true } }])
    await fake.push('onState', aState({ notices: [slept] }, { servers: list, keepAwake: true }))
    await expect(page.getByRole('alert')).toContainText('clients: 4')
    await expect(offer).toHaveCount(0)
  })

  test('are at most two at a time, the newest first, and the rest is counted', async ({ panel }) => {
    await panel.load(aSnapshot({ state: running({ notices: [notice(1), notice(2), notice(3), notice(4)] }) }))
    const alerts = panel.page.getByRole('alert')
    await expect(alerts).toHaveCount(2)
    await expect(alerts.first()).toContainText('/folder/4')
    await expect(panel.page.getByText('2 more notices')).toBeVisible()
  })
})

test.describe('About', () => {
  const facts = {
    version: '0.1.0',
    electron: '25.1.1',
    chrome: '114.0.5735.106',
    node: '18.15.0',
    isTrialRuntime: true,
    settingsDir: '/home/person/.config/comfy-switchboard',
    logFile: '/home/person/.config/comfy-switchboard/logs/switchboard.log',
  }

  test('says what runs, where its files are, and that the project stands alone', async ({ panel }) => {
    const { page, fake } = panel
    await panel.load(aBusySnapshot())
    await fake.answer('about', ok(facts))
    await page.getByRole('button', { name: 'About' }).click()
    const dialog = page.getByRole('dialog')
    for (const fact of ['0.1.0', '25.1.1', '114.0.5735.106', '18.15.0', facts.settingsDir, facts.logFile]) {
      await expect(dialog.getByText(fact, { exact: true })).toBeVisible()
    }
    await expect(dialog).toContainText('for trying out only')
    await expect(dialog).toContainText('not affiliated with Comfy Org')
    await panel.expectReachable()
    await dialog.getByRole('button', { name: 'Open logs folder' }).click()
    expect(await fake.calls('openLogs')).toHaveLength(1)
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'About' })).toBeFocused()
  })

  test('does not warn of a runtime that is the real one', async ({ panel }) => {
    await panel.load(aBusySnapshot())
    await panel.fake.answer('about', ok({ ...facts, electron: '45.4.1', isTrialRuntime: false }))
    await panel.page.getByRole('button', { name: 'About' }).click()
    await expect(panel.page.getByRole('dialog').getByText('45.4.1')).toBeVisible()
    await expect(panel.page.getByRole('dialog')).not.toContainText('for trying out only')
  })
})

test.describe('appearance', () => {
  const scheme = 'data-mantine-color-scheme'

  test('follows theme and language of the settings at once', async ({ panel }) => {
    const { page, fake } = panel
    const html = page.locator('html')
    await panel.load(aSnapshot({ state: aState({}, { servers: list, theme: 'light', language: 'en' }) }))
    await expect(html).toHaveAttribute(scheme, 'light')
    await expect(html).toHaveAttribute('lang', 'en')
    await fake.push('onState', aState({}, { servers: list, theme: 'dark', language: 'zh' }))
    await expect(html).toHaveAttribute(scheme, 'dark')
    await expect(html).toHaveAttribute('lang', 'zh-CN')
    await expect(page.getByRole('button', { name: '停止', exact: true })).toBeVisible()
  })

  test('follows the system otherwise', async ({ panel }) => {
    const { page } = panel
    const html = page.locator('html')
    await panel.load(aSnapshot({ state: aState({}, { servers: list, theme: 'system', language: 'system' }) }))
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect(html).toHaveAttribute(scheme, 'dark')
    await page.emulateMedia({ colorScheme: 'light' })
    await expect(html).toHaveAttribute(scheme, 'light')
    await expect(html).toHaveAttribute('lang', 'en')
  })

  test('is drawn in the bundled faces', async ({ panel }) => {
    await panel.load(aBusySnapshot())
    const faces = await panel.page.evaluate(async () => {
      await document.fonts.ready
      return [...document.fonts]
        .filter((face) => face.status === 'loaded')
        .map((face) => face.family.replaceAll('"', ''))
    })
    expect(new Set(faces)).toEqual(new Set(['Inter', 'JetBrains Mono']))
  })
})

test('a page that shows again asks for everything anew, because nothing was pushed meanwhile', async ({ panel }) => {
  const { page, fake } = panel
  await panel.load(aSnapshot({ state: running() }))
  const asked = await fake.calls('snapshot')
  await panel.setVisible(false)
  await fake.answer('snapshot', ok(aSnapshot({ state: running(stopped) })))
  await panel.setVisible(true)
  await expect(page.getByRole('button', { name: 'Start', exact: true })).toBeEnabled()
  expect(await fake.calls('snapshot')).toHaveLength(asked.length + 1)
})

test('in the smallest window the title area keeps state, address and button in sight', async ({ panel }) => {
  const { page } = panel
  await panel.resize(SIZES.small)
  await panel.load(aBusySnapshot())
  for (const part of [
    page.getByText('Degraded', { exact: true }).first(),
    page.getByText('http://192.168.1.20:8800', { exact: true }).first(),
    page.getByRole('button', { name: 'Stop', exact: true }),
    page.getByRole('button', { name: 'About' }),
  ]) {
    await expect(part).toBeInViewport({ ratio: 1 })
  }
})
