import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PanelSnapshot } from '@shared/model/panel-snapshot'
import type { Settings } from '@shared/model/settings'
import { expect, type PanelPage, SIZES, test } from '../support/ui-app'
import { aBusySnapshot, aRoute, aSnapshot, aState, clients, down, NOW, servers } from '../support/ui-data'

/** Every screen in every theme, language, size and state, as pictures to look at: `npm run contact-sheet`. */
const folder = join(__dirname, '..', '..', 'test-results', 'contact-sheet')

const SCREENS = ['overview', 'servers', 'clients', 'routes', 'settings'] as const
const THEMES = ['dark', 'light'] as const
const LANGUAGES = ['en', 'zh'] as const

type Look = Pick<Settings, 'theme' | 'language'>

const STATES: Record<string, (look: Look) => PanelSnapshot> = {
  empty: (look) => aSnapshot({ state: aState({ status: { state: 'stopped', since: NOW } }, look) }),
  busy: (look) => aBusySnapshot(look),
  broken,
}

/** No server answers, every request failed, and the settings file was damaged. */
function broken(look: Look): PanelSnapshot {
  const list = servers(3)
  const rows = clients(7, list).map((row) => ({ ...row, openSockets: 0 }))
  const routes = rows.map((row, index) =>
    aRoute(index + 1, { clientIp: row.ip, serverId: row.serverId, status: 502, error: 'SERVER_REFUSED' }),
  )
  const reason = 'unexpected end of JSON input'
  const error = {
    code: 'SETTINGS_SET_ASIDE',
    detail: reason,
    params: { file: 'settings.json.damaged', reason },
  } as const
  const serverStates = Object.fromEntries(list.map((server) => [server.id, down()]))
  const state = aState({ serverStates, notices: [{ id: 1, at: NOW, error }] }, { servers: list, ...look })
  return { ...aBusySnapshot(), state, clients: rows, routes }
}

test.describe.configure({ timeout: 120_000 })

for (const theme of THEMES) {
  for (const language of LANGUAGES) {
    test(`every screen fits its window: ${theme}, ${language}`, async ({ panel }) => {
      const name = `${theme}-${language}`
      await rm(join(folder, name), { recursive: true, force: true })
      await mkdir(join(folder, name), { recursive: true })
      const shots: string[] = []
      for (const [state, snapshot] of Object.entries(STATES)) {
        await panel.page.reload()
        await panel.load(snapshot({ theme, language }))
        for (const [size, extent] of Object.entries(SIZES)) {
          await panel.resize(extent)
          for (const screen of SCREENS) {
            await panel.open(screen)
            shots.push(await takePicture(panel, `${name}/${screen}-${state}-${size}.png`))
          }
        }
      }
      await writeFile(join(folder, `${name}.html`), sheet(name, shots))
    })
  }
}

/** Takes the picture of a screen and checks that nothing stands out over the window's edge. */
async function takePicture({ page }: PanelPage, path: string): Promise<string> {
  await page.mouse.move(0, 0)
  await page.screenshot({ path: join(folder, path), animations: 'disabled' })
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth] as const)
  expect(content, `${path} is wider than its window`).toBeLessThanOrEqual(window)
  return path
}

/** A page for any browser: one row for each state and size. */
function sheet(title: string, shots: readonly string[]): string {
  const style =
    'body{display:grid;grid-template-columns:repeat(5,1fr);gap:12px;margin:12px;font:12px sans-serif;background:#888}' +
    'figure{margin:0}img{width:100%}'
  const figures = shots.map((shot) => `<figure><img src="${shot}" alt=""><figcaption>${shot}</figcaption></figure>`)
  return `<!doctype html>\n<meta charset="utf-8">\n<title>${title}</title>\n<style>${style}</style>\n${figures.join('\n')}\n`
}
