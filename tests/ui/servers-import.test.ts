import type { ElectronApplication } from '@playwright/test'
import { err, ok } from '@shared/ipc/result'
import type { Settings } from '@shared/model/settings'
import { expect, type PanelPage, SIZES, test } from '../support/ui-app'
import { aBusySnapshot, aClient, aServer, aSnapshot, aState, servers } from '../support/ui-data'

const list = servers(3)

const MIXED = [
  'http://gpu[01-04]:8188',
  '192.168.1.61:8188; 192.168.1.31:8188',
  '# night machines',
  'http://gpu02:8188',
  'https://render.studio.lan:81880',
  'http://192.168.1[1-50]:8188',
].join('\n')

async function showServers(panel: PanelPage, settings: Partial<Settings> = { servers: list }): Promise<void> {
  await panel.load(aSnapshot({ state: aState({}, settings) }))
  await panel.open('servers')
}

const button = ({ page }: PanelPage, name: string) => page.getByRole('button', { name, exact: true })
const dialog = ({ page }: PanelPage) => page.getByRole('dialog', { name: /Import servers|导入服务器/ })
const field = (panel: PanelPage) => dialog(panel).getByRole('textbox')
const line = (panel: PanelPage, text: string | RegExp) => dialog(panel).getByRole('listitem').filter({ hasText: text })
const address = ({ page }: PanelPage, row: number) => page.getByLabel(`Address of row ${row}`, { exact: true })
const bar = ({ page }: PanelPage) => page.getByRole('region', { name: 'Changes' })

async function openImport(panel: PanelPage, text = ''): Promise<void> {
  await button(panel, 'Import').click()
  await expect(field(panel)).toBeFocused()
  if (text !== '') await field(panel).fill(text)
}

/** From the clipboard of the system, by keyboard. */
async function paste({ page }: PanelPage, app: ElectronApplication, text: string): Promise<void> {
  await app.evaluate(({ clipboard }, content) => clipboard.writeText(content), text)
  await page.keyboard.press('ControlOrMeta+v')
}

async function dropFile(panel: PanelPage, name: string, content: number[] | string): Promise<void> {
  const data = await panel.page.evaluateHandle(
    ([fileName, bytes]) => {
      const transfer = new DataTransfer()
      const part = typeof bytes === 'string' ? bytes : new Uint8Array(bytes)
      transfer.items.add(new File([part], fileName))
      return transfer
    },
    [name, content] as const,
  )
  await field(panel).dispatchEvent('drop', { dataTransfer: data })
}

/** Notes how long it takes from each key to the picture that shows it. */
function watchKeys(): void {
  const keyWaits: number[] = []
  document.addEventListener(
    'input',
    () => {
      const start = performance.now()
      requestAnimationFrame(() => setTimeout(() => keyWaits.push(Math.round(performance.now() - start))))
    },
    true,
  )
  Object.assign(window, { keyWaits })
}

test('a pasted list is seen before it is added: what is new, what is there already and what is wrong', async ({
  panel,
}) => {
  await showServers(panel)
  await openImport(panel, MIXED)
  await expect(dialog(panel)).toContainText('5 will be added, 2 duplicates, 2 cannot be added')
  await expect(dialog(panel).getByRole('listitem')).toHaveText([
    /^4\s*line 1\s*http:\/\/gpu01:8188$/,
    /^5\s*line 1\s*http:\/\/gpu02:8188$/,
    /^6\s*line 1\s*http:\/\/gpu03:8188$/,
    /^7\s*line 1\s*http:\/\/gpu04:8188$/,
    /^8\s*line 2\s*192\.168\.1\.61:8188$/,
    /^line 2\s*192\.168\.1\.31:8188\s*already there: row 1$/,
    /^line 4\s*http:\/\/gpu02:8188\s*already in line 1$/,
    /^line 5\s*https:\/\/render\.studio\.lan:81880\s*The port must be/,
    /^line 6\s*http:\/\/192\.168\.1\[1-50\]:8188\s*A dot is missing.*Write http:\/\/192\.168\.1\.\[1-50\]:8188\.$/,
  ])
  expect(await panel.fake.calls('saveServers')).toEqual([])
})

