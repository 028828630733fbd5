// How deep a script may be nested, and how long a chain of operators may be.
import { describe, expect, test } from 'vitest'
import type { FieldValue } from '../../src/point/value.js'
import { errorOf, run } from './support.js'

const DEPTH = 150

function nested(open: string, inside: string, close: string): string {
  return open.repeat(DEPTH) + inside + close.repeat(DEPTH)
}

const table: readonly (readonly [string, string])[] = [
  ['lists', `x = ${nested('[', '1', ']')}`],
  ['calls', `x = ${nested('len(', '"a"', ')')}`],
  ['maps', `x = ${nested('{"a": ', '1', '}')}`],
  ['indexes', `x = ${nested('a[', '1', ']')}`],
  ['slices', `x = ${nested('a[', '1', ':]')}`],
  ['parentheses', `x = ${nested('(', '1', ')')}`],
  ['right operands', `x = ${nested('1 + (', '1', ')')}`],
  ['signs', `x = ${nested('!', 'a', '')}`],
  ['branches', nested('if a {\n', 'b = 1', '\n}')],
  ['loops', nested('for a in b {\n', 'b = 1', '\n}')],
]

describe(`${DEPTH} levels compile`, () => {
  test.each(table)('of %s', (_kind, script) => {
    expect(errorOf(script)).toBe('compiles')
  })
})

describe('a row of many operators', () => {
  const count = 2000
  test.each<[string, string, FieldValue]>([
    ['sums', `0${' + 1'.repeat(count)}`, 2000n],
    ['differences and products', `${'2 * 3 - '.repeat(count)}0`, -11988n],
    ['comparisons', `1${' == 1'.repeat(count)}`, true],
    ['alternatives', `${'_ == "x" || '.repeat(count)}_ == "hello"`, true],
    ['conditions', `${'_ != "x" && '.repeat(count)}nosuch`, 'fails'],
    ['conditions that are decided', `false${' && nosuch["x"]'.repeat(count)}`, false],
    ['operands that are rows', `0${` + (0${' + 1'.repeat(40)})`.repeat(40)}`, 1600n],
  ])('of %s is evaluated', (_kind, expression, value) => {
    const { made, failure } = run(`add_key(k, ${expression})`)
    expect(failure === undefined ? made.k : 'fails').toBe(value)
  })
})
