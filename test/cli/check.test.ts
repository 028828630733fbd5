// `check` as it is called: paths, exit codes, the document for editors. Its sources are run, so that no build is needed.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { checkFile, checkPaths, countsOf } from '../../src/cli/check-files.js'
import { checkJson } from '../../src/cli/check-json.js'
import { checkText } from '../../src/cli/check-text.js'
import { paintFor } from '../../src/cli/paint.js'
import { PathFault } from '../../src/cli/script-files.js'

const home = mkdtempSync(join(tmpdir(), 'logfwdserver-check-'))
const files: Readonly<Record<string, string>> = {
  'good/a.p': 'use("b.p")\ngrok(_, "^%{ORDER:order}")\n',
  'good/b.p': 'add_key(kind, "order")\n',
  'good/logging/b.p': 'add_key(kind, "other")\n',
  'good/pattern/orders': 'ORDER [A-Z]-[0-9]+\n',
  'bad/wrong.p': 'add_key(é, "é")\ngrok(_, "%{NUMBR:size}")\nAdd_key(a)\n',
  'bad/warned.p': 'grok(_, "^%{INT:a} %{INT:b}")\ndrop_key(a)\n',
  'bad/pattern/faulty': 'GOOD a\nBAD (\n',
  'empty/readme.txt': 'no script',
}
for (const [name, text] of Object.entries(files)) {
  mkdirSync(join(home, name, '..'), { recursive: true })
  writeFileSync(join(home, name), text)
}
afterAll(() => rmSync(home, { recursive: true, force: true }))

const at = (...names: string[]) => names.map((name) => join(home, name))

/** `wrong.p PL401`, a line for each finding. */
async function found(...names: string[]): Promise<string[]> {
  const checked = await checkPaths(at(...names), {}, {})
  return checked.flatMap(({ file, diagnostics }) =>
    diagnostics.map(({ code }) => `${file.slice(home.length + 1)} ${code}`),
  )
}

describe('paths', () => {
  it('a folder is all scripts below it, and its patterns', async () => {
    const checked = await checkPaths(at('good'), {}, {})
    expect(checked.map(({ file }) => file.slice(home.length + 1)).sort()).toEqual([
      'good/a.p',
      'good/b.p',
      'good/logging/b.p',
      'good/pattern/orders',
    ])
    expect(countsOf(checked)).toEqual({ scripts: 3, errors: 0, warnings: 0 })
  })

  it('a script is compiled among those beside it', async () => {
    expect(await found('good/a.p')).toEqual([])
  })

  it('a script of logging belongs to the folder above', async () => {
    expect(await found('good/logging/b.p')).toEqual([])
    expect(await found('good/logging')).toEqual([])
  })

  it('findings stand at their files', async () => {
    expect(await found('bad')).toEqual([
      'bad/warned.p PL906',
      'bad/wrong.p PL401',
      'bad/wrong.p PL201',
      'bad/pattern/faulty CF104',
    ])
  })

  it('a pattern file can be checked alone', async () => {
    expect(await found('bad/pattern/faulty')).toEqual(['bad/pattern/faulty CF104'])
  })

  it('what is named twice counts once', async () => {
    const checked = await checkPaths(at('bad/wrong.p', 'bad'), {}, {})
    expect(countsOf(checked).scripts).toBe(2)
  })

  it('what is not there is told', async () => {
    await expect(checkPaths(at('none.p'), {}, {})).rejects.toThrow(PathFault)
    await expect(checkPaths(at('empty'), {}, {})).rejects.toThrow(PathFault)
  })

  it('an unsaved text takes the place of its file', async () => {
    const [checked] = await checkFile(join(home, 'good/a.p'), 'use("c.p")', {})
    expect(checked!.diagnostics.map(({ code }) => code)).toEqual(['PL203'])
    const [saved] = await checkFile(join(home, 'good/new.p'), 'use("b.p")', {})
    expect(saved!.diagnostics).toEqual([])
  })
})

it('people read the findings, and how many there are', async () => {
  const checked = await checkPaths(at('bad/warned.p'), {}, {})
  const text = checkText(checked, countsOf(checked), paintFor({ isTTY: false }))
  expect(text.split('\n')).toEqual([
    `${join(home, 'bad/warned.p')}:1:17: warning PL906: nothing reads the capture "a" before it is removed in line 2`,
    '  1 | grok(_, "^%{INT:a} %{INT:b}")',
    '                      ^',
    '  hint: leave out its name: %{NAME} or (?:…) captures nothing',
    '1 script, 0 errors, 1 warning',
  ])
})

it('editors read one document', async () => {
  const checked = await checkPaths(at('bad/wrong.p'), {}, {})
  const document = JSON.parse(checkJson(checked, countsOf(checked)))
  const position = { line: 2, column: 1, end: { line: 2, column: 24 } }
  expect(document).toEqual({
    version: 1,
    summary: { scripts: 1, errors: 2, warnings: 0 },
    files: [
      {
        file: join(home, 'bad/wrong.p'),
        diagnostics: [
          {
            code: 'PL401',
            severity: 'error',
            ...position,
            range: { start: { line: 1, character: 8 }, end: { line: 1, character: 23 } },
            message: 'there is no pattern "NUMBR"',
            hint: 'did you mean "NUMBER"?',
          },
          expect.objectContaining({ code: 'PL201', line: 3, column: 1 }),
        ],
      },
    ],
  })
})