test('Add puts all into the draft as one step, shows who moves and goes to the first new row', async ({ panel }) => {
  const two = servers(2)
  const clients = [aClient('192.168.1.100', two), aClient('192.168.1.101', two), aClient('192.168.1.102', two)]
  await panel.load(aSnapshot({ state: aState({}, { servers: two }), clients }))
  await panel.open('servers')
  await openImport(panel, MIXED)
  await button(panel, 'Add 5 servers').click()
  await expect(dialog(panel)).toHaveCount(0)
  await expect(address(panel, 3)).toBeFocused()
  await expect(address(panel, 3)).toHaveValue('http://gpu01:8188')
  await expect(bar(panel)).toContainText('5 servers added. Of 3 known clients')
  expect(await panel.fake.calls('saveServers')).toEqual([])

  await button(panel, 'Undo').click()
  await expect(panel.page.getByRole('row')).toHaveCount(3)
  await expect(bar(panel)).toHaveCount(0)
  await button(panel, 'Redo').click()
  await button(panel, 'Apply').click()
  await expect.poll(() => panel.fake.calls('saveServers')).toHaveLength(1)
  const [call] = await panel.fake.calls('saveServers')
  expect(call?.argument.map(({ url }) => url).slice(2, 4)).toEqual(['http://gpu01:8188', 'http://gpu02:8188'])
})

test('names, ids and switches that a list in JSON says are taken over', async ({ panel }) => {
  await showServers(panel)
  const json = JSON.stringify([
    { url: 'http://a:8188', id: 'from-the-other-machine', name: 'Atelier' },
    { url: 'http://b:8188', id: 'server-1', enabled: false },
  ])
  await openImport(panel, json)
  await expect(line(panel, 'http://a:8188')).toContainText('Atelier')
  await expect(line(panel, 'http://b:8188')).toContainText('switched off')
  await button(panel, 'Add 2 servers').click()
  await expect(address(panel, 4)).toBeFocused()
  await button(panel, 'Apply').click()
  await expect.poll(() => panel.fake.calls('saveServers')).toHaveLength(1)
  const [call] = await panel.fake.calls('saveServers')
  const [a, b] = call?.argument.slice(3) ?? []
  expect(a).toEqual({ url: 'http://a:8188', id: 'from-the-other-machine', name: 'Atelier', enabled: true })
  expect(b).toMatchObject({ url: 'http://b:8188', name: '', enabled: false })
  expect(b?.id, 'the id of another row is not taken twice').not.toBe('server-1')
})

test('an error leads to its place in the text', async ({ panel }) => {
  await showServers(panel)
  const filler = Array.from({ length: 60 }, (_, index) => `http://gpu-${index}:8188`).join('\n')
  await openImport(panel, `${filler}\nhttp://fine:8188, http://host:[20-1]`)
  const error = dialog(panel).getByRole('button', { name: /A range counts up\. Write http:\/\/host:\[1-20\]/ })
  await dialog(panel).getByRole('list').focus()
  await panel.page.keyboard.press('End')
  await error.click()
  await expect(field(panel)).toBeFocused()
  expect(
    await field(panel).evaluate((element: HTMLTextAreaElement) => ({
      marked: element.value.slice(element.selectionStart, element.selectionEnd),
      isInSight: element.scrollTop > 400,
    })),
  ).toEqual({ marked: 'http://host:[20-1]', isInSight: true })
})

/** What is selected in the field. */
const selected = (panel: PanelPage) =>
  field(panel).evaluate(({ value, selectionStart, selectionEnd }: HTMLTextAreaElement) =>
    value.slice(selectionStart, selectionEnd),
  )

