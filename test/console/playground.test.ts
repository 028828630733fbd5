// The playground in a real browser against the whole server: what an author does, and what must be seen then.
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type BuiltServer, startBuilt } from '../../bench/built-server.js'
import { launchChromium, noBrowser } from '../support/browser.js'
import { COMMAND, PlaygroundPage } from '../support/playground.js'
import { PATIENCE } from './page.js'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const NGINX = '10.0.0.1 - - [12/Mar/2024:08:15:42 +0000] "GET /a HTTP/1.1" 200 5 "-" "curl"'

describe.skipIf(noBrowser)('the playground', () => {
  let server: BuiltServer
  let browser: Browser
  let play: PlaygroundPage

  beforeAll(async () => {
    const nginx = readFileSync(join(import.meta.dirname, '../../pipelines/nginx.p'), 'utf8')
    const used = { 'nginx.p': nginx, 'part.p': 'add_key(part, 1)' }
    ;[server, browser] = await Promise.all([startBuilt(used), launchChromium()])
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })
  beforeEach(async () => {
    play = await PlaygroundPage.open(browser, server.url)
  })
  afterEach(async () => {
    expect(play.faults).toEqual([])
    await play.close()
  })

  it('begins with an example that shows matches and a miss', async () => {
    await expect
      .poll(() => play.rows.locator('.verdict').allTextContents(), PATIENCE)
      .toEqual(['matched', 'matched', 'matched', 'missed'])
  })

  describe('the editor', () => {
    it('marks an error at its place, also behind Chinese text', async () => {
      await play.write(play.script, '# 中文\nadd_key(城市, "茶壶 🚀"); nofunc(1)')
      const mark = play.page.locator('.cm-lintRange-error')
      await expect.poll(() => mark.allTextContents(), PATIENCE).toEqual(['nofunc'])
      const finding = play.page.locator('button.problem', { hasText: 'PL201' })
      await finding.click()
      // The editor's own mark of focus outlives the focus for a moment.
      await expect.poll(() => play.focused(play.script), PATIENCE).toBe(true)
      await play.page.keyboard.insertText('x')
      await expect.poll(() => play.textOf(play.script), PATIENCE).toContain('; xnofunc(1)')
    })

    it('marks a warning of a script that compiles', async () => {
      await play.write(play.script, 'grok(_, "^a%{NOTSPACE:x}")\ngrok(_, "$b")')
      await play.page.locator('.cm-lintRange-warning').first().waitFor()
    })

    it('completes functions with their arguments, patterns and types', async () => {
      await play.write(play.script, '')
      await play.page.keyboard.type('gro')
      await (await option('grok')).click()
      await expect.poll(() => play.textOf(play.script), PATIENCE).toBe('grok(key, "pattern")')
      await play.page.keyboard.type('_')
      await play.page.keyboard.press('Tab')
      await play.page.keyboard.type('%{IPV')
      await (await option('IPV4')).click()
      await play.page.keyboard.type(':ip:')
      for (const type of ['int', 'float', 'bool', 'str']) await option(type)
    })

    it('shows the help of a function under the pointer, and by F1 at the cursor', async () => {
      const help = play.page.locator('.help')
      await play.script.locator('.p-call', { hasText: 'default_time' }).hover()
      await help.waitFor()
      expect(await help.textContent()).toContain('default_time(')
      await play.page.mouse.move(5, 5)
      await help.waitFor({ state: 'detached' })
      await play.write(play.script, 'grok')
      await play.page.keyboard.press('F1')
      await help.waitFor()
      expect(await help.textContent()).toContain('Takes fields out of a text by a pattern')
      await play.page.keyboard.press('Escape')
      await help.waitFor({ state: 'detached' })
    })

    it('formats the script', async () => {
      await play.write(play.script, 'if  true {\nadd_key( a,1 )\n}')
      await play.page.keyboard.press('Shift+Alt+F')
      await expect
        .poll(() => play.textOf(play.script), PATIENCE)
        .toBe('if true {\n  add_key(a, 1)\n}\n')
    })

    async function option(label: string): Promise<Locator> {
      const options = play.page.locator('.cm-tooltip-autocomplete .cm-completionLabel')
      const found = options.getByText(label, { exact: true })
      await found.waitFor()
      return found
    }
  })

  describe('results', () => {
    it('appear for a hundred lines, each with its values', async () => {
      const lines = Array.from({ length: 100 }, (_, i) => `n=${i}`).join('\n')
      await play.try('grok(_, "n=%{INT:n:int}")', lines)
      await expect.poll(() => play.rows.count(), PATIENCE).toBe(100)
      await expect.poll(() => play.rows.last().textContent(), PATIENCE).toContain('n99')
      await play.rows.last().locator('button').click()
      await play.record.locator('tr.added', { hasText: 'n' }).waitFor()
      const cells = await play.record.locator('tr.added').locator('th, td').allTextContents()
      expect(cells).toEqual(['n', 'int', '99', 'added'])
    })

    it('tell what failed and where, what was dropped, what was made', async () => {
      const script =
        'grok(_, "%{WORD:w}")\nif w == "a" {\n  drop()\n}\nif w == "b" {\n  z = 0\n  y = 1 / z\n}\nif w == "c" {\n  create_point("m", {"t": "1"}, {"f": 2})\n}'
      await play.try(script, 'a\nb\nc')
      await expect
        .poll(() => play.rows.locator('.verdict').allTextContents(), PATIENCE)
        .toEqual(['dropped', 'failed', 'matched'])
      expect(await play.rows.nth(2).textContent()).toContain('made 1 point')
      const failure = play.rows.nth(1).locator('.failure')
      expect(await failure.textContent()).toMatch(/^7:\d+: /)
      await failure.click()
      await expect
        .poll(() => play.page.locator('.cm-activeLine').first().textContent(), PATIENCE)
        .toContain('y = 1 / z')
    })

    it('end with the points that come of all lines together', async () => {
      const script =
        'grok(_, "%{WORD:shop} %{INT:n:int}")\nagg_create("sales", on_interval="1m")\nagg_metric("sales", "sold", "sum", ["shop"], "n")'
      await play.try(script, 'tea 1\ntea 2\ncup 3')
      const points = play.page.locator('.results .made-points')
      await points.waitFor()
      const sold = (shop: string) =>
        points.locator('div', { hasText: shop }).locator('tr', { hasText: 'sold' }).innerText()
      await expect.poll(() => sold('tea'), PATIENCE).toMatch(/float\s+3\s/)
      await expect.poll(() => sold('cup'), PATIENCE).toMatch(/float\s+3\s/)
      expect(await findings()).toEqual([])
    })

    it('tell what lines cost a moment later, none of them what the first of all did', async () => {
      await play.rows
        .nth(3)
        .locator('.row-cost', { hasText: /\ds|[µn]s/ })
        .waitFor()
      await expect
        .poll(() => play.page.locator('.totals').textContent(), PATIENCE)
        .toMatch(/^4 records · median [\d.]+ \S+ each · compiled in /)
    })

    it('are gone with the lines', async () => {
      await play.write(play.lines, ' ')
      await play.page.getByText('No lines yet').waitFor()
      expect(await play.rows.count()).toBe(0)
      await play.record.getByText('No results').waitFor()
      expect(await play.page.locator('.filter').count()).toBe(0)
    })

    it('stay, marked as old, while the script has an error', async () => {
      await play.write(play.script, 'grok(')
      await play.page.locator('.results.stale').waitFor()
      expect(await play.rows.count()).toBe(4)
    })

    it('take blank lines as ends of records where they may have several lines', async () => {
      await play.try('grok(_, "^%{WORD:a}")', 'one\n  at two\n\nthree')
      await expect.poll(() => play.rows.count(), PATIENCE).toBe(3)
      await play.page.getByLabel('A blank line separates records').check()
      await expect.poll(() => play.rows.count(), PATIENCE).toBe(2)
    })

    it('are those of one kind where only those are asked for', async () => {
      await play.page.locator('.filter .missed').click()
      await expect.poll(() => play.rows.count(), PATIENCE).toBe(1)
    })
  })

  it('explains a line: which grok matched, and the piece at which the other one failed', async () => {
    const script = 'if !grok(_, "^%{IP:ip} %{INT:code:int} done") {\n  grok(_, "^%{IP:ip} ")\n}'
    await play.try(script, '10.0.0.1 x12 done')
    const groks = play.record.locator('.groks li')
    await expect.poll(() => groks.count(), PATIENCE).toBe(2)
    expect(await groks.allTextContents()).toEqual(['✗ grok 1 missed', '✓ grok 2 matched'])
    const failed = play.record.locator('.step.missed')
    expect(await failed.locator('mark.failed-place').textContent()).toBe('x')
    expect(await failed.locator('.captures').textContent()).toContain('10.0.0.1')
    expect(await play.record.locator('.cost figcaption').textContent()).toContain('grok')
  })

  it('runs scripts that use those in force, and opens these', async () => {
    await play.write(play.script, 'use("part.p")')
    await expect.poll(() => play.rows.first().textContent(), PATIENCE).toContain('part1')
    await play.button('Open…')
    await play.button('nginx.p')
    await expect
      .poll(() => play.page.getByLabel('Name of the script').inputValue(), PATIENCE)
      .toBe('nginx')
    await play.write(play.lines, NGINX)
    await expect.poll(() => play.rows.first().textContent(), PATIENCE).toContain('status_code200')
  })

  it('saves cases that the test command passes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'logfwdserver-cases-'))
    try {
      await play.page.locator('.settings input').nth(2).fill('env=prod')
      for (const row of [1, 2, 3]) {
        await play.rows.nth(row).locator('button').first().click()
        await play.page.locator('h2', { hasText: `Line ${row + 1}` }).waitFor()
        await play.button('Save as a case')
        await play.button('Save')
        await play.button(`Cases (${row})`)
        await play.button('Close')
      }
      await play.button('Cases (3)')
      const { name, text } = await play.download(() => play.button('Download shop.cases.jsonl'))
      expect(name).toBe('shop.cases.jsonl')
      expect(text.trim().split('\n')).toHaveLength(3)
      writeFileSync(join(folder, name), text)
      writeFileSync(join(folder, 'shop.p'), await play.textOf(play.script))
      expect(await run('test', folder)).toMatchObject({ code: 0 })
      writeFileSync(join(folder, 'shop.p'), 'add_key(a, 1)')
      expect(await run('test', folder)).toMatchObject({ code: 1 })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('shares the work by a file, chosen or dropped', async () => {
    await play.try('add_key(中, "文")', 'a 🚀\n\nb')
    const { name, text } = await play.download(() => play.button('Share as a file'))
    expect(name).toBe('shop.playground.json')
    await play.try('', 'other')
    await play.button('Open…')
    const file = { name, mimeType: 'application/json', buffer: Buffer.from(text) }
    await play.page.locator('input[type=file]').setInputFiles(file)
    await expect.poll(() => play.textOf(play.script), PATIENCE).toBe('add_key(中, "文")')
    expect(await play.textOf(play.lines)).toBe('a 🚀\n\nb')
    await play.try('', 'other')
    await drop(name, text)
    await expect.poll(() => play.textOf(play.script), PATIENCE).toBe('add_key(中, "文")')
    await drop('mine.log', 'x\r\ny')
    await expect.poll(() => play.textOf(play.lines), PATIENCE).toBe('x\ny')
    await drop('broken.playground.json', '{')
    await play.page.getByText('no playground that can be read').waitFor()
  })

  it('keeps the work over a reload', async () => {
    await play.try('add_key(kept, 1)', 'a line')
    await expect.poll(() => play.rows.first().textContent(), PATIENCE).toContain('kept1')
    await play.page.reload()
    await play.rows.first().waitFor()
    expect(await play.textOf(play.script)).toBe('add_key(kept, 1)')
    expect(await play.textOf(play.lines)).toBe('a line')
  })

  it('can be walked by keyboard alone', async () => {
    const { keyboard } = play.page
    await play.page.getByLabel('Name of the script').focus()
    for (let i = 0; i < 5; i++) await keyboard.press('Tab')
    await expect.poll(() => focused(), PATIENCE).toBe('Script')
    await keyboard.press('Control+Home')
    await keyboard.type('f = 1')
    await keyboard.press('Enter')
    await keyboard.press('Escape')
    await keyboard.press('Tab')
    await keyboard.press('Shift+Tab')
    await expect.poll(() => focused(), PATIENCE).toBe('Script')
    await keyboard.press('Escape')
    await keyboard.press('Tab')
    for (let i = 0; i < 3; i++) await keyboard.press('Tab')
    await expect.poll(() => focused(), PATIENCE).toBe('Sample lines')
    await keyboard.press('Tab')
    await keyboard.press('Tab')
    await play.page.locator('.filter button:focus').waitFor()
    while (!(await play.page.locator('.rows button:focus').count())) await keyboard.press('Tab')
    await keyboard.press('End')
    await play.page.locator('h2', { hasText: 'Line 4' }).waitFor()
    await keyboard.press('ArrowUp')
    await play.page.locator('h2', { hasText: 'Line 3' }).waitFor()
    await keyboard.press('Tab')
    expect(await focused()).toBe('Save as a case')
    await keyboard.press('Enter')
    await play.page.getByRole('dialog').waitFor()
    await keyboard.press('Escape')
    await play.page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await focused()).toBe('Save as a case')
  })

  it.each([
    ['light', 'en-US', ['Save as a case', 'Save', 'Cases (1)', 'Close', 'Open…', 'Close']],
    ['dark', 'zh-CN', ['保存为用例', '保存', '用例（1）', '关闭', '打开…', '关闭']],
  ] as const)('has no finding of axe in the %s theme', async (colorScheme, locale, buttons) => {
    await play.close()
    play = await PlaygroundPage.open(browser, server.url, { colorScheme, locale })
    await play.rows.nth(3).locator('button').click()
    await play.record.locator('.step.missed').first().waitFor()
    expect(await findings()).toEqual([])
    for (const button of buttons) {
      await play.button(button)
      expect([button, await findings()]).toEqual([button, []])
    }
    await play.write(play.script, 'grok(_, "%{NOTHING}") nofunc(1)')
    await play.page.locator('.cm-lintRange-error').first().waitFor()
    await play.page.keyboard.press('Control+Space')
    expect(await findings()).toEqual([])
  })

  /** Label or words of what has the focus. */
  async function focused(): Promise<unknown> {
    return play.page.evaluate(
      'document.activeElement.ariaLabel ?? document.activeElement.textContent',
    )
  }

  async function drop(name: string, text: string): Promise<void> {
    const data = await play.page.evaluateHandle(`(() => {
      const data = new DataTransfer()
      data.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}))
      return data
    })()`)
    for (const type of ['dragover', 'drop'])
      await play.page.dispatchEvent('.pane.script .cm-content', type, { dataTransfer: data })
  }

  /** What axe-core finds on the page as it is now, of any impact. */
  async function findings(): Promise<unknown> {
    await play.page.evaluate(readFileSync(AXE, 'utf8'))
    return play.page.evaluate(`axe.run().then(({ violations }) => violations
      .map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, any }) => [html, any[0]?.message]) })))`)
  }
})

interface Ran {
  readonly code: number
  readonly output: string
}

function run(...args: string[]): Promise<Ran> {
  return new Promise((done) => {
    execFile(process.execPath, [COMMAND, ...args], (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    )
  })
}
