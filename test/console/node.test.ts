// The view Node, in a real browser against a real server.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium, noBrowser } from '../support/browser.js'
import type { TestServer } from '../support/server.js'
import { type OpenPage, openPage, PATIENCE, SHOP, sendLines, startConsole } from './page.js'

let browser: Browser
let server: TestServer & { readonly url: string }
let opened: OpenPage
let page: Page

const PLOTS = [
  'Records by source',
  'Match rate',
  'Cost by script, of one core',
  'Given up, by reason',
  'Answers of the Dataways',
  'Buffer size',
  'Age of the oldest record',
  'CPU, of one core',
  'Memory',
]

const region = (name: string) => page.getByRole('region', { name, exact: true })

describe.skipIf(noBrowser)(`the view Node${noBrowser ? `: ${noBrowser}` : ''}`, () => {
  beforeAll(async () => {
    browser = await launchChromium()
    const broken = 'grok(_, "%{NOSUCH:x}")\n'
    server = await startConsole({ 'shop.p': SHOP, 'broken.p': broken })
    await sendLines(server, ['INFO order 1 taken', 'INFO order 2 taken', 'something else'])
    opened = await openPage(browser, `${server.url}#/node`)
    page = opened.page
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  it('has all its plots', async () => {
    for (const name of PLOTS) await region(name).waitFor()
    await region('Memory').locator('canvas').waitFor()
  })

  it('tells what records did, in numbers that are those of the server', async () => {
    const row = region('Scripts').getByRole('row', { name: /shop\.p/ })
    await expect.poll(async () => (await row.innerText()).split(/\s+/), PATIENCE).toContain('3')
    expect(await row.innerText()).toContain('66.7 %')
  })

  it('plots what arrives, and tells the same in words', async () => {
    const legend = region('Records by source').getByRole('listitem').filter({ hasText: 'shop' })
    await legend.waitFor()
    const { records } = (await overview()).sources.find(({ name }) => name === 'shop')!
    await sendLines(server, ['INFO order 3 taken', 'INFO order 4 taken'])
    await expect
      .poll(async () => (await overview()).sources[0]!.records, PATIENCE)
      .toBe(records + 2)
    await expect.poll(() => legend.innerText(), PATIENCE).toMatch(/highest [1-9]|highest 0\.[1-9]/)
  })

  it('shows a script that does not compile, with the reason and its place', async () => {
    const row = region('Scripts').getByRole('row', { name: /broken\.p/ })
    const text = await row.innerText()
    expect(text).toContain('refused')
    expect(text).toMatch(/PL\d+/)
    expect(text).toContain('broken.p:1:')
  })

  it('shows how the Dataway answers', async () => {
    const row = region('Dataways').getByRole('row').nth(1)
    await expect.poll(() => row.innerText(), PATIENCE).toMatch(/OK [1-9]/)
  })

  it('gives each plot as a table', async () => {
    const card = region('Memory')
    await card.getByRole('button', { name: 'Memory as a table' }).click()
    await card.getByRole('columnheader', { name: 'process' }).waitFor()
    expect(await card.getByRole('row').nth(1).innerText()).toMatch(/\d\d:\d\d:\d\d\s+[\d.]+ MiB/)
  })

  it('asks nothing of any other machine, and nothing fails', () => {
    const elsewhere = opened.requests.filter((url) => !url.startsWith(new URL(server.url).origin))
    expect(elsewhere).toEqual([])
    expect(opened.errors).toEqual([])
  })
})

async function overview(): Promise<{ sources: { name: string; records: number }[] }> {
  const response = await fetch(`http://${server.addresses.api}/v1/overview`)
  return (await response.json()) as { sources: { name: string; records: number }[] }
}