test('the number of errors leads from one to the next, in the text and in the preview, and round again', async ({
  panel,
}) => {
  await showServers(panel)
  await openImport(panel, `http://first:[2-1]\nhttp://gpu[1-80]:8188\nhttp://middle:[4-3]\nhttp://last:[6-5]`)
  const next = button(panel, '3 cannot be added')
  const shown = dialog(panel).locator('[aria-current]')
  const said = dialog(panel).getByText(/^Error \d of \d/)
  for (const [name, words] of [
    ['http://first:[2-1]', /^Error 1 of 3, line 1: A range counts up\. Write http:\/\/first:\[1-2\]\.$/],
    ['http://middle:[4-3]', /^Error 2 of 3, line 3:/],
    ['http://last:[6-5]', /^Error 3 of 3, line 4:/],
    ['http://first:[2-1]', /^Error 1 of 3, line 1:/],
  ] as const) {
    await next.click()
    await expect(field(panel)).toBeFocused()
    expect(await selected(panel)).toBe(name)
    await expect(shown).toContainText(name)
    await expect(shown).toBeInViewport()
    await expect(said).toHaveText(words)
  }
})

test('the next error is the one behind the cursor once the text was mended, by keyboard alone', async ({ panel }) => {
  await showServers(panel)
  await openImport(panel, 'http://a:[2-1]\nhttp://b:[2-1]\nhttp://c:[2-1]')
  await expect(button(panel, '3 cannot be added')).toBeVisible()
  await panel.page.keyboard.press('Tab')
  await expect(button(panel, '3 cannot be added')).toBeFocused()
  await panel.page.keyboard.press('Enter')
  expect(await selected(panel)).toBe('http://a:[2-1]')
  await panel.page.keyboard.type('http://a:8188')
  await expect(dialog(panel).locator('[aria-current]')).toHaveCount(0)
  await button(panel, '2 cannot be added').press('Enter')
  expect(await selected(panel)).toBe('http://b:[2-1]')
  await line(panel, 'http://c').getByRole('button').click()
  expect(await selected(panel)).toBe('http://c:[2-1]')
  await button(panel, '2 cannot be added').press('Enter')
  expect(await selected(panel)).toBe('http://b:[2-1]')
})

test('an address without a port says which port it means', async ({ panel }) => {
  await showServers(panel)
  await openImport(panel, 'http://a\nhttp://b:8188')
  await expect(line(panel, 'http://a')).toContainText('No port: 80 is meant. ComfyUI listens on 8188.')
  await expect(line(panel, 'http://b:8188')).not.toContainText('No port')
})

test('the numbers of the rows to come are whole in every shape', async ({ panel }) => {
  await showServers(panel)
  await openImport(panel, 'http://gpu[01-37]:8188')
  const widths = (number: number) =>
    line(panel, new RegExp(`^${number}\\s*line`))
      .locator('[data-shape]')
      .evaluate((swatch: HTMLElement) => {
        const text = document.createRange()
        text.selectNodeContents(swatch)
        return { shape: swatch.offsetWidth, text: text.getBoundingClientRect().width }
      })
  const square = await widths(9)
  await dialog(panel).getByRole('list').focus()
  await panel.page.keyboard.press('End')
  const [diamond, hexagon] = [await widths(29), await widths(39)]
  expect(square.shape).toBe(18)
  expect(diamond.shape).toBe(26)
  expect(hexagon.shape - hexagon.text, 'the slopes of a hexagon take 5 px at each side').toBeGreaterThanOrEqual(10)
})

test('what was typed is still there when the dialog was closed by mistake, and gone once it is added', async ({
  panel,
}) => {
  await showServers(panel)
  await openImport(panel, 'http://a:8188')
  await panel.page.keyboard.press('Escape')
  await expect(dialog(panel)).toHaveCount(0)
  await expect(button(panel, 'Import')).toBeFocused()
  await openImport(panel)
  await expect(field(panel)).toHaveValue('http://a:8188')
  await button(panel, 'Add 1 server').click()
  await expect(dialog(panel)).toHaveCount(0)
  await openImport(panel)
  await expect(field(panel)).toHaveValue('')
  await expect(button(panel, 'Add servers')).toBeDisabled()
})

