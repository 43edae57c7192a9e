import type { Locator, Page } from '@playwright/test'

/** The panel as a person finds it: by the names of things. */
export class Panel {
  constructor(readonly page: Page) {}

  async open(screen: 'Overview' | 'Servers' | 'Clients' | 'Routes' | 'Settings'): Promise<void> {
    await this.page.getByRole('navigation').getByRole('button', { name: screen, exact: true }).click()
  }

  /** Tells the page that it came back into sight: for Playwright's sake the browser pretends it never went out of it. */
  async comeIntoSight(): Promise<void> {
    await this.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  }

  get startButton(): Locator {
    return this.page.getByRole('button', { name: 'Start', exact: true })
  }

  get stopButton(): Locator {
    return this.page.getByRole('button', { name: 'Stop', exact: true })
  }

  /** Adds servers on the Servers screen and applies the list. */
  async addServers(servers: readonly { name: string; url: string }[]): Promise<void> {
    await this.open('Servers')
    for (const [index, { name, url }] of servers.entries()) {
      await this.page.getByRole('button', { name: 'Add server', exact: true }).click()
      await this.page.getByLabel(`Address of row ${index + 1}`, { exact: true }).fill(url)
      await this.page.getByLabel(`Name of row ${index + 1}`, { exact: true }).fill(name)
    }
    await this.page.getByRole('button', { name: 'Apply', exact: true }).click()
  }

  /** The part of the screen in which the client is drawn beside its server. */
  cordOf(clientIp: string, serverName: string): Locator {
    return this.page.getByRole('button', { name: `${clientIp}, on ${serverName}`, exact: true })
  }

  /** The row of the table of clients that holds all of these texts. */
  client(...texts: readonly string[]): Locator {
    return rowOf(this.page.getByRole('table', { name: 'Clients' }), texts)
  }

  /** The row of the log of routes that holds all of these texts. */
  route(...texts: readonly string[]): Locator {
    return rowOf(this.page.getByRole('rowgroup', { name: 'Routes, newest first' }), texts)
  }
}

function rowOf(table: Locator, texts: readonly string[]): Locator {
  return texts.reduce((rows, hasText) => rows.filter({ hasText }), table.getByRole('row'))
}
