// From `demo --keep` to a parsed record on the page: no step but opening the printed address.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium, noBrowser } from '../support/browser.js'
import { openPage, PATIENCE } from './page.js'

const COMMAND = resolve(import.meta.dirname, '../../dist/main.js')

describe.skipIf(noBrowser)(`the demo${noBrowser ? `: ${noBrowser}` : ''}`, () => {
  let browser: Browser
  let demo: ChildProcess
  let ended: Promise<unknown[]>

  beforeAll(async () => {
    browser = await launchChromium()
    demo = spawn(process.execPath, [COMMAND, 'demo', '--keep'])
    ended = once(demo, 'exit')
  })
  afterAll(async () => {
    await browser?.close()
    demo?.kill('SIGKILL')
  })

  it('prints an address, where its records are parsed and further ones arrive', async () => {
    const { page, errors } = await openPage(browser, await printedAddress(demo))
    await page.getByText('Live', { exact: true }).waitFor()
    const rows = page.getByRole('grid').locator('tbody:not(.spacer) tr')
    await rows.filter({ hasText: 'order 20413 failed' }).first().click()
    const record = page.getByRole('complementary', { name: 'Record' })
    await record.getByText('c.d.OrderController', { exact: true }).waitFor()
    await record.getByText(/^host is this node/).waitFor()
    const before = await rows.count()
    await expect.poll(() => rows.count(), PATIENCE).toBeGreaterThan(before)
    expect(errors).toEqual([])
  })

  it('ends at Ctrl-C, with nothing left', async () => {
    demo.kill('SIGINT')
    expect(await ended).toEqual([0, null])
  })
})

function printedAddress(demo: ChildProcess): Promise<string> {
  return new Promise((found) => {
    let printed = ''
    demo.stdout!.on('data', (chunk) => {
      printed += chunk
      const address = /http:\S+\/console\//.exec(printed)?.[0]
      if (address) found(address)
    })
  })
}