test('an empty list offers to paste one; its blank row makes way for what is pasted', async ({
  panel,
  electronApp,
}) => {
  await showServers(panel, { servers: [] })
  await expect(button(panel, 'Paste a list')).toBeVisible()
  await button(panel, 'Add server').click()
  await expect(address(panel, 1)).toBeFocused()
  await paste(panel, electronApp, 'http://a:8188\nhttp://b:8188')
  await expect(field(panel)).toHaveValue('http://a:8188\nhttp://b:8188')
  await button(panel, 'Add 2 servers').click()
  await expect(address(panel, 1)).toBeFocused()
  await expect(address(panel, 1)).toHaveValue('http://a:8188')
  await expect(panel.page.getByRole('row')).toHaveCount(3)
})

for (const [what, text] of [
  ['a range', 'http://gpu[01-20]:8188'],
  ['a range with a mistake', 'http://192.168.1[1-50]:8188'],
  ['a list with commas', 'http://a:8188,http://b:8188'],
  ['JSON', '["http://a:8188"]'],
  ['.env text', 'DEV_SERVER_COMFYUI_URL=http://a:8188'],
] as const) {
  test(`${what} pasted into the address of a row opens the dialog`, async ({ panel, electronApp }) => {
    await showServers(panel)
    await address(panel, 2).selectText()
    await paste(panel, electronApp, text)
    await expect(field(panel)).toHaveValue(text)
    await expect(address(panel, 2)).toHaveValue('http://192.168.1.32:8188')
  })
}

for (const text of ['http://a:8188', '192.168.1.9:8188 ', 'http://[fd00::1]:8188', 'http://host/path']) {
  test(`one address pasted into a row stays there: ${text}`, async ({ panel, electronApp }) => {
    await showServers(panel)
    await address(panel, 2).selectText()
    await paste(panel, electronApp, text)
    await expect(address(panel, 2)).toHaveValue(text)
    await expect(dialog(panel)).toHaveCount(0)
  })
}

test('a file is opened by main, and its text comes into the field', async ({ panel }) => {
  await showServers(panel)
  await openImport(panel)
  await button(panel, 'Open a file…').click()
  await panel.fake.answer('openListFile', ok({ name: 'list.txt', text: 'http://a:8188\r\nhttp://b:8188\r\n' }))
  await expect(field(panel)).toHaveValue('http://a:8188\nhttp://b:8188\n')
  await expect(line(panel, 'http://b:8188')).toContainText('line 2')
  expect(await panel.fake.calls('openListFile')).toMatchObject([{ argument: {} }])
})

test('a file that cannot be read is said, and the text stays', async ({ panel }) => {
  await showServers(panel)
  await panel.fake.answer(
    'openListFile',
    err({ code: 'LIST_FILE_UNREADABLE', detail: '', params: { name: 'list.bin', reason: 'it is not text in UTF-8' } }),
  )
  await openImport(panel, 'http://a:8188')
  await button(panel, 'Open a file…').click()
  await expect(dialog(panel).getByRole('alert')).toHaveText('list.bin could not be read: it is not text in UTF-8.')
  await expect(field(panel)).toHaveValue('http://a:8188')
  await panel.fake.answer('openListFile', ok(null))
  await button(panel, 'Open a file…').click()
  await expect(dialog(panel).getByRole('alert')).toHaveText('')
  await expect(field(panel)).toHaveValue('http://a:8188')
})

test('that a file cannot be read is no longer said once the text changes', async ({ panel }) => {
  await showServers(panel)
  await openImport(panel)
  await dropFile(panel, 'photo.png', [0x89, 0x50, 0x4e, 0x47])
  await expect(dialog(panel).getByRole('alert')).toHaveText(/^photo\.png could not be read/)
  await field(panel).pressSequentially('h')
  await expect(dialog(panel).getByRole('alert')).toHaveText('')
})

test('.env text that names a file offers to open that file', async ({ panel }) => {
  await showServers(panel)
  await panel.fake.answer('openListFile', ok({ name: 'servers.json', text: '["http://a:8188"]' }))
  await openImport(panel, 'DEV_SERVER_COMFYUI_FILE=file:///srv/servers.json')
  await expect(dialog(panel)).toContainText('file:///srv/servers.json')
  await button(panel, 'Open this file…').click()
  await expect(field(panel)).toHaveValue('["http://a:8188"]')
  await expect(button(panel, 'Add 1 server')).toBeEnabled()
  const [call] = await panel.fake.calls('openListFile')
  expect(call?.argument).toEqual({ path: 'file:///srv/servers.json' })
})

