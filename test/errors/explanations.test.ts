// Every code is explained, and what is shown for it is so: the wrong script has that error first, the right one compiles.
import { describe, expect, test } from 'vitest'
import { EXPLANATIONS } from '../../src/errors/explanations.js'
import { CODES, CompileError } from '../../src/errors.js'
import { compile } from '../language/support.js'

const shown = Object.entries(EXPLANATIONS).flatMap(([code, { scripts }]) =>
  scripts ? [{ code, ...scripts }] : [],
)

function firstCode(script: string): string {
  try {
    compile(script)
    return 'compiles'
  } catch (error) {
    if (!(error instanceof CompileError)) throw error
    return error.diagnostics[0].code
  }
}

test('every code is explained', () => {
  expect(Object.keys(EXPLANATIONS)).toEqual(Object.keys(CODES))
})

describe.each(shown)('$code', ({ code, wrong, right }) => {
  test('is the error of the wrong script', () => {
    expect(firstCode(wrong)).toBe(code)
  })

  test('is not in the right script', () => {
    expect(firstCode(right)).toBe('compiles')
  })
})
