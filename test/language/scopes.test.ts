// Which variable a name means: blocks, loops, the point behind them.
import { describe, expect, test } from 'vitest'
import type { FieldValue } from '../../src/point/value.js'
import { fake, run } from './support.js'

type Made = Readonly<Record<string, FieldValue>>

/** The point has the field x = 5n. */
const table: readonly (readonly [string, string, Made])[] = [
  ['a variable hides the field', 'x = "v"\nadd_key(r, x)', { r: 'v' }],
  ['a variable that holds nil hides the field', 'x = nil\nadd_key(r, x)', { r: null }],
  ['assignment never touches the point', 'y = 1', {}],
  [
    'op= on a field makes a variable',
    'x += 1\nadd_key(r, x)\nadd_key(p, get_key(x))',
    { r: 6n, p: 5n },
  ],
  ['a block sets the variable outside', 'v = 1\nif true { v = 2 }\nadd_key(v)', { v: 2n }],
  ['a variable of a block ends with it', 'if true { v = 1 }\nadd_key(r, v)', { r: null }],
  [
    'branches share nothing',
    'if true { v = 1 } else { v = 2 }\nif true { add_key(r, v) }',
    { r: null },
  ],
  ['a block hides the field only inside', 'if true { x = 1 }\nadd_key(r, x)', { r: 5n }],
  [
    'a name assigned later outside is made inside',
    'if true { v = 1 }\nv = 2\nadd_key(v)',
    { v: 2n },
  ],
  [
    'assigned in the next round of an outer loop',
    'r = ""\nfor i in [1, 2] { if i == 2 { v = 9 }\nif v == nil { r += "n" }\nv = 1 }\nadd_key(r)',
    { r: 'nn' },
  ],
  [
    'the header of a for loop is one scope',
    'for i = 0; i < 2; i += 1 { }\nadd_key(r, i)',
    { r: null },
  ],
  [
    'the body of a for loop is fresh in each round',
    'r = ""\nfor i = 0; i < 3; i += 1 { if s == nil { r += "n" }\ns = 1 }\nadd_key(r)',
    { r: 'nnn' },
  ],
  [
    'the body of for-in is fresh in each round',
    'r = ""\nfor i in "ab" { if s == nil { r += "n" }\ns = 1 }\nadd_key(r)',
    { r: 'nn' },
  ],
  ['for-in overwrites an outer variable', 'i = 0\nfor i in [1, 2] { }\nadd_key(i)', { i: 2n }],
  [
    'for-in hides a field inside only',
    'for x in ["v"] { add_key(a, x) }\nadd_key(b, x)',
    { a: 'v', b: 5n },
  ],
  ['add_key of a name takes the variable', 'v = 1\nadd_key(v)', { v: 1n }],
  ['add_key of an unknown name does nothing', 'add_key(v)', {}],
  ['an argument with a name is an assignment', 'two(b = 7, a = 1)\nadd_key(r, b)', { r: 7n }],
  [
    'such an assignment in a condition belongs to the if',
    'if two(1, b = 7) == nil { add_key(r, b) }\nadd_key(q, b)',
    { r: 7n, q: null },
  ],
  [
    'a variable of the name of a function is no matter',
    'len = 5\nadd_key(r, len("ab") + len)',
    { r: 7n },
  ],
]

const two = fake('two', {
  style: 'typed',
  params: { a: { kind: 'typed', doc: '' }, b: { kind: 'typed', doc: '', optional: true } },
  prepare: () => () => undefined,
})

describe('names', () => {
  test.each(table)('%s', (_title, script, made) => {
    expect(run(script, { fields: { x: 5n }, functions: [two] })).toEqual({
      made,
      failure: undefined,
    })
  })
})