test('a file that is dropped on the dialog is read, and refused when it is not text', async ({ panel }) => {
  await showServers(panel)
  await openImport(panel)
  await dropFile(panel, 'list.txt', '\uFEFFhttp://a:8188')
  await expect(field(panel)).toHaveValue('http://a:8188')
  await dropFile(panel, 'photo.png', [0x89, 0x50, 0x4e, 0x47])
  await expect(dialog(panel).getByRole('alert')).toHaveText('photo.png could not be read: it is not text in UTF-8.')
  await expect(field(panel)).toHaveValue('http://a:8188')
})

test('two thousand servers are typed after, seen and added without a stutter', async ({ panel, electronApp }) => {
  await showServers(panel, { servers: [] })
  await openImport(panel)
  const text = Array.from({ length: 1999 }, (_, index) => `http://gpu-${index}.studio.lan:8188`).join('\n')
  await paste(panel, electronApp, `${text}\n`)
  await expect(dialog(panel)).toContainText('1,999 will be added')
  expect(await dialog(panel).getByRole('listitem').count()).toBeLessThan(60)

  await panel.page.keyboard.press('Control+End')
  await panel.page.evaluate(watchKeys)
  // Faster than people type.
  await panel.page.keyboard.type('http://last.studio.lan:8188', { delay: 40 })
  const waits = () => panel.page.evaluate(() => (window as unknown as { keyWaits: number[] }).keyWaits)
  await expect.poll(async () => (await waits()).length).toBe('http://last.studio.lan:8188'.length)
  const sorted = (await waits()).sort((one, other) => one - other)
  const median = sorted[Math.floor(sorted.length / 2)]
  test.info().annotations.push({ type: 'from a key to its picture', description: `${median} ms` })
  // Gross, so that a busy machine passes: on an idle one it is one or two frames.
  expect(median).toBeLessThan(250)

  await button(panel, 'Add 2,000 servers').click()
  await expect(address(panel, 1)).toBeFocused()
  await expect(bar(panel)).toContainText('2000 servers added.')
})

test('a list that has no room for all says how many there would be, and takes what fits', async ({ panel }) => {
  const many = Array.from({ length: 1990 }, (_, index) => aServer(index + 1, { url: `http://gpu-${index}:8188` }))
  await showServers(panel, { servers: many })
  await openImport(panel, 'http://new[1-30]:8188')
  await expect(dialog(panel)).toContainText('These would be 2,020 servers. A list has room for 2,000')
  await button(panel, 'Add 10 servers').click()
  await expect(address(panel, 1991)).toBeFocused()
  await expect(button(panel, 'Import')).toBeDisabled()
  await expect(button(panel, 'Add server')).toBeDisabled()
})

test('everything goes by keyboard alone', async ({ panel }) => {
  await showServers(panel)
  await button(panel, 'Import').focus()
  await panel.page.keyboard.press('Enter')
  await expect(field(panel)).toBeFocused()
  await panel.page.keyboard.insertText('http://a:8188\nhttp://host:[2-1]')
  await expect(button(panel, 'Add 1 server')).toBeEnabled()
  await panel.page.keyboard.press('Tab')
  await expect(button(panel, '1 cannot be added')).toBeFocused()
  await panel.page.keyboard.press('Tab')
  await expect(dialog(panel).getByRole('list')).toBeFocused()
  await panel.page.keyboard.press('Tab')
  await expect(dialog(panel).getByRole('button', { name: /A range counts up/ })).toBeFocused()
  for (const name of ['Open a file…', 'Cancel', 'Add 1 server']) {
    await panel.page.keyboard.press('Tab')
    await expect(button(panel, name)).toBeFocused()
  }
  await panel.page.keyboard.press('Enter')
  await expect(address(panel, 4)).toBeFocused()
})

test('an address with a path is cut with one click', async ({ panel }) => {
  await showServers(panel)
  await address(panel, 2).fill('http://192.168.1.52:8188/queue?x=1')
  await button(panel, 'Use http://192.168.1.52:8188').click()
  await expect(address(panel, 2)).toHaveValue('http://192.168.1.52:8188')
  await expect(address(panel, 2)).toBeFocused()
  await expect(panel.page.getByText('Leave out')).toHaveCount(0)
})

