// The frame of the page: views, language, theme, keys, and the token; in a real browser.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startBuilt } from '../../bench/built-server.js'
import { launchChromium, noBrowser } from '../support/browser.js'
import { OWN_STYLE } from '../support/playground.js'
import type { TestServer } from '../support/server.js'
import { type OpenPage, openPage, PATIENCE, SHOP, sendLines, startConsole } from './page.js'

let browser: Browser
let server: TestServer & { readonly url: string }
const opened: OpenPage[] = []

async function open(hash = '', options: BrowserContextOptions = {}): Promise<OpenPage> {
  const one = await openPage(browser, server.url + hash, options)
  opened.push(one)
  await one.page.getByRole('navigation').waitFor()
  return one
}

const background = (page: Page) => page.evaluate('getComputedStyle(document.body).backgroundColor')

describe.skipIf(noBrowser)(`the frame${noBrowser ? `: ${noBrowser}` : ''}`, () => {
  beforeAll(async () => {
    browser = await launchChromium()
    server = await startConsole({ 'shop.p': SHOP })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })
  afterEach(async () => {
    for (const { page } of opened.splice(0)) await page.context().close()
  })

  it('opens at the root of the API, without a further step', async () => {
    const { page, errors } = await openPage(browser, `http://${server.addresses.api}/`)
    await page.getByText('Live', { exact: true }).waitFor()
    expect(page.url()).toContain(server.url)
    expect(errors).toEqual([])
    await page.context().close()
  })

  it('asks nothing of any other machine in any view', async () => {
    const built = await startBuilt()
    const { page, requests, errors } = await openPage(browser, built.url)
    for (const view of ['Playground', 'Node', 'Logs']) {
      await page.getByRole('link', { name: view }).click()
      await page.getByRole('heading', { level: 1, name: view }).waitFor({ state: 'attached' })
      if (view === 'Playground') await page.getByText('compiled in').waitFor()
    }
    const { origin } = new URL(built.url)
    expect(requests.filter((url) => !url.startsWith(origin))).toEqual([])
    expect(errors.filter((text) => !OWN_STYLE.test(text))).toEqual([])
    await page.context().close()
    await built.stop()
  })

  it.each([
    { locale: 'zh-CN', logs: '日志', lang: 'zh-CN' },
    { locale: 'en-GB', logs: 'Logs', lang: 'en' },
    { locale: 'fr-FR', logs: 'Logs', lang: 'en' },
  ])('speaks the language of a browser in $locale', async ({ locale, logs, lang }) => {
    const { page } = await open('', { locale })
    await page.getByRole('link', { name: logs, exact: true }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe(lang)
  })

  it('keeps the language that was chosen', async () => {
    const { page } = await open()
    await page.getByRole('button', { name: '中文' }).click()
    await page.getByRole('link', { name: '节点' }).waitFor()
    await page.reload()
    await page.getByRole('link', { name: '节点' }).waitFor()
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('link', { name: 'Node' }).waitFor()
  })

  it('is light or dark as the system is, until one chooses', async () => {
    const { page } = await open('', { colorScheme: 'dark' })
    const dark = await background(page)
    await page.emulateMedia({ colorScheme: 'light' })
    await expect.poll(() => background(page), PATIENCE).not.toBe(dark)
    await page.getByRole('button', { name: 'Switch to the dark theme' }).click()
    expect(await background(page)).toBe(dark)
    await page.reload()
    await page.getByRole('button', { name: 'Switch to the light theme' }).waitFor()
    expect(await background(page)).toBe(dark)
  })

  it('begins with a link past its bar', async () => {
    const { page } = await open()
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to content')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.tagName')).toBe('MAIN')
  })

  it('goes to its views by keys, lists them at ?, and is silent when told so', async () => {
    const { page } = await open()
    // From then on the page listens.
    await page.getByText('Live', { exact: true }).waitFor()
    await page.keyboard.press('3')
    await page.getByRole('heading', { level: 1, name: 'Node' }).waitFor()
    await page.keyboard.press('?')
    const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await list.getByText('Go to Logs').waitFor()
    await list.getByRole('checkbox').click()
    await page.keyboard.press('Escape')
    await list.waitFor({ state: 'detached' })
    await page.keyboard.press('1')
    expect(page.url()).toContain('#/node')
  })

  it('asks for a token once, shows it, and keeps it as long as the tab', async () => {
    const token = 'correct-horse-battery-staple'
    const context = await browser.newContext()
    const page = await context.newPage()
    await context.route('**/v1/**', async (route) => {
      const shown = route.request().headers().authorization
      if (shown === `Bearer ${token}`) return route.continue()
      return route.fulfill({ status: 401, json: { error_code: 'datakit.unauthorized' } })
    })
    await page.goto(server.url)
    const dialog = page.getByRole('dialog', { name: 'This server asks for a token' })
    await dialog.getByLabel('Token').fill('wrong')
    await page.keyboard.press('Enter')
    await dialog.getByText('That token was refused.').waitFor()
    for (let i = 0; i < 3; i++) await page.keyboard.press('Escape')
    await dialog.getByLabel('Token').fill(token)
    await page.keyboard.press('Enter')
    await page.getByText('Live', { exact: true }).waitFor()
    await page.reload()
    await page.getByText('Live', { exact: true }).waitFor()
    expect(await page.evaluate('localStorage.length')).toBe(0)
    await context.close()
  })

  it('fits a narrow window', async () => {
    const { page } = await open('', { viewport: { width: 380, height: 700 } })
    await sendLines(server, ['INFO order 1 taken'])
    await page.getByRole('grid').waitFor()
    const wide = await page.evaluate('document.documentElement.scrollWidth')
    expect(wide).toBeLessThanOrEqual(380)
  })
})
