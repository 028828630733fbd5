// Makes docs/images/console-*.png for the README: the three views of the page, light, 1280×800, on the demo as a new user has
// it. Needs a build (`npm run build`) and a Chromium (test/support/browser.ts says where it is looked for).
//
//   npm run build && npm run build:tools && node .build/tools/screenshot.js [folder]
import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { chromium, type Page } from 'playwright-core'

const BROWSERS = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking']
const SIZE = { width: 1280, height: 800 }
/** Of plots, so that they have something to show. */
const PLOTTED_MS = 60_000

/** Of an explanation, which is asked for when a line is chosen. */
const SETTLED_MS = 1000

/** What is done on a view before its picture is taken. */
const VIEWS: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  logs: async (page) => {
    // The second one comes while the page is open, and with what its script did.
    const failed = page.getByRole('grid').getByRole('row', { name: /order 20413 failed/ })
    await failed.nth(2).waitFor()
    await failed.nth(1).click()
    await page
      .getByRole('complementary', { name: 'Record' })
      .getByText(/^matched by/)
      .waitFor()
  },
  playground: async (page) => {
    const results = page.getByRole('region', { name: 'Results' })
    await results.getByText('compiled in').waitFor()
    await results.getByText('missed').last().click()
    await page.waitForTimeout(SETTLED_MS)
  },
  node: async (page) => {
    await page.locator('.uplot').first().waitFor()
    await page.waitForTimeout(PLOTTED_MS)
  },
}

async function main(): Promise<void> {
  const folder = resolve(process.argv[2] ?? 'docs/images')
  mkdirSync(folder, { recursive: true })
  const demo = spawn(process.execPath, [resolve('dist/main.js'), 'demo', '--keep'])
  try {
    await takeAll(await addressOf(demo), folder)
  } finally {
    demo.kill('SIGINT')
  }
}

async function takeAll(url: string, folder: string): Promise<void> {
  const browser = await chromium.launch({ executablePath: browserPath(), args: FLAGS })
  try {
    const context = await browser.newContext({ viewport: SIZE, colorScheme: 'light', locale: 'en' })
    const page = await context.newPage()
    for (const [name, prepare] of Object.entries(VIEWS)) {
      await page.goto(`${url}#/${name}`)
      await prepare(page)
      const path = join(folder, `console-${name}.png`)
      await page.screenshot({ path })
      process.stdout.write(`${path}\n`)
    }
  } finally {
    await browser.close()
  }
}

function browserPath(): string {
  const found = BROWSERS.find((path) => path && exists(path))
  if (!found) throw new Error('there is no Chromium; install it or set CHROMIUM_PATH')
  return found
}

function exists(path: string): boolean {
  try {
    accessSync(path)
    return true
  } catch {
    return false
  }
}

/** The address of the page, when the demo has printed it. */
function addressOf(demo: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let printed = ''
    demo.stdout!.on('data', (chunk) => {
      printed += chunk
      const url = /http:\S+\/console\//.exec(printed)?.[0]
      if (url) found(url)
    })
    demo.on('exit', (code) => failed(new Error(`the demo ended with ${code}:\n${printed}`)))
  })
}

await main()
