// The playground in a real browser, on the whole server as it is built: its worker is JavaScript, not what vitest makes of
// TypeScript. `npm test` builds before; LOGFWDSERVER_BUILD names another build.
import { resolve } from 'node:path'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { BUILT } from '../../bench/built-server.js'

/** The command as it is built. */
export const COMMAND = resolve(BUILT, 'main.js')

/** Chromium styles what it edits itself, and refuses its own style. */
export const OWN_STYLE = /^Applying inline style violates/

/** The playground in a page of its own, with nothing kept from before. */
export class PlaygroundPage {
  readonly script: Locator
  readonly lines: Locator
  readonly rows: Locator
  readonly record: Locator
  /** What the page said was wrong. */
  readonly faults: string[] = []

  private constructor(readonly page: Page) {
    this.script = page.locator('.pane.script .cm-content')
    this.lines = page.locator('.pane.lines .cm-content')
    this.rows = page.locator('.rows > li')
    this.record = page.locator('.pane.record')
    page.on('pageerror', (error) => this.faults.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error' && !OWN_STYLE.test(message.text()))
        this.faults.push(message.text())
    })
  }

  static async open(
    browser: Browser,
    url: string,
    options: BrowserContextOptions = {},
  ): Promise<PlaygroundPage> {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'en-US',
      ...options,
    })
    const page = await context.newPage()
    const opened = new PlaygroundPage(page)
    await page.goto(`${url}#/playground`)
    await opened.rows.first().waitFor()
    return opened
  }

  /** Puts the text in the place of what an editor holds. */
  async write(editor: Locator, text: string): Promise<void> {
    await editor.click()
    await this.page.keyboard.press('Control+a')
    await this.page.keyboard.insertText(text)
  }

  async try(script: string, lines: string): Promise<void> {
    await this.write(this.script, script)
    await this.write(this.lines, lines)
  }

  /** The text of an editor, read as a person would copy it. */
  async textOf(editor: Locator): Promise<string> {
    return (await editor.locator('.cm-line').allTextContents()).join('\n')
  }

  /** Whether keys go to the element. */
  focused(element: Locator): Promise<boolean> {
    return element.evaluate((node) => node.ownerDocument.activeElement === node)
  }

  async button(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click()
  }

  /** The file that an action hands to the person: its name and text. */
  async download(action: () => Promise<void>): Promise<{ name: string; text: string }> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), action()])
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
    return { name: download.suggestedFilename(), text: Buffer.concat(chunks).toString() }
  }

  async close(): Promise<void> {
    await this.page.context().close()
  }
}
