import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import en from '@shared/words/en.json'
import zh from '@shared/words/zh.json'
import { expect, type PanelPage, SIZES, test } from '../support/ui-app'
import { aBusySnapshot, anActivity, anAddress, aRoute, NOW } from '../support/ui-data'

/** The pictures of the README, taken anew by `npm run contact-sheet`. */
const folder = process.env.README_PICTURES ?? join(__dirname, '..', '..', 'test-results', 'readme-pictures')

const LIST = `# The studio
http://192.168.1.[31-34]:8188
http://render[01-03].lan:8188; http://192.168.1.31:8188/

http://192.168.1[50-60]:8188
ftp://backup
`

const LANGUAGES = [
  { language: 'en', suffix: '', words: en },
  { language: 'zh', suffix: '-zh', words: zh },
] as const

for (const { language, suffix, words } of LANGUAGES) {
  test(`what the README shows is there: ${language}`, async ({ panel }) => {
    const { page } = panel
    const take = (name: string) =>
      page.screenshot({ path: join(folder, `${name}${suffix}.png`), animations: 'disabled' })
    await mkdir(folder, { recursive: true })
    await load(panel, language)

    await expect(page.locator('[data-cord]').first()).toBeVisible()
    await expect(page.getByText(/MB\/(s|秒)/).first()).toBeVisible()
    await take('overview')
    await page.getByRole('button', { name: /^192\.168\.1\.104/ }).hover()
    await expect(page.getByRole('tooltip')).toContainText('hash("192.168.1.104")')
    await take('why')

    await panel.open('clients')
    await expect(page.getByRole('row').nth(5)).toBeVisible()
    await take('clients')

    await panel.open('routes')
    await expect(page.getByText('/api/prompt').first()).toBeVisible()
    await take('routes')

    await page.getByRole('button', { name: words.share.open }).click()
    await expect(page.getByRole('dialog').getByRole('radio').first()).toBeVisible()
    await take('share')
    await page.keyboard.press('Escape')

    await panel.open('servers')
    await page.getByRole('button', { name: words.servers.import, exact: true }).click()
    await page.getByRole('dialog').getByRole('textbox').fill(LIST)
    await expect(page.getByRole('dialog').getByText('http://render03.lan:8188')).toBeVisible()
    await take('import')
  })
}

/** A busy afternoon, with a second of traffic on top so that the figures of now are there. */
async function load(panel: PanelPage, language: 'en' | 'zh'): Promise<void> {
  const snapshot = aBusySnapshot({ language, theme: 'dark' })
  const { servers } = snapshot.state.settings
  const addresses = [
    anAddress('192.168.1.20'),
    anAddress('100.101.2.3', { kind: 'tunnel', interfaceName: 'tailscale0' }),
    anAddress('172.17.0.1', { kind: 'virtual', interfaceName: 'docker0' }),
    anAddress('localhost'),
  ]
  const targets = ['/api/queue', '/api/history?max_items=64', '/api/prompt', '/api/view?filename=ComfyUI_00031_.png']
  const routes = Array.from({ length: 40 }, (_, index) => {
    const server = servers[(index * 5) % servers.length]
    const target = targets[index % targets.length] ?? '/'
    const isDown = server?.id === 'server-3'
    return aRoute(100 + index, {
      at: NOW - 9000 + index * 211,
      clientIp: `192.168.1.${100 + ((index * 7) % 24)}`,
      method: target === '/api/prompt' ? 'POST' : 'GET',
      target,
      serverId: server?.id ?? null,
      serverUrl: server?.url ?? null,
      status: isDown ? 502 : 200,
      error: isDown ? 'SERVER_REFUSED' : null,
      durationMs: 2 + ((index * 37) % 180),
      bytesDown: 300 + ((index * 9973) % 400_000),
    })
  })
  await panel.resize(SIZES.wide)
  await panel.load({
    ...snapshot,
    state: { ...snapshot.state, addresses },
    routes: [...snapshot.routes.filter(({ isOpen }) => isOpen), ...routes],
  })
  const { counts } = snapshot
  for (let second = 1; second <= 3; second++) {
    await panel.page.clock.setFixedTime(NOW + second * 1000)
    const later = {
      ...counts,
      requests: counts.requests + second * 46,
      bytesDown: counts.bytesDown + second * 14_200_000,
      bytesUp: counts.bytesUp + second * 1_100_000,
    }
    await panel.fake.push('onActivity', anActivity({ counts: later }))
  }
}
