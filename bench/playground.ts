// The playground as an author feels it: from the press of a key in the script to the results of a hundred nginx lines on the
// screen, measured in the browser, two frames included: the one that draws and the one after which it is seen.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { startBuilt } from './built-server.js'
import { machine, table } from './measure.js'
import { accessLines } from './nginx.js'

const LINES = 100
const KEYS = 50
/** Until the code of browser and engine is warm. */
const WARM = 10
const AIM_MS = 100
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking']

export async function benchPlayground(): Promise<void> {
  const { url, stop } = await startBuilt()
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: FLAGS,
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(`${url}#/playground`)
    await fill(page)
    report(await timeKeys(page))
  } finally {
    await browser.close()
    await stop()
  }
}

/** The shipped script with a field of its own in front, and the cursor within its text. */
async function fill(page: Page): Promise<void> {
  const script = readFileSync(resolve('pipelines/nginx.p'), 'utf8')
  for (const [pane, text] of [
    ['lines', accessLines(LINES).join('\n')],
    ['script', `add_key(typed, "v")\n${script}`],
  ]) {
    await page.click(`.pane.${pane} .cm-content`)
    await page.keyboard.press('Control+a')
    await page.keyboard.insertText(text!)
  }
  await page.keyboard.press('Control+Home')
  for (let i = 0; i < 'add_key(typed, "v'.length; i++) await page.keyboard.press('ArrowRight')
  await page.evaluate(WATCH)
}

/** In the page: the time from a key to the second frame after which every row has the field that the key made. */
const WATCH = `{
  let pressed
  addEventListener('keydown', () => { pressed = performance.now() }, true)
  const areThere = (text) => {
    const rows = [...document.querySelectorAll('.rows > li')]
    const first = (row) => row.querySelector('.chip')?.textContent
    return rows.length === ${LINES} && rows.every((row) => first(row) === text && row.matches('.matched'))
  }
  window.seen = (text) => new Promise((done) => {
    const look = () => {
      if (!areThere(text)) return false
      watching.disconnect()
      requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - pressed)))
      return true
    }
    const watching = new MutationObserver(look)
    const change = { childList: true, characterData: true, attributes: true, subtree: true }
    if (!look()) watching.observe(document.querySelector('.results'), change)
  })
}`

async function timeKeys(page: Page): Promise<readonly number[]> {
  const times: number[] = []
  for (let i = 0; i < WARM + KEYS; i++) {
    const [key, text] = i % 2 === 0 ? ['w', 'typedvw'] : ['Backspace', 'typedv']
    const seen = page.evaluate<number>(`seen(${JSON.stringify(text)})`)
    await page.keyboard.press(key!)
    const ms = await seen
    if (i >= WARM) times.push(ms)
  }
  return times
}

function report(times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (part: number) => sorted[Math.floor(sorted.length * part)]!.toFixed(0)
  console.log(`## The playground, key press to result, ${LINES} lines\n\n${machine()}\n`)
  const head = ['key presses', 'median, ms', 'p95, ms', 'worst, ms', 'aim, ms']
  console.log(table(head, [[String(KEYS), at(0.5), at(0.95), at(0.999), `< ${AIM_MS}`]]))
}