test('the saved list is copied in each form, and a draft is not part of it', async ({ panel }) => {
  await showServers(panel, { servers: [aServer(1), aServer(2, { enabled: false })] })
  await panel.page.getByLabel('Name of row 1').fill('Not applied')
  for (const [form, text] of [
    ['JSON', /^\[\s*\{\s*"url": "http:\/\/192\.168\.1\.31:8188",\s*"name": "Studio A"\s*\},/],
    ['text', /^http:\/\/192\.168\.1\.31:8188  # Studio A\n# http:\/\/192\.168\.1\.32:8188/],
    ['.env', /^DEV_SERVER_COMFYUI_URL=http:\/\/192\.168\.1\.31:8188\n$/],
  ] as const) {
    await button(panel, 'Export').click()
    await expect(panel.page.getByText('The saved list, without the changes not applied yet')).toBeVisible()
    await panel.page.getByRole('menuitem', { name: `Copy as ${form}` }).click()
    await expect.poll(() => panel.clipboard()).toMatch(text)
    await expect(panel.page.getByRole('tooltip')).toHaveText('Copied')
  }
})

test('the saved list is saved as a file; to cancel is no error, and a failure is said', async ({ panel }) => {
  await showServers(panel)
  const saveText = async () => {
    await button(panel, 'Export').click()
    await panel.page.getByRole('menuitem', { name: 'Save as text file…' }).click()
  }
  await panel.fake.answer('saveListFile', ok(false))
  await saveText()
  await expect.poll(() => panel.fake.calls('saveListFile')).toHaveLength(1)
  const [call] = await panel.fake.calls('saveListFile')
  expect(call?.argument).toEqual({
    name: 'comfyui-servers.txt',
    text: 'http://192.168.1.31:8188  # Studio A\nhttp://192.168.1.32:8188  # Studio B\nhttp://192.168.1.33:8188  # Studio C\n',
  })
  await expect(panel.page.getByRole('alert')).toHaveCount(0)

  await panel.fake.answer(
    'saveListFile',
    err({ code: 'LIST_FILE_NOT_SAVED', detail: '', params: { name: 'a.txt', reason: 'the disk is full' } }),
  )
  await saveText()
  await expect(panel.page.getByRole('alert')).toHaveText('a.txt could not be saved: the disk is full.')
  await panel.fake.answer('saveListFile', ok(true))
  await saveText()
  await expect(panel.page.getByRole('tooltip')).toHaveText('Saved')
  await expect(panel.page.getByRole('alert')).toHaveCount(0)
})

test('the menu says what each form keeps', async ({ panel }) => {
  await showServers(panel)
  await button(panel, 'Export').click()
  await expect(panel.page.getByText('Addresses, names, on or off')).toBeVisible()
  await expect(panel.page.getByText(/Addresses and names.*are off.*do not come back/)).toBeVisible()
})

test('without a saved list there is nothing to export', async ({ panel }) => {
  await showServers(panel, { servers: [] })
  await expect(button(panel, 'Import')).toBeVisible()
  await expect(button(panel, 'Export')).toHaveCount(0)
})

for (const [theme, language] of [
  ['light', 'en'],
  ['dark', 'zh'],
] as const) {
  for (const size of ['small', 'wide'] as const) {
    test(`the dialog has no accessibility violation and fits the ${size} window (${theme}, ${language})`, async ({
      panel,
    }) => {
      await panel.resize(SIZES[size])
      await panel.load(aBusySnapshot({ theme, language }))
      await panel.open('servers')
      await panel.page.getByRole('button', { name: /^(Import|导入)$/ }).click()
      await panel.expectReachable()
      await field(panel).fill(MIXED)
      await expect(dialog(panel).getByRole('listitem')).toHaveCount(9)
      await panel.expectReachable()
      const box = await dialog(panel).boundingBox()
      expect(box?.y).toBeGreaterThanOrEqual(0)
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(SIZES[size].height)
    })
  }
}
