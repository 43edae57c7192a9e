import { aBusySnapshot, aRoute, aSnapshot, aState, anActivity, servers, NOW } from '../support/ui-data'
import { test, SIZES } from '../support/ui-app'
import type { RouteRow } from '@shared/model/route-row'
import { err } from '@shared/ipc/result'
import { serverIdSchema } from '@shared/model/server-entry'

const dir = '/tmp/rb/shots'
const variants = [
  ['light', 'en', 'wide'],
  ['dark', 'zh', 'small'],
  ['dark', 'en', 'wide'],
  ['light', 'zh', 'wide'],
  ['light', 'en', 'small'],
] as const

function traffic(): RouteRow[] {
  const base = Date.now() - 60_000
  const paths = ['/api/history/6f1c9b1e-2f7a-4c55-9d0e-aabbccddeeff', '/api/prompt', '/api/upload/image', '/api/userdata/workflows%2Fshot_040.json?overwrite=true', '/api/object_info', '/', '/api/view?filename=ComfyUI_00012_.png&type=output&subfolder=']
  return Array.from({ length: 60 }, (_, i) => {
    const n = (i % 6) + 1
    const common = { clientIp: `192.168.1.${100 + (i * 7) % 24}`, at: base + i * 731, serverId: serverIdSchema.parse(`server-${n}`), serverUrl: `http://192.168.1.${30 + n}:8188`, method: i % 4 === 1 ? 'POST' : 'GET', target: paths[i % paths.length]!, durationMs: (i * 37) % 2600, bytesUp: (i * 991) % 40000, bytesDown: 10 ** (i % 9) }
    if (i % 9 === 0 || i % 29 === 1) return aRoute(i + 1, { ...common, at: base - (60 - i) * 222_000, kind: 'ws', method: 'GET', target: `/ws?clientId=e19d${i}3b70aa`, isOpen: i < 50, status: 101, durationMs: i < 50 ? null : 42_000 })
    if (i === 57) return aRoute(i + 1, { ...common, status: 403, error: 'FOREIGN_PAGE', serverId: null, serverUrl: null, method: 'POST' })
    if (i === 55) return aRoute(i + 1, { ...common, status: 502, error: 'SERVER_REFUSED' })
    if (i === 52) return aRoute(i + 1, { ...common, status: 404 })
    if (i === 50) return aRoute(i + 1, { ...common, status: null, error: 'CLIENT_GONE' })
    if (i === 48) return aRoute(i + 1, { ...common, status: 304 })
    if (i === 46) return aRoute(i + 1, { ...common, clientIp: 'fd00:54ab:ef56:3::2945:d266', status: 400 })
    if (i === 45) return aRoute(i + 1, { ...common, serverId: serverIdSchema.parse('gone'), serverUrl: 'http://192.168.1.77:8188', status: 200 })
    if (i === 58) return aRoute(i + 1, { ...common, isOpen: true, status: null, durationMs: null })
    return aRoute(i + 1, common)
  })
}

