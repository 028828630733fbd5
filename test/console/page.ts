// The built page against a whole server, in a real browser; for tests that look at it as a person does.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { type Logging, Sidecar } from '../../src/cli/sidecar.js'
import { type ServerOptions, startServer, type TestServer } from '../support/server.js'

/** Where `vite build` puts the page. */
export const builtPage = resolve(import.meta.dirname, '../../dist/console/page')

if (!existsSync(join(builtPage, 'index.html'))) {
  throw new Error('the page was not built: npm run build, or npx vite build')
}

/** For `expect.poll`: a machine that does much else may be slow. */
export const PATIENCE = { timeout: 15_000 }

export interface OpenPage {
  readonly page: Page
  /** Addresses of all that the page asked for. */
  readonly requests: readonly string[]
  /** Errors on its console, and what the Content-Security-Policy refused. */
  readonly errors: readonly string[]
}

export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    ...options,
  })
  const page = await context.newPage()
  const requests: string[] = []
  const errors: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await page.goto(url)
  return { page, requests, errors }
}

/** A server that keeps its records itself, and the address of its page. */
export async function startConsole(
  scripts: Record<string, string> = {},
  env: Record<string, string> = {},
  options: ServerOptions = {},
): Promise<TestServer & { readonly url: string }> {
  const server = await startServer({ ENV_DATAWAY: '', ...env }, scripts, options)
  return { ...server, url: `http://${server.addresses.api}/console/` }
}

const LOGGING: Logging = {
  source: 'shop',
  pipeline: 'shop.p',
  tags: { service: 'shop' },
  filepath: '/var/log/shop.log',
}

/** Sends log lines as a sidecar does. */
export async function sendLines(
  server: TestServer,
  lines: readonly string[],
  logging: Partial<Logging> = {},
): Promise<void> {
  const sidecar = await Sidecar.connect(server.addresses.log[0]!, { ...LOGGING, ...logging })
  sidecar.send(lines)
  await sidecar.close()
}

/** `INFO order 1 taken`: what `shop.p` makes of it is its status and its number. */
export const SHOP = `grok(_, "%{LOGLEVEL:status} order %{INT:order:int} %{GREEDYDATA:what}")\n`
