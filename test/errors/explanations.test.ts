// Every code is explained, and what is shown for it is so: the wrong script has that error first, the right one nothing.
import { describe, expect, test } from 'vitest'
import { EXPLANATIONS } from '../../src/errors/explanations.js'
import { CODES, CompileError } from '../../src/errors.js'
import { lintScript } from '../../src/workbench/lint.js'
import { compile } from '../language/support.js'

const shown = Object.entries(EXPLANATIONS).flatMap(([code, { scripts }]) =>
  scripts ? [{ code, ...scripts }] : [],
)

function firstCode(script: string): string {
  try {
    compile(script)
    return lintScript(script)[0]?.code ?? 'is fine'
  } catch (error) {
    if (!(error instanceof CompileError)) throw error
    return error.diagnostics[0].code
  }
}

test('every code is explained', () => {
  expect(Object.keys(EXPLANATIONS)).toEqual(Object.keys(CODES))
})

describe.each(shown)('$code', ({ code, wrong, right }) => {
  test('is found in the wrong script', () => {
    expect(firstCode(wrong)).toBe(code)
  })

  test('is not found in the right script, nor is anything else', () => {
    expect(firstCode(right)).toBe('is fine')
  })
})
