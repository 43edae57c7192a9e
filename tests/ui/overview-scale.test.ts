import { ok } from '@shared/ipc/result'
import { expect, type PanelPage, SIZES, test } from '../support/ui-app'
import { aClient, anActivity, aSnapshot, aState, clients, down, NO_COUNTS, servers, up } from '../support/ui-data'

const card = ({ page }: PanelPage, name: string | RegExp) =>
  page.getByRole('list', { name: 'Servers' }).getByRole('listitem').filter({ hasText: name })

function show(panel: PanelPage, serverCount: number, clientCount: number) {
  const list = servers(serverCount)
  return panel.load(aSnapshot({ state: aState({}, { servers: list }), clients: clients(clientCount, list) }))
}

function aCrowd() {
  const list = servers(1000).map((server, index) => ({ ...server, url: `http://gpu${index}:8188`, name: '' }))
  const serverStates = Object.fromEntries(list.map((server, index) => [server.id, index === 240 ? down() : up()]))
  const crowd = clients(10_000, list)
  return { list, crowd, snapshot: aSnapshot({ state: aState({ serverStates }, { servers: list }), clients: crowd }) }
}

test.describe('when there is not room for all', () => {
  test('clients fold into "more", and a row is never lost', async ({ panel }) => {
    const { page } = panel
    await show(panel, 2, 140)
    await expect(page.getByRole('button', { name: /^\d+ more, on Studio A$/ })).toBeVisible()
    const labels = await page.locator('[data-row]').allInnerTexts()
    const hidden = labels.reduce((sum, text) => sum + Number(/^(\d+) more/.exec(text)?.[1] ?? 0), 0)
    const shown = labels.filter((text) => !text.includes('more')).length
    expect(shown + hidden).toBe(140)
  })

  test('a folded row opens the list of the clients of that server', async ({ panel }) => {
    const { page } = panel
    await show(panel, 2, 140)
    await page.getByRole('button', { name: /^\d+ more, on Studio B$/ }).press('Enter')
    await expect(page.getByRole('navigation').locator('[aria-current]')).toHaveText('Clients')
    const filter = page.getByRole('group', { name: 'Show the clients of' })
    await expect(filter.getByRole('button', { name: 'Studio B' })).toHaveAttribute('aria-pressed', 'true')
    await filter.getByRole('button', { name: 'All servers' }).click()
  })

  test('sixteen servers are one line each, and clients keep the rows that are free', async ({ panel }) => {
    await show(panel, 16, 20)
    await expect(panel.page.locator('[data-look="line"]')).toHaveCount(16)
    await expect(panel.page.getByRole('button', { name: /^192\.168\.1\.1\d\d, on / })).not.toHaveCount(0)
  })

  test('a thousand servers are ten groups that say how many clients are away or cut off', async ({ panel }) => {
    const { page } = panel
    const { list, crowd, snapshot } = aCrowd()
    const home = crowd.filter((client) => client.hash % 1000 === 4)
    const held = home.map((client) => ({ ...client, serverId: list[720]?.id ?? null, why: 'draining' as const }))
    const moved = new Map([...crowd, ...held].map((client) => [client.ip, client]))
    await panel.load({ ...snapshot, clients: [...moved.values()] })
    await expect(page.locator('[data-look="bucket"]')).toHaveCount(10)
    await expect(card(panel, '201–300')).toContainText('1 down')
    const words = new RegExp(`clients, ${held.length} away, servers 1 to 100`)
    await expect(page.getByRole('button', { name: words })).toBeVisible()
    await expect(page.getByRole('button', { name: /cut off, servers 201 to 300/ })).toBeVisible()
    await expect(page.locator('[data-cord][data-away]')).toHaveCount(1)
    await panel.expectReachable()
  })

  test('no strand leads to a group that does not answer at all, and a part of them to one that does in part', async ({
    panel,
  }) => {
    const { page } = panel
    const { list, crowd } = aCrowd()
    const serverStates = Object.fromEntries(list.map(({ id }, index) => [id, index < 150 ? down() : up()]))
    await panel.load(aSnapshot({ state: aState({ serverStates }, { servers: list }), clients: crowd }))
    const strands = (kind: 'cord' | 'broken', first: number) =>
      page.locator(`[data-${kind}^="${list[first]?.id}#"]`).count()
    await expect(page.locator('[data-empty]')).toHaveCount(1)
    expect(await strands('cord', 0)).toBe(0)
    expect(await strands('broken', 0)).toBeGreaterThan(5)
    expect(await strands('cord', 100)).toBeGreaterThan(2)
    expect(await strands('broken', 100)).toBeGreaterThan(2)
    expect(await strands('broken', 200)).toBe(0)
    await expect(card(panel, /^1–100/)).toContainText('100 down')
  })

  test('the strip says what a strand and a dot stand for, and what pale ones are', async ({ panel }) => {
    const { page } = panel
    await panel.load(aCrowd().snapshot)
    for (const size of [SIZES.wide, SIZES.small]) {
      await panel.resize(size)
      const marks = page.getByText(/^strand = \d+ clients · dot = \d+ clients · pale = quiet$/)
      await expect(marks).toBeVisible()
      expect(await marks.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true)
    }
  })

  test('a group opens in place, down to its single clients, and closes again', async ({ panel }) => {
    const { page } = panel
    await panel.load(aCrowd().snapshot)
    await page.getByRole('button', { name: /servers 201 to 300/ }).press('Enter')
    await expect(page.getByText('Servers 201 to 300')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Back' })).toBeFocused()
    await card(panel, '241–250').getByRole('button').click()
    await expect(page.locator('[data-server]')).toHaveCount(10)
    await expect(page.getByRole('button', { name: /^10\.0\.\d+\.\d+, on gpu24\d:8188/ })).not.toHaveCount(0)
    await page.getByRole('button', { name: 'Back' }).click()
    await expect(page.getByText('Servers 201 to 300')).toBeVisible()
    await page.getByRole('button', { name: 'Back' }).click()
    await expect(page.locator('[data-look="bucket"]')).toHaveCount(10)
    await expect(page.getByRole('button', { name: 'Back' })).toHaveCount(0)
  })

  test('a client that is looked for gets a cord of its own, above all others', async ({ panel }) => {
    const { page, fake } = panel
    const { crowd, snapshot } = aCrowd()
    const wanted = crowd[4711]
    if (wanted === undefined) throw new Error('a client is wanted')
    await panel.load(snapshot)
    const { ip, isAllowed, serverId, why, hash } = wanted
    await fake.answer('explainIp', ok({ ip, isAllowed, serverId, why, hash }))
    await expect(page.locator(`[data-cord="${ip}"]`)).toHaveCount(0)
    await page.getByRole('textbox', { name: 'Where would this IP go?' }).fill(ip)
    await expect(page.locator(`[data-cord="${ip}"]`)).toHaveCSS('opacity', '1')
    await expect(page.locator('[data-cord]').last()).toHaveAttribute('data-cord', ip)
  })

  test('its dot has a ring, and the box says where to look: in the group, or nowhere in a table', async ({ panel }) => {
    const { page, fake } = panel
    const { crowd, snapshot } = aCrowd()
    const wanted = crowd[4711]
    if (wanted === undefined) throw new Error('a client is wanted')
    await panel.load(snapshot)
    const { ip, isAllowed, serverId, why, hash } = wanted
    await fake.answer('explainIp', ok({ ip, isAllowed, serverId, why, hash }))
    await page.getByRole('textbox', { name: 'Where would this IP go?' }).fill(ip)
    const box = page.getByRole('region', { name: 'Where would this IP go?' })
    await expect(box).toContainText('Its group stands out in the picture, and its dot has a ring.')
    const first = Math.floor((hash % 1000) / 100) * 100
    const ringed = page.getByRole('button', { name: new RegExp(`servers ${first + 1} to ${first + 100}: open`) })
    await expect(ringed.locator('[data-ringed]')).toHaveCount(1)
    await expect(page.locator('[data-ringed]')).toHaveCount(1)
    await page.getByTitle('Table').click()
    await expect(box).toContainText('This client is known.')
    await expect(box).not.toContainText('stands out')
  })

  test('ten thousand clients are pushed without holding the page up', async ({ panel }) => {
    const { page, fake } = panel
    const { crowd, snapshot } = aCrowd()
    await panel.load(snapshot)
    await expect(page.locator('[data-look="bucket"]')).toHaveCount(10)
    const longest = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let slowest = 0
          let last = performance.now()
          const frame = (now: number) => {
            slowest = Math.max(slowest, now - last)
            last = now
            if (document.body.dataset.done === undefined) requestAnimationFrame(frame)
            else resolve(slowest)
          }
          requestAnimationFrame(frame)
        }),
    )
    for (let push = 0; push < 20; push++) {
      const changed = crowd
        .slice(push * 400, push * 400 + 400)
        .map((client) => ({ ...client, requests: client.requests + 1 }))
      const counts = { ...NO_COUNTS, requests: push, clients: 10_000 }
      await fake.push('onActivity', anActivity({ clients: changed, counts }))
    }
    await page.evaluate(() => void (document.body.dataset.done = ''))
    // Generous, because the machine may be busy with other things; a page that is held up takes far longer.
    expect(await longest).toBeLessThan(2000)
    expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(1500)
  })
})

