// The view Logs, in a real browser against a real server.
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { built } from '../../bench/built-server.js'
import { launchChromium, noBrowser } from '../support/browser.js'
import type { TestServer } from '../support/server.js'
import { type OpenPage, openPage, PATIENCE, SHOP, sendLines, startConsole } from './page.js'

let browser: Browser
let server: TestServer & { readonly url: string }
const opened: OpenPage[] = []

async function open(url = server.url): Promise<Page> {
  const one = await openPage(browser, url)
  opened.push(one)
  await one.page.getByText('Live', { exact: true }).waitFor()
  return one.page
}

const records = (page: Page) => page.getByRole('grid').locator('tbody:not(.spacer) tr')
const recordOf = (page: Page, text: string) => records(page).filter({ hasText: text })
const count = (page: Page) => expect.poll(() => records(page).count(), PATIENCE)
const panel = (page: Page) => page.getByRole('complementary', { name: 'Record' })

describe.skipIf(noBrowser)(`the view Logs${noBrowser ? `: ${noBrowser}` : ''}`, () => {
  beforeAll(async () => {
    browser = await launchChromium()
    server = await startConsole({ 'shop.p': SHOP })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })
  afterEach(async () => {
    for (const { page, errors } of opened.splice(0)) {
      expect(errors).toEqual([])
      await page.context().close()
    }
  })

  it('shows records as they arrive, and those from before it was opened', async () => {
    await sendLines(server, ['INFO order 1 taken'])
    const page = await open()
    await recordOf(page, 'order 1 taken').waitFor()
    await sendLines(server, ['ERROR order 2 lost'])
    await recordOf(page, 'order 2 lost').waitFor()
    expect(await recordOf(page, 'order 2 lost').locator('.status').textContent()).toBe('error')
  })

  it('finds text, tags and fields while one types, and keeps the search in the address', async () => {
    const page = await open()
    await sendLines(server, ['INFO order 11 taken', 'INFO order 12 packed'])
    await recordOf(page, 'order 12').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('order packed')
    await count(page).toBe(1)
    await page.waitForURL(/text=order\+packed/)
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await recordOf(page, 'order 11').waitFor()
    await page.waitForURL(/#\/logs$/)
  })

  it('says what to do when nothing fits', async () => {
    const page = await open()
    await page.getByRole('searchbox').fill('no such words at all')
    await page.getByText('No held record fits the filters').waitFor()
    await page.getByRole('button', { name: 'Clear filters' }).last().click()
    await records(page).first().waitFor()
  })

  it('opens a record to all its tags and fields, and closes it again', async () => {
    const page = await open()
    await sendLines(server, ['WARN order 21 late'])
    await recordOf(page, 'order 21 late').click()
    const shown = await panel(page).innerText()
    for (const text of ['service', 'shop', 'order', '21', 'matched by shop.p']) {
      expect(shown).toContain(text)
    }
    await page.keyboard.press('Escape')
    await panel(page).waitFor({ state: 'detached' })
  })

  it('tells a record of this node from one of another', async () => {
    const page = await open()
    await sendLines(server, ['INFO order 31 here'], { tags: { host: 'node-1' } })
    await sendLines(server, ['INFO order 32 astray'], { tags: { host: 'node-2' } })
    await recordOf(page, 'order 31').click()
    await panel(page).getByText('host is this node, node-1').waitFor()
    await recordOf(page, 'order 32').click()
    await panel(page).getByText('host is node-2, not this node, node-1').waitFor()
  })

  it('copies a record as JSON', async () => {
    const page = await open()
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await sendLines(server, ['INFO order 41 copied'])
    await recordOf(page, 'order 41').click()
    await panel(page).getByRole('button', { name: 'Copy as JSON' }).click()
    await panel(page).getByRole('button', { name: 'Copied' }).waitFor()
    const copied = JSON.parse(String(await page.evaluate('navigator.clipboard.readText()')))
    expect(copied).toMatchObject({ source: 'shop', fields: { order: 41, what: 'copied' } })
  })

  it('takes a record to the playground, as its first line', async () => {
    // The playground asks for answers, which a worker gives only where it is built.
    const { App } = await built<typeof import('../../src/app.js')>('app.js')
    const whole = await startConsole({ 'shop.p': SHOP }, {}, { App })
    onTestFinished(whole.stop)
    const page = await open(whole.url)
    await sendLines(whole, ['INFO order 45 tried'])
    await recordOf(page, 'order 45').click()
    await panel(page).getByRole('link', { name: 'Try in the playground' }).click()
    const lines = page.getByRole('region', { name: 'Sample lines' })
    await lines.getByText('INFO order 45 tried').waitFor()
    await page.goBack()
    await recordOf(page, 'order 45').waitFor()
  })

  it('shows the spread over hosts, and a click keeps one of them', async () => {
    const page = await open()
    await sendLines(server, ['INFO order 51 a', 'INFO order 52 b'], { tags: { host: 'node-a' } })
    await sendLines(server, ['INFO order 53 c'], { tags: { host: 'node-b' } })
    const hosts = page.getByRole('region', { name: 'Hosts' })
    const host = hosts.getByRole('button', { name: /node-a/ })
    await host.getByText('2', { exact: true }).waitFor()
    await host.click()
    await count(page).toBe(2)
    expect(await host.getAttribute('aria-pressed')).toBe('true')
    await sendLines(server, ['INFO order 54 d'], { tags: { host: 'node-b' } })
    await sendLines(server, ['INFO order 55 e'], { tags: { host: 'node-a' } })
    await recordOf(page, 'order 55').waitFor()
    await count(page).toBe(3)
  })

  it('tells records that no grok matched', async () => {
    const page = await open()
    await sendLines(server, ['nothing of an order here'])
    await recordOf(page, 'nothing of an order').getByText('not matched').waitFor()
    await page.getByRole('combobox', { name: 'Matched by its script' }).selectOption('no')
    await expect.poll(() => recordOf(page, 'not matched').count(), PATIENCE).toBeGreaterThan(0)
    expect(await recordOf(page, 'order 55').count()).toBe(0)
  })

  it('holds the list while paused, and goes on with what came', async () => {
    const page = await open()
    await records(page).first().waitFor()
    await page.getByRole('button', { name: 'Pause' }).click()
    const before = await records(page).count()
    await sendLines(server, ['INFO order 61 meanwhile'])
    const resume = page.getByRole('button', { name: 'Resume, 1 new' })
    await resume.waitFor()
    expect(await records(page).count()).toBe(before)
    await resume.click()
    await recordOf(page, 'order 61').waitFor()
  })

  it('draws only what is in sight, and follows the newest until one scrolls away', async () => {
    const page = await open()
    const lines = Array.from({ length: 400 }, (_, i) => `INFO order ${1000 + i} many`)
    await sendLines(server, lines)
    await recordOf(page, 'order 1399 many').waitFor()
    expect(await records(page).count()).toBeLessThan(80)
    const follow = page.getByRole('button', { name: 'Follow' })
    expect(await follow.getAttribute('aria-pressed')).toBe('true')
    await page.getByRole('grid').hover()
    await page.mouse.wheel(0, -2000)
    await expect.poll(() => follow.getAttribute('aria-pressed'), PATIENCE).toBe('false')
    await sendLines(server, ['INFO order 71 unseen'])
    await page.getByText(/4\d\d records/).waitFor()
    expect(await recordOf(page, 'order 71').count()).toBe(0)
    await follow.click()
    await recordOf(page, 'order 71').waitFor()
  })

  it('goes by keys alone: search, list, record and back', async () => {
    const page = await open()
    await sendLines(server, ['INFO order 81 first', 'INFO order 82 second'])
    await recordOf(page, 'order 82').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('order 8')
    const grid = page.getByRole('grid')
    const isFocused = () => grid.evaluate((element) => element.matches(':focus'))
    while (!(await isFocused())) await page.keyboard.press('Tab')
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await panel(page).getByText('second').first().waitFor()
    await page.keyboard.press('ArrowUp')
    await panel(page).getByText('first').first().waitFor()
    await page.keyboard.press('Escape')
    await panel(page).waitFor({ state: 'detached' })
    expect(await isFocused()).toBe(true)
  })

  it('says that it is disconnected, and goes on by itself when the server is back', async () => {
    const first = await startConsole({ 'shop.p': SHOP })
    const { page } = await openPage(browser, first.url)
    await page.getByText('Live', { exact: true }).waitFor()
    await first.stop()
    await page.getByText('Disconnected, trying again.').waitFor()
    const env = { ENV_HTTP_LISTEN: first.addresses.api }
    const second = await startConsole({ 'shop.p': SHOP }, env)
    try {
      await page.getByText('Live', { exact: true }).waitFor()
      await sendLines(second, ['INFO order 91 again'])
      await recordOf(page, 'order 91').waitFor()
    } finally {
      await second.stop()
    }
  })
})
