// How deep a script may be nested, and how long a chain of operators may be.
import { describe, expect, test } from 'vitest'
import { errorOf } from './support.js'

const DEPTH = 200

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
