// axe-core finds nothing serious on the page, in both themes, with records and plots there and a record open.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium, noBrowser } from '../support/browser.js'
import type { TestServer } from '../support/server.js'
import { openPage, PATIENCE, SHOP, sendLines, startConsole } from './page.js'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Finding {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}

/** What axe-core finds on the page as it is now. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const found = (await page.evaluate('axe.run(document).then((r) => r.violations)')) as Finding[]
  return found.map(({ id, impact, nodes }) => {
    const places = nodes.slice(0, 3).map(({ html, failureSummary }) => `${html}\n${failureSummary}`)
    return `${impact} ${id}: ${places.join('\n')}`
  })
}

const SHOWN: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  logs: async (page) => {
    const row = page.getByRole('grid').getByText('order 2 lost')
    await row.click()
    await page.getByRole('complementary', { name: 'Record' }).waitFor()
  },
  node: async (page) => {
    await page.locator('canvas').first().waitFor()
    const card = page.getByRole('region', { name: 'Memory' })
    await card.getByRole('button', { name: 'Memory as a table' }).click()
  },
  playground: async (page) => {
    await page.locator('.cm-content').first().waitFor()
  },
}

describe.skipIf(noBrowser)(`accessibility${noBrowser ? `: ${noBrowser}` : ''}`, () => {
  let browser: Browser
  let server: TestServer & { readonly url: string }

  beforeAll(async () => {
    browser = await launchChromium()
    server = await startConsole({ 'shop.p': SHOP })
    await sendLines(server, [
      'INFO order 1 taken',
      'ERROR order 2 lost',
      'WARN order 3 late',
      '???',
    ])
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
    it.each(Object.keys(SHOWN))('%s has no finding', async (view) => {
      const options = { colorScheme, bypassCSP: true }
      const { page } = await openPage(browser, `${server.url}#/${view}`, options)
      await SHOWN[view]!(page)
      expect(await findings(page)).toEqual([])
      await page.context().close()
    })
  })

  it('the list of keys has no finding either', async () => {
    const { page } = await openPage(browser, server.url, { bypassCSP: true })
    const dialog = page.getByRole('dialog')
    // A key that comes before the page listens is lost.
    const asked = async () => {
      if (!(await dialog.isVisible())) await page.keyboard.press('?')
      return dialog.isVisible()
    }
    await expect.poll(asked, PATIENCE).toBe(true)
    expect(await findings(page)).toEqual([])
    await page.context().close()
  })
})