for (const [serverCount, look] of [
  [6, 'small'],
  [12, 'line'],
  [1000, 'bucket'],
] as const) {
  test(`no card is cut off in the smallest window: ${serverCount} servers`, async ({ panel }) => {
    const list = servers(serverCount).map((server, index) => ({ ...server, url: `http://gpu${index}:8188` }))
    const states = Object.fromEntries(list.map((server, index) => [server.id, index === 0 ? up() : down()]))
    await panel.resize(SIZES.small)
    await panel.load(
      aSnapshot({ state: aState({ serverStates: states }, { servers: list }), clients: clients(60, list) }),
    )
    const cards = panel.page.locator(`[data-look="${look}"]`)
    await expect(cards.first()).toBeVisible()
    const cutOff = await cards.evaluateAll((all) =>
      all
        .filter((one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1)
        .map((one) => one.textContent),
    )
    expect(cutOff).toEqual([])
  })
}

for (const [serverCount, zoom] of [
  [3, 1.5],
  [12, 1.5],
  [1000, 1.5],
  [3, 2],
] as const) {
  test(`cards leave the clients free in the smallest window at ${zoom * 100} %: ${serverCount} servers`, async ({
    panel,
  }) => {
    const { page } = panel
    await panel.resize({ width: Math.round(960 / zoom), height: Math.round(600 / zoom) })
    const list = servers(serverCount)
    const stranger = aClient('203.0.113.5', list, { isAllowed: false })
    await panel.load(aSnapshot({ state: aState({}, { servers: list }), clients: [...clients(30, list), stranger] }))
    const left = page.getByRole('list', { name: 'Clients' }).getByRole('button').first()
    const right = page.getByRole('list', { name: 'Servers' }).getByRole('listitem').first()
    await expect(right).toBeVisible()
    const [client, server] = [await left.boundingBox(), await right.boundingBox()]
    expect((client?.x ?? 0) + (client?.width ?? 0)).toBeLessThan((server?.x ?? 0) - 40)
    const box = page.getByRole('textbox', { name: 'Where would this IP go?' })
    await box.scrollIntoViewIfNeeded()
    await expect(box).toBeInViewport()
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  })
}

test('the smallest window explains both kinds of line', async ({ panel }) => {
  await panel.resize(SIZES.small)
  await show(panel, 3, 5)
  await expect(panel.page.getByText('at home', { exact: true })).toBeVisible()
  await expect(panel.page.getByText('away from home', { exact: true })).toBeVisible()
})

for (const [width, height] of [
  [768, 480],
  [720, 450],
  [640, 400],
  [480, 300],
] as const) {
  for (const language of ['en', 'zh'] as const) {
    test(`nothing in the title area lies on another at ${width} × ${height}: ${language}`, async ({ panel }) => {
      const { page } = panel
      await panel.resize({ width, height })
      const list = servers(3)
      const serverStates = Object.fromEntries(list.map(({ id }, index) => [id, index === 0 ? down() : up()]))
      await panel.load(aSnapshot({ state: aState({ serverStates }, { servers: list, language }) }))
      const head = page.getByRole('banner')
      await expect(head.getByTitle('http://192.168.1.20:8800')).toBeVisible()
      const overlaps = await head.evaluate((banner) => {
        const words = document.createTreeWalker(banner, NodeFilter.SHOW_TEXT)
        const boxes: { text: string; box: DOMRect }[] = []
        for (let node = words.nextNode(); node !== null; node = words.nextNode()) {
          const owner = node.parentElement
          if (owner === null || owner.closest('.visually-hidden') !== null) continue
          const range = document.createRange()
          range.selectNode(node)
          // What is cut off with an ellipsis ends with the box that cuts it.
          const isCut = getComputedStyle(owner).overflow === 'hidden'
          const box = (isCut ? owner : range).getBoundingClientRect()
          if (box.width > 0) boxes.push({ text: node.textContent ?? '', box })
        }
        for (const button of banner.querySelectorAll('button')) {
          if (button.textContent === '')
            boxes.push({ text: button.ariaLabel ?? '', box: button.getBoundingClientRect() })
        }
        const lie = (a: DOMRect, b: DOMRect) =>
          a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1
        return boxes.flatMap((one, index) =>
          boxes.slice(index + 1).flatMap((other) => (lie(one.box, other.box) ? [[one.text, other.text]] : [])),
        )
      })
      expect(overlaps).toEqual([])
    })
  }
}