const only = (process.env.RB_ONLY ?? 'servers,routes,settings').split(',')
for (const [theme, language, size] of variants) {
  const tag = `${theme}-${language}-${size}`
  const words = language === 'en' ? { servers: 'Servers', routes: 'Routes', settings: 'Settings', add: 'Add server', apply: 'Apply', who: 'Who moves', pause: 'Pause' } : { servers: '服务器', routes: '路由', settings: '设置', add: '添加服务器', apply: '应用', who: '谁会换', pause: '暂停' }
  if (only.includes('servers')) test(`servers ${tag}`, async ({ panel }) => {
    const { page, fake } = panel
    await panel.resize(SIZES[size])
    await panel.load(aSnapshot({ state: aState({}, { theme, language, servers: [] }) }))
    await page.getByRole('navigation').getByText(words.servers, { exact: true }).click()
    await page.screenshot({ path: `${dir}/servers-empty-${tag}.png` })
    const busy = aBusySnapshot({ theme, language })
    await page.reload()
    await panel.load(busy)
    await page.getByRole('navigation').getByText(words.servers, { exact: true }).click()
    await page.screenshot({ path: `${dir}/servers-rest-${tag}.png` })
    const rows = page.locator('[data-row]')
    await rows.nth(2).locator('[data-part=remove]').click()
    await rows.nth(5).locator('[data-part=name]').fill('Lab 1')
    await rows.nth(4).locator('[data-part=on]').click({ force: true })
    await page.getByRole('button', { name: words.add }).click()
    await page.keyboard.type('http://192.168.1.43:8188')
    await page.keyboard.press('Enter')
    await page.waitForTimeout(600)
    await page.screenshot({ path: `${dir}/servers-draft0-${tag}.png` })
    await page.getByRole('button', { name: words.who }).click()
    await page.waitForTimeout(300)
    await page.screenshot({ path: `${dir}/servers-draft-${tag}.png` })
    await page.locator('[data-part=url]').last().focus()
    await page.keyboard.type('http://192.168.1.20:8800')
    await page.keyboard.press('Enter')
    await page.keyboard.type('192.168.1')
    await page.waitForTimeout(700)
    await page.screenshot({ path: `${dir}/servers-errors-${tag}.png` })
    await page.keyboard.press('Control+a')
    await page.keyboard.type('192.168.1.99')
    await page.locator('[data-row]').nth(7).locator('[data-part=remove]').click()
    await fake.answer('saveServers', err({ code: 'SETTINGS_NOT_SAVED', detail: 'EACCES: permission denied' }))
    await page.getByRole('button', { name: words.apply, exact: true }).click()
    await page.waitForTimeout(300)
    await page.screenshot({ path: `${dir}/servers-refused-${tag}.png` })
  })
  if (only.includes('routes')) test(`routes ${tag}`, async ({ panel }) => {
    const { page, fake } = panel
    await panel.resize(SIZES[size])
    await panel.load(aSnapshot({ state: aState({}, { theme, language, servers: servers(6) }) }))
    await page.getByRole('navigation').getByText(words.routes, { exact: true }).click()
    await page.screenshot({ path: `${dir}/routes-empty-${tag}.png` })
    await fake.push('onActivity', anActivity({ routes: traffic(), dropped: 320 }))
    await page.waitForTimeout(300)
    await page.screenshot({ path: `${dir}/routes-busy-${tag}.png` })
    await page.getByRole('button', { name: words.pause }).click()
    await fake.push('onActivity', anActivity({ routes: Array.from({ length: 148 }, (_, i) => aRoute(100 + i)) }))
    await page.waitForTimeout(300)
    await page.screenshot({ path: `${dir}/routes-paused-${tag}.png` })
    await page.getByRole('searchbox').fill('prompt')
    await page.waitForTimeout(200)
    await page.screenshot({ path: `${dir}/routes-search-${tag}.png` })
    await page.getByRole('searchbox').fill('zzz')
    await page.waitForTimeout(200)
    await page.screenshot({ path: `${dir}/routes-nomatch-${tag}.png` })
    await page.getByRole('searchbox').fill('')
    await page.getByRole('button', { name: language === 'en' ? 'Resume' : '继续' }).click()
    await page.getByRole('rowgroup').last().hover()
    await page.mouse.wheel(0, 600)
    await page.waitForTimeout(200)
    await fake.push('onActivity', anActivity({ routes: Array.from({ length: 33 }, (_, i) => aRoute(400 + i)) }))
    await page.waitForTimeout(300)
    await page.screenshot({ path: `${dir}/routes-scrolled-${tag}.png` })
  })
  if (only.includes('settings')) test(`settings ${tag}`, async ({ panel }) => {
    const { page, fake } = panel
    await panel.resize(SIZES[size])
    await panel.load(aBusySnapshot({ theme, language }))
    await page.getByRole('navigation').getByText(words.settings, { exact: true }).click()
    await page.waitForTimeout(200)
    await page.screenshot({ path: `${dir}/settings-rest-${tag}.png` })
    await page.getByRole('textbox', { name: language === 'en' ? 'Port' : '端口' }).fill('8801')
    await fake.answer('updateSettings', err({ code: 'PORT_IN_USE', detail: 'port 8801 is in use', params: { port: 8801, host: '', suggestedPort: 8802 } }))
    await page.getByRole('button', { name: language === 'en' ? 'Save' : '保存' }).click()
    await page.getByRole('radio', { name: language === 'en' ? 'Anyone' : '任何人' }).click()
    await page.waitForTimeout(300)
    await page.screenshot({ path: `${dir}/settings-broken-${tag}.png` })
    await page.getByRole('radio', { name: language === 'en' ? 'Only these addresses' : '仅限这些地址' }).click()
    await page.getByRole('textbox', { name: language === 'en' ? 'Addresses that may connect' : '允许连接的地址' }).fill('10.0.0.0/8\n192.168.1')
    await page.getByText(language === 'en' ? 'One address' : '指定地址').first().click()
    await page.waitForTimeout(300)
    await page.screenshot({ path: `${dir}/settings-list-${tag}.png` })
  })
}
void NOW
