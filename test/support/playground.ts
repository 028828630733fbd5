// The playground in a real browser, on the whole server as it is built: its worker is JavaScript, not what vitest makes of
// TypeScript. `npm test` builds before; LOGFWDSERVER_BUILD names another build.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'

const BUILT = process.env.LOGFWDSERVER_BUILD ?? 'dist'
/** The command as it is built. */
export const COMMAND = resolve(BUILT, 'main.js')

export interface BuiltServer {
  /** Address of the console. */
  readonly url: string
  stop(): Promise<void>
}

/** @param scripts text of the scripts by file name */
export async function startBuilt(scripts: Record<string, string> = {}): Promise<BuiltServer> {
  const { App } = await built<typeof import('../../src/app.js')>('app.js')
  const { loadConfig } = await built<typeof import('../../src/config/load.js')>('config/load.js')
  const home = mkdtempSync(join(tmpdir(), 'logfwdserver-page-'))
  for (const folder of ['conf.d', 'pipeline']) mkdirSync(join(home, folder))
  const conf = '[inputs.logfwdserver]\naddress = "127.0.0.1:0"\n'
  writeFileSync(join(home, 'conf.d/logfwdserver.conf'), conf)
  for (const [name, text] of Object.entries(scripts))
    writeFileSync(join(home, 'pipeline', name), text)
  const env = { ENV_HTTP_LISTEN: '127.0.0.1:0', ENV_LOG: join(home, 'log') }
  const app = new App(loadConfig({ home, env }).config)
  const { api } = await app.start()
  const stop = async () => {
    await app.stop()
    rmSync(home, { recursive: true, force: true })
  }
  return { url: `http://${api}/console/`, stop }
}

async function built<T>(path: string): Promise<T> {
  return (await import(pathToFileURL(resolve(BUILT, path)).href)) as T
}

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
