// Script → everything that is printed about it, case by case in texts.txt: one place to read how errors are worded.
// A case is `=== title`, the script, `---`, and what is printed.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { formatDiagnostic } from '../../src/errors.js'
import { lintScript } from '../../src/workbench/lint.js'

const file = readFileSync(new URL('./texts.txt', import.meta.url), 'utf8')
const cases = file
  .split(/^=== /m)
  .slice(1)
  .map((part) => {
    const [, title, script, printed] = /^(.*)\n([\s\S]*?)\n---\n([\s\S]*?)\n*$/.exec(part)!
    return { title, script: script!, printed }
  })

describe('what is printed about', () => {
  test.each(cases)('$title', ({ script, printed }) => {
    const found = lintScript(script, { file: 'test.p' })
    expect(found.map(formatDiagnostic).join('\n')).toBe(printed)
  })
})
